"""Cards on a page of an earlier day, and in an adopted text, say what they said then."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.cards import cards_as_of, cards_of
from home.models import NewsPage
from policy.cards_then import PAST
from policy.models import ActionPlanPage, DecisionPage, PolicyVersionPage, PublicVersion
from records.models import Contact
from tests.blocks.cards import by_rule, one_of_each
from tests.policy.test_history import at, rewrite
from tests.policy.test_reports import judge, the

pytestmark = [pytest.mark.usefixtures("commits_at_once"), pytest.mark.any_database]
OTHER, NOTE = "En annan rubrik", "Så heter det i dag"


@pytest.fixture(autouse=True)
def early(plan: ActionPlanPage) -> None:
    """The demo content as if it had been published on the first day of 2006."""
    PublicVersion.objects.update(public_from=at(2006, 1, 1))


def cards(url: str, **choice: str) -> list[str]:
    """What the cards of a page say, each in a line."""
    answer = Client().get(url, choice)
    assert answer.status_code == 200
    found = BeautifulSoup(answer.content, "html.parser").select(".main__body .prose .card")
    return [" ".join(card.get_text(" ").split()) for card in found]


def test_cards_of_an_earlier_day_say_what_they_said_then() -> None:
    before, news = the("P3").title, NewsPage.objects.filter(locale__language_code="sv")[0]
    chosen = [("activity_card", the("P3")), ("news_card", news), by_rule("news-latest", 1)]
    rewrite(the("P1"), at(2006, 1, 2), body=chosen)
    rewrite(the("P3"), at(2006, 4, 10), title=OTHER)
    judge(the("P3"), "done", 2006, 4, 11)
    activity, single, by_choice = cards(the("P1").url, **{"as-of": "2006-04-09"})
    assert before in activity
    assert OTHER not in activity
    assert "Genomförd" not in activity
    assert news.title in single
    for card in (single, by_choice):
        assert NOTE in card
    activity, single, _by_choice = cards(the("P1").url)
    assert OTHER in activity
    assert "Genomförd" in activity
    assert NOTE not in single


def test_a_card_of_what_was_not_public_yet_is_not_there() -> None:
    rewrite(the("P1"), at(2006, 1, 2), body=[("activity_card", the("P3"))])
    versions = PublicVersion.objects.filter(key=the("P3").translation_key)
    versions.update(public_from=at(2006, 5, 1))
    assert cards(the("P1").url, **{"as-of": "2006-04-09"}) == []
    assert len(cards(the("P1").url, **{"as-of": "2006-05-02"})) == 1


def publish(version: PolicyVersionPage, day: dt.datetime, *body: tuple[str, Any]) -> None:
    """Publishes the text as adopted, as if it had been on the day."""
    pages = PolicyVersionPage.objects.filter(pk=version.pk)
    pages.update(status="proposed")
    DecisionPage.objects.filter(kind="decision").update(adopts=version)
    page, now = pages.get(), timezone.now()
    page.status, page.body = page.Status.ADOPTED, list(body)
    page.save_revision().publish()
    versions = PublicVersion.objects.filter(key=page.translation_key)
    versions.filter(public_to__gte=now).update(public_to=day)
    versions.filter(public_from__gte=now).update(public_from=day)


def test_cards_in_an_adopted_text_say_what_they_said_when_it_was_adopted() -> None:
    before = the("P3").title
    version = PolicyVersionPage.objects.filter(locale__language_code="sv")[0]
    text = [("heading", "Text"), ("activity_card", the("P3"))]
    publish(version, at(2006, 2, 1), *text)
    rewrite(the("P3"), at(2006, 4, 10), title=OTHER)
    assert [before in card for card in cards(version.url)] == [True]
    # Neither the website's own note nor a later day of the page changes that.
    publish(version, at(2006, 4, 20), *text, ("note", "Ordet är från 2005."))
    assert [before in card for card in cards(version.url)] == [True]
    then = cards(version.url, **{"as-of": "2006-04-25"})
    assert [before in card for card in then] == [True]


def test_every_kind_has_a_card_of_an_earlier_day_or_a_link() -> None:
    for item in one_of_each().values():
        (today,) = cards_of([item])
        with cards_as_of(dt.date(2006, 4, 9)):
            (then,) = cards_of([item])
        assert today is not None
        assert then is not None, item
        assert (then.title, then.address) == (today.title, today.address)
        assert then.is_of_today == (item._meta.label not in PAST)
        assert not (then.is_of_today and then.facts)


def test_what_an_adopted_text_shows_as_it_was_is_not_deleted(admin: Client) -> None:
    version = PolicyVersionPage.objects.filter(locale__language_code="sv")[0]
    operation, contact = the("P3").operation, Contact.objects.create(code="x", role_sv="X")
    cards = [("activity_card", the("P3")), ("operation_card", operation), ("contact_card", contact)]
    publish(version, at(2006, 2, 1), *cards)
    title = the("P3").title
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    for address in (
        reverse("wagtailadmin_pages:delete", args=[the("P3").pk]),
        reverse("wagtailadmin_pages:delete", args=[the("P3").get_parent().pk]),
        f"{bulk}?id={the('P3').pk}",
        reverse(operation.snippet_viewset.get_url_name("delete"), args=[operation.pk]),
    ):
        told = admin.post(address, follow=True).content.decode()
        assert "kan inte raderas" in told, address
    assert the("P3").operation == operation
    the("P3").unpublish()
    answer = BeautifulSoup(Client().get(version.url).content, "html.parser")
    assert title in answer.select(".prose .card")[0].get_text()
    # A person may leave.
    admin.post(reverse(contact.snippet_viewset.get_url_name("delete"), args=[contact.pk]))
    assert not Contact.objects.filter(pk=contact.pk).exists()
