"""schema.org data of the pages, read by a JSON-LD processor as other programs would read them."""

import json
from functools import cache
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pyld import jsonld
from wagtail.models import Page

from home.models import EventPage, HomePage, NewsPage
from networks.models import NetworkPage, PartnerRegionPage, ProjectPage, TwinTownPage
from tests.bilingual.test_traps import english

pytestmark = pytest.mark.any_database

SCHEMA = "https://schema.org/"
# What https://schema.org/ answers, in short: its own vocabulary, and which values are addresses.
CONTEXT = {
    "@context": {
        "@vocab": SCHEMA,
        **{name: {"@type": "@id"} for name in ("url", "sameAs", "item", "mainEntityOfPage")},
        **{name: {"@type": "@id"} for name in ("eventStatus", "image")},
    }
}
REQUIRED = {
    "WebPage": {"name", "url", "inLanguage"},
    "BreadcrumbList": {"itemListElement"},
    "GovernmentOrganization": {"name"},
    "NewsArticle": {"headline", "datePublished", "inLanguage", "author", "mainEntityOfPage"},
    "Event": {"name", "startDate", "endDate", "location", "eventStatus", "organizer"},
    "Organization": {"name"},
    "Project": {"name", "description"},
    "City": {"name", "geo", "containedInPlace"},
    "AdministrativeArea": {"name", "geo", "containedInPlace"},
}
TYPES = {
    HomePage: "GovernmentOrganization",
    NewsPage: "NewsArticle",
    EventPage: "Event",
    NetworkPage: "Organization",
    ProjectPage: "Project",
    TwinTownPage: "City",
    PartnerRegionPage: "AdministrativeArea",
}


def load(url: str, options: Any) -> dict[str, Any]:
    assert url.rstrip("/") == SCHEMA.rstrip("/"), f"{url} is asked for"
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}


@cache
def expanded(text: str) -> list[Any]:
    return list(jsonld.expand(json.loads(text), {"documentLoader": load}))


def nodes_of(address: str) -> dict[str, dict[str, Any]]:
    """The nodes of a page by their type, with short names."""
    html = Client().get(address).content
    scripts = BeautifulSoup(html, "html.parser").select('script[type="application/ld+json"]')
    assert len(scripts) == 1, address
    nodes = expanded(scripts[0].get_text())
    assert nodes
    found = {}
    for node in nodes:
        (kind,) = node["@type"]
        assert kind.startswith(SCHEMA), kind
        # An undefined property would have been dropped; each is one of schema.org's.
        found[kind.removeprefix(SCHEMA)] = {k.removeprefix(SCHEMA): v for k, v in node.items()}
    return found


def value(node: dict[str, Any], name: str) -> Any:
    return node[name][0].get("@value", node[name][0].get("@id"))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_page_type_says_what_it_is(language: str) -> None:
    for model, kind in TYPES.items():
        page = model.objects.filter(locale__language_code=language).order_by("path").first()
        nodes = nodes_of(page.url)
        for name in {kind, "WebPage"}:
            missing = REQUIRED[name] - set(nodes[name])
            assert not missing, (page, name, missing)
        assert value(nodes["WebPage"], "inLanguage") == language
        assert value(nodes["WebPage"], "name") == page.title
        assert nodes["WebPage"]["mainEntity"][0]["@id"] == nodes[kind]["@id"]
        # Whoever publishes is named in each page's own data, by one name.
        assert value(nodes["WebPage"], "publisher") == "http://testserver/#city"
        assert nodes["GovernmentOrganization"]["@id"] == "http://testserver/#city"


def test_the_way_to_a_page_is_said_on_all_pages_but_home() -> None:
    addresses = [
        "/nyckelord/skolutbyte/",
        "/en/focus-areas/education/",
        *(page.url for page in Page.objects.live().filter(depth__gt=2).order_by("path")[::9]),
    ]
    for address in addresses:
        nodes = nodes_of(address)
        steps = nodes["BreadcrumbList"]["itemListElement"]
        assert [step[f"{SCHEMA}position"][0]["@value"] for step in steps] == [
            *range(1, len(steps) + 1)
        ]
        items = [step[f"{SCHEMA}item"][0]["@id"] for step in steps]
        assert items[-1] == f"http://testserver{address}"
        assert all(Client().get(item).status_code == 200 for item in items[:1])


def test_a_project_names_partners_and_the_grant_without_losing_a_digit() -> None:
    project = ProjectPage.objects.get(acronym="EX-HARBOUR", locale__language_code="sv")
    project.budget = project.grant = "1234567890123.45"
    project.save_revision().publish()
    node = nodes_of(english(project).url)["Project"]
    names = {member[f"{SCHEMA}name"][0]["@value"] for member in node["member"]}
    assert names == {"Example Region", "City of Västerås", "Example City", "Example University"}
    (grant,) = node["funding"]
    assert grant["@type"] == [f"{SCHEMA}MonetaryGrant"]
    (amount,) = grant[f"{SCHEMA}amount"]
    assert amount[f"{SCHEMA}value"][0]["@value"] == "1234567890123.45"
    assert amount[f"{SCHEMA}currency"][0]["@value"] == "EUR"


def test_what_changes_shows_and_a_towns_own_name_has_its_language() -> None:
    event = EventPage.objects.filter(locale__language_code="sv").first()
    event.is_cancelled = True
    event.save_revision().publish()
    assert value(nodes_of(event.url)["Event"], "eventStatus") == f"{SCHEMA}EventCancelled"
    lahti = TwinTownPage.objects.get(own_language="fi", locale__language_code="sv")
    assert nodes_of(lahti.url)["City"]["alternateName"] == [{"@value": "Lahti", "@language": "fi"}]


def test_no_title_ends_the_script(admin: Client) -> None:
    hostile = "</script><script>alert(1)</script><!-- \u200f & \" '"
    page = NewsPage.objects.filter(locale__language_code="sv").first()
    page.title = hostile
    page.save_revision().publish()
    html = Client().get(page.url).content.decode()
    assert "<script>alert" not in html
    assert value(nodes_of(page.url)["NewsArticle"], "headline") == hostile


@pytest.mark.parametrize(
    ("address", "name", "above"),
    [
        ("/en/twin-towns/map/", "Map of our partners", "Twin towns and partner regions"),
        (
            "/en/action-plan/2006-2007/matrix/",
            "Matrix of the activities",
            "Action plan for 2006 and 2007",
        ),
        ("/en/international-policy/trace/", "From words to action", "International policy"),
        ("/vanorter/historia/", "Vår internationella historia", "Vänorter och partnerregioner"),
    ],
)
def test_what_stands_below_a_page_has_a_name_of_its_own(
    address: str, name: str, above: str
) -> None:
    nodes = nodes_of(address)
    assert value(nodes["WebPage"], "name") == name
    assert "description" not in nodes["WebPage"]
    steps = nodes["BreadcrumbList"]["itemListElement"]
    names = [step[f"{SCHEMA}name"][0]["@value"] for step in steps]
    assert names[-2:] == [above, name]
