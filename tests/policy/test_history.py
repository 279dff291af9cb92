"""`?as-of=`: what the public saw on a day, in both languages."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from policy.history import record
from policy.models import ActionPlanPage, ActivityPage, Judgement, PublicVersion
from tests.bilingual.test_traps import english, public

pytestmark = pytest.mark.usefixtures("commits_at_once")


def at(*day: int) -> dt.datetime:
    return timezone.make_aware(dt.datetime(*day, 12))


@pytest.fixture
def plan() -> ActionPlanPage:
    return ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")


@pytest.fixture
def early(plan: ActionPlanPage) -> ActionPlanPage:
    """The demo content as if it had been published on the first day of 2006."""
    PublicVersion.objects.update(public_from=at(2006, 1, 1))
    return plan


def seen(url: str, day: str) -> Any:
    return Client().get(url, {"as-of": day})


def rewrite(page: ActivityPage, moment: dt.datetime, **values: Any) -> None:
    """Publishes a change as if it had been at `moment`."""
    now = timezone.now()
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    versions = PublicVersion.objects.filter(key=page.translation_key)
    versions.filter(public_to__gte=now).update(public_to=moment)
    versions.filter(public_from__gte=now).update(public_from=moment)


def test_every_public_page_of_the_plan_has_one_open_version() -> None:
    for model in (ActionPlanPage, ActivityPage):
        for page in model.objects.live():
            versions = PublicVersion.objects.filter(page=page, public_to=None)
            assert versions.count() == 1


def test_an_activity_is_shown_as_it_was(early: ActionPlanPage) -> None:
    page = ActivityPage.objects.get(reference="P3", locale__language_code="sv")
    before = page.title
    rewrite(page, at(2006, 4, 10), title="En annan rubrik")
    assert before in seen(page.url, "2006-04-09").content.decode()
    then = seen(page.url, "2006-04-09")
    assert "En annan rubrik" not in then.content.decode().split("<main")[1]
    assert then.headers["X-Robots-Tag"] == "noindex"
    assert "9 april 2006" in then.content.decode()
    assert "En annan rubrik" in seen(page.url, "2006-04-10").content.decode()


def test_it_says_when_the_version_of_the_day_was_published(early: ActionPlanPage) -> None:
    page = ActivityPage.objects.get(reference="P3", locale__language_code="sv")
    rewrite(page, at(2006, 4, 10), aim="Ett nytt mål")
    first, later = "Senast uppdaterad 1 januari 2006", "Senast uppdaterad 10 april 2006"
    in_english = "Last updated 1 January 2006"
    for address, before, after in (
        (page.url, first, later),
        # Its words have not changed, nor those of the plan.
        (english(page).url, in_english, in_english),
        (early.url, first, first),
        (early.matrix_url, first, first),
    ):
        for day, words in (("2006-04-09", before), ("2006-04-10", after)):
            then = BeautifulSoup(seen(address, day).content, "html.parser")
            foot = then.select_one(".page-foot")
            assert foot is not None
            assert " ".join(foot.get_text().split()).startswith(words), (address, day)
    modified = '"dateModified":"2006-04-10"'
    assert modified in seen(page.url, "2006-04-10").content.decode().replace(" ", "")


def test_the_status_is_that_of_the_day(early: ActionPlanPage) -> None:
    page = ActivityPage.objects.get(reference="P3", locale__language_code="sv")
    rewrite(
        page,
        at(2006, 4, 10),
        judgements=[
            Judgement(status="paused", on=dt.date(2006, 4, 10), reason="Val.", locale=page.locale)
        ],
    )
    for address, ongoing, paused in (
        (page.url, "Pågående", "Pausad"),
        (english(page).url, "Ongoing", "Paused"),
    ):
        assert ongoing in seen(address, "2006-04-09").content.decode()
        then = seen(address, "2006-04-10").content.decode()
        assert paused in then
        assert "Val." in then


def test_the_plan_lists_what_was_public_that_day(early: ActionPlanPage) -> None:
    page = ActivityPage.objects.get(reference="P3", locale__language_code="sv")
    address = page.url
    page.unpublish()
    PublicVersion.objects.filter(key=page.translation_key).update(public_to=at(2006, 5, 1))
    for url in (early.url, early.matrix_url, english(early).url):
        assert seen(url, "2006-04-30").status_code == 200
    then = seen(early.url, "2006-04-30").content.decode()
    assert page.title in then
    # It is not public any more, and is read as of that day where it stood. So are the others.
    assert f'href="{address}?as-of=2006-04-30"' in then
    assert seen(address, "2006-04-30").status_code == 200
    other = ActivityPage.objects.get(reference="P1", locale=page.locale).url
    assert f'href="{other}?as-of=2006-04-30"' in then
    assert page.title in seen(early.matrix_url, "2006-04-30").content.decode()
    assert page.title not in seen(early.url, "2006-05-01").content.decode()
    assert f'href="{address}' not in public(early)


def test_a_deleted_activity_is_still_in_the_plan_of_its_day(early: ActionPlanPage) -> None:
    page = ActivityPage.objects.get(reference="P3", locale__language_code="sv")
    title = page.title
    page.delete()
    assert title in seen(early.url, "2006-04-30").content.decode()


@pytest.mark.parametrize("day", ["nonsense", "2006-02-30", "", "2999-01-01", "06-1-1", "2006-3-1x"])
def test_what_is_no_day_is_refused_in_the_readers_language(early: Any, day: str) -> None:
    response = seen(english(early).url, day)
    assert response.status_code == 400
    assert "No earlier version" in response.content.decode()


def test_before_the_first_version_it_says_when_the_record_begins(early: ActionPlanPage) -> None:
    response = seen(early.url, "2005-12-31")
    assert response.status_code == 404
    assert "2006-01-01" in response.content.decode()


def test_publishing_without_a_change_makes_no_version() -> None:
    page = ActivityPage.objects.get(reference="P3", locale__language_code="sv")
    before = PublicVersion.objects.count()
    page.save_revision().publish()
    assert PublicVersion.objects.count() == before
    assert record(page) is None


def test_who_is_let_into_a_restricted_plan_reads_an_earlier_day_of_it(
    early: ActionPlanPage, admin: Client
) -> None:
    title = ActivityPage.objects.get(reference="P3", locale__language_code="sv").title
    PageViewRestriction.objects.create(page=early, restriction_type="login")
    assert admin.get(early.url, {"as-of": "2006-04-30"}).status_code == 200
    assert title in admin.get(early.url, {"as-of": "2006-04-30"}).content.decode()
    assert Client().get(early.url, {"as-of": "2006-04-30"}).status_code == 302
