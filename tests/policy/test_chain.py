"""The chain from a sentence of the policy to what came of it: both ends of each link show it.

What is expected comes from the database, what is found from the links of public pages.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from home.models import EventPage, NewsPage
from networks.models import NetworkPage, PartnerRegionPage, ProjectPage, TwinTownPage
from policy.models import (
    ActivityLink,
    ActivityPage,
    ActivityProject,
    DecisionPage,
    Method,
    QuarterlyReportPage,
    SealedReport,
    Statement,
)
from records.models import Contact, FocusArea, Operation
from tests.bilingual.test_traps import english

pytestmark = pytest.mark.any_database

WORDS = {
    Operation: {"sv": "/verksamheter/", "en": "/en/operations/"},
    FocusArea: {"sv": "/fokusomraden/", "en": "/en/focus-areas/"},
    Contact: {"sv": "/kontakter/", "en": "/en/contacts/"},
}
PAIR = ("P1", "P2")
Read = Callable[..., set[str]]


@pytest.fixture
def links() -> Read:
    """Gives where the links of a page's contents lead to, or those of a part of it."""

    @cache
    def soup_of(address: str) -> BeautifulSoup:
        response = Client().get(address)
        assert response.status_code == 200, address
        return BeautifulSoup(response.content, "html.parser")

    def read(address: str, part: str = "main") -> set[str]:
        found = soup_of(address).select_one(part)
        assert found is not None, (address, part)
        return {str(link["href"]) for link in found.select("a[href]")}

    return read


def public(model: Any, language: str) -> Iterator[Any]:
    yield from model.objects.live().filter(locale__language_code=language)


def address_of(record: Any, language: str) -> str:
    return f"{WORDS[type(record)][language]}{record.code}/"


