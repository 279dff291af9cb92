"""A crawler of both trees, on a site with every state of translation mixed in."""

from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page, PageViewRestriction

from bilingual.models import SwedishOnly
from home.models import NewsIndexPage, NewsPage, StandardPage
from networks.models import NetworkIndexPage, NetworkPage, ProjectPage, TwinTownPage
from policy.models import VisionPage
from tests.bilingual.test_traps import english

pytestmark = pytest.mark.any_database

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RECORDS = (
    *("/verksamheter/", "/fokusomraden/", "/kontakter/", "/nyckelord/", "/lander/"),
    *("/operations/", "/focus-areas/", "/contacts/", "/keywords/", "/countries/"),
)
LINK = "{http://www.w3.org/1999/xhtml}link"


@pytest.fixture
def alias() -> str:
    """The mixed site; gives the address of the Swedish alias in the English tree."""
    stale = VisionPage.objects.get(locale__language_code="sv")
    stale.introduction = "Helt nya ord."
    stale.save_revision().publish()
    english(TwinTownPage.objects.get(slug="kassel", locale__language_code="sv")).unpublish()
    english(NetworkPage.objects.filter(locale__language_code="sv")[0]).delete()
    swedish = NewsIndexPage.objects.get(locale__language_code="sv")
    only = NewsPage(title="Bara svenska", slug="bara", locale=swedish.locale)
    swedish.add_child(instance=only)
    only.save_revision().publish()
    SwedishOnly.objects.create(page=only, reason="Gäller bara här")
    index = english(swedish)
    partners = NewsPage(title="For partners", slug="for-partners", locale=index.locale)
    index.add_child(instance=partners)
    partners.save_revision().publish()
    standard = StandardPage.objects.filter(locale__language_code="sv")[0]
    made = english(standard)
    Page.objects.filter(pk=made.pk).update(alias_of=standard.pk)
    # Private in both languages, a section with all that lies below it.
    for private in (
        NetworkIndexPage.objects.get(locale__language_code="sv"),
        ProjectPage.objects.filter(locale__language_code="sv")[0],
    ):
        PageViewRestriction.objects.create(page=private, restriction_type="login")
    # Sorted, and its English one with it.
    town = TwinTownPage.objects.filter(locale__language_code="sv").order_by("-path")[0]
    first = town.get_siblings()[0]
    MovePageAction(town, first, pos="left").execute(skip_permission_checks=True)
    return str(made.url)


def crawl(start: str) -> Iterator[tuple[str, BeautifulSoup]]:
    """All that can be reached from a home page without leaving its language."""
    client, seen, waiting = Client(), {start}, [start]
    while waiting:
        address = waiting.pop()
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        if "html" not in response.headers["Content-Type"]:
            continue
        soup = BeautifulSoup(response.content, "html.parser")
        yield address, soup
        for link in soup.select("a[href]"):
            target = urldefrag(str(link["href"])).url
            parts = urlsplit(target)
            if parts.netloc or parts.scheme or not target.startswith("/") or target in seen:
                continue
            seen.add(target)
            if target.startswith("/en/") == start.startswith("/en/"):
                waiting.append(target)


def test_no_link_of_either_tree_breaks_or_misleads(alias: str) -> None:
    pairs: dict[str, dict[str, str]] = {}
    for start in ("/", "/en/"):
        for address, soup in crawl(start):
            assert soup.html is not None
            language = "en" if address.startswith("/en/") else "sv"
            assert soup.html["lang"] == language, address
            assert address != alias
            for link in soup.select("a[href^='/']"):
                target, marked = str(link["href"]), str(link.get("hreflang", language))
                actual = "en" if target.startswith("/en/") else "sv"
                if not target.startswith(("/documents/", "/media/", "/admin/", "/api/")):
                    assert actual == marked, (address, target)
            canonical = soup.select_one('link[rel="canonical"]')
            if canonical is not None and "?" not in address:
                assert urlsplit(str(canonical["href"])).path == address
                pairs[address] = {
                    str(link["hreflang"]): urlsplit(str(link["href"])).path
                    for link in soup.select('link[rel="alternate"][hreflang]')
                }
    assert len(pairs) > 120
    for address, alternates in pairs.items():
        for target in alternates.values():
            assert pairs[target].get("sv") == alternates.get("sv"), address
            assert pairs[target].get("en") == alternates.get("en"), address


def test_the_sitemap_lists_what_is_public_in_pairs_with_the_last_change(alias: str) -> None:
    root = ElementTree.fromstring(Client().get("/sitemap.xml").content)
    listed = {}
    for url in root.iter(f"{MAP}url"):
        address = urlsplit(url.findtext(f"{MAP}loc", "")).path
        # A record's page follows from the pages that name it: it has no last change of its own.
        is_record = address.removeprefix("/en").startswith(RECORDS)
        assert bool(url.findtext(f"{MAP}lastmod")) != is_record, address
        listed[address] = {
            link.get("hreflang"): urlsplit(link.get("href", "")).path for link in url.iter(LINK)
        }
    assert alias not in listed
    assert "/en/contacts/international-coordinator/" in listed
    restricted = PageViewRestriction.objects.values_list("page__path", flat=True)
    private = [page for path in restricted for page in Page.objects.filter(path__startswith=path)]
    assert len(private) > 10
    assert not {page.url for page in private} & set(listed)
    for address, alternates in listed.items():
        assert Client().get(address).status_code == 200, address
        for target in alternates.values():
            assert listed[target] == alternates, address
    assert {} == listed["/nyheter/bara/"] == listed["/en/news/for-partners/"]
    assert Client().get("/en/news/bara/").status_code == 404