def missing(pairs: Any, links: Read) -> list[tuple[str, str]]:
    """The links that one of two ends does not show."""
    return [
        (here, there)
        for pair in pairs
        for here, there in (pair, pair[::-1])
        if there not in links(urldefrag(here).url)
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_statement_and_method_leads_to_its_activities_and_back(
    language: str, links: Read
) -> None:
    points = [*Statement.objects.all(), *Method.objects.all()]
    own = [point for point in points if point.locale.language_code == language]
    assert {point.reference for point in own} == {f"{a}{n}" for a in "IM" for n in range(1, 7)}
    policy = next(point.page for point in own if point.reference == "I1")
    checked = 0
    for point in own:
        relation = "statements" if point.reference.startswith("I") else "methods"
        named = {f"{relation}__translation_key": point.translation_key}
        for model in (ActivityPage, ProjectPage):
            for page in model.objects.live().filter(locale__language_code=language, **named):
                where, anchor = urldefrag(point.url)
                assert page.url in links(where, f"li#{anchor}"), (point, page)
                assert page.url in links(policy.trace_url, f"li#{anchor}"), (point, page)
                assert point.url in links(page.url), (point, page)
                checked += 1
        assert point.url in links(policy.trace_url), point
    assert checked > 30


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_statement_leads_to_the_methods_by_which_it_is_carried_out_and_back(
    language: str, links: Read
) -> None:
    pairs = set()
    for model in (ActivityPage, ProjectPage):
        for page in public(model, language):
            for statement in page.statements.all():
                for method in page.methods.all():
                    own = [
                        type(point).objects.get(
                            translation_key=point.translation_key, locale=page.locale
                        )
                        for point in (statement, method)
                    ]
                    pairs.add((own[0].url, own[1].url))
    assert len(pairs) > 5
    trace = Statement.objects.filter(locale__language_code=language)[0].page.trace_url
    for ends in pairs:
        for here, there in (ends, ends[::-1]):
            where, anchor = urldefrag(here)
            assert there in links(where, f"li#{anchor}"), (here, there)
            assert there in links(trace, f"li#{anchor}"), (here, there)


def test_a_statement_that_nothing_carries_out_is_said_to_be_one(links: Read) -> None:
    for model in (ActivityPage, ProjectPage):
        for page in model.objects.filter(statements__reference="I6", locale__language_code="sv"):
            page.statements = [item for item in page.statements.all() if item.reference != "I6"]
            page.save_revision().publish()
    for language, words in (("sv", "Inget i planerna"), ("en", "Nothing in the plans")):
        point = Statement.objects.get(reference="I6", locale__language_code=language)
        soup = BeautifulSoup(Client().get(point.page.trace_url).content, "html.parser")
        told = soup.select_one("p.untouched")
        assert told is not None
        assert told.select_one('a[href="#i6"]') is not None
        assert words in soup.select("li#i6")[0].get_text(" ")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_activity_leads_to_its_partners_and_each_successor_to_what_it_continues(
    language: str, links: Read
) -> None:
    old, new = (ActivityPage.objects.get(reference=r, locale__language_code="sv") for r in PAIR)
    old.continued_in, old.continued_how, old.continued_on = new, "merged", "2006-06-01"
    # One of each at the least.
    old.networks, old.partner_regions, old.twin_towns = (
        [next(public(model, "sv"))] for model in (NetworkPage, PartnerRegionPage, TwinTownPage)
    )
    old.projects = [ActivityProject(project=next(public(ProjectPage, "sv")))]
    old.save_revision().publish()
    pairs = []
    for activity in public(ActivityPage, language):
        named = [
            *activity.networks.all(),
            *activity.partner_regions.all(),
            *activity.twin_towns.all(),
            *(row.project for row in activity.projects.all()),
            *filter(None, [activity.continued_in]),
        ]
        keys = [page.translation_key for page in named]
        own = Page.objects.live().filter(translation_key__in=keys, locale=activity.locale)
        pairs += [(activity.url, page.url) for page in own]
    assert len(pairs) > 8
    assert missing(pairs, links) == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_page_leads_to_the_records_that_it_names_and_back(language: str, links: Read) -> None:
    pairs = []
    for model in WORDS:
        # All that names such a record: a relation that nobody has registered is found too.
        for relation in model._meta.related_objects:
            if not issubclass(relation.related_model, Page):
                continue
            for page in public(relation.related_model, language):
                value = getattr(page, relation.remote_field.name)
                named = value.all() if relation.many_to_many else filter(None, [value])
                pairs += [(page.url, address_of(record, language)) for record in named]
    for contact in Contact.objects.exclude(operation=None):
        pairs.append((address_of(contact, language), address_of(contact.operation, language)))
    assert len(pairs) > 60
    assert missing(pairs, links) == []


def test_a_page_that_is_evidence_leads_to_its_activity_and_back(links: Read) -> None:
    activity = ActivityPage.objects.get(reference="P1", locale__language_code="sv")
    targets = [next(public(model, "sv")) for model in (DecisionPage, NewsPage, EventPage)]
    activity.links = [
        ActivityLink(title=p.title, page_link=p, is_evidence=p != targets[1], locale=p.locale)
        for p in targets
    ]
    activity.save_revision().publish()
    for language in ("sv", "en"):
        pages = [page if language == "sv" else english(page) for page in [activity, *targets]]
        assert missing([(pages[0].url, page.url) for page in pages[1:]], links) == []
        for page, part in zip(
            pages[1:], ("evidence-for", "linked-from", "evidence-for"), strict=True
        ):
            assert pages[0].url in links(page.url, f"section[aria-labelledby={part}]")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_report_leads_to_its_activities_and_decision_and_back(language: str, links: Read) -> None:
    source = next(public(QuarterlyReportPage, "sv"))
    decision = next(public(DecisionPage, "sv"))
    decision.report = source
    decision.save_revision().publish()
    report = source if language == "sv" else english(source)
    content = json.loads(source.sealed.get().content)
    told = {
        entry["key"]
        for entry in content["activities"]
        if entry["changes"] or entry["notes"] or entry["milestones"] or entry["indicators"]
    }
    named = {entry["key"] for entry in content["activities"]}
    activities = [a for a in public(ActivityPage, language) if str(a.translation_key) in named]
    assert len(activities) == len(named) > len(told) > 0
    for activity in activities:
        assert activity.url in links(report.url)
        assert (report.url in links(activity.url)) == (str(activity.translation_key) in told)
    decided = decision if language == "sv" else english(decision)
    assert missing([(report.url, decided.url)], links) == []
    # A correction that has nothing to tell of them any more.
    SealedReport.objects.create(
        report=source, version=2, sealed_at=source.last_published_at, content="{}", sha256=""
    )
    told_of = next(a for a in activities if str(a.translation_key) in told)
    assert f'href="{report.url}"' not in Client().get(told_of.url).content.decode()
