"""What could make an approved report say something else, or say what nobody has approved."""

import datetime as dt
import json
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from networks.models import NetworkPage
from policy.models import (
    ActionPlanPage,
    Indicator,
    IndicatorValue,
    Milestone,
    ProgressNote,
    PublicVersion,
    QuarterlyReportPage,
)
from policy.quarters import Quarter, quarter_of
from policy.report_content import compose
from tests.bilingual.translating import put, submit
from tests.forms import errors_in, get_form
from tests.policy.test_history import at, rewrite
from tests.policy.test_reports import entry, judge, new_report, publish, the

pytestmark = pytest.mark.usefixtures("commits_at_once")


@pytest.fixture
def report(plan: ActionPlanPage, admin: Client) -> QuarterlyReportPage:
    """The approved report on the first quarter of 2006."""
    made = new_report(admin, plan, foreword="Ord", introduction="Ingress.")
    publish(admin, made)
    return QuarterlyReportPage.objects.get(pk=made.pk)


@pytest.mark.parametrize("choice", ["publish_copies", "alias"])
def test_a_copy_is_approved_by_nobody(
    plan: ActionPlanPage,
    report: QuarterlyReportPage,
    log_in: Callable[[str], Client],
    choice: str,
) -> None:
    url = reverse("wagtailadmin_pages:copy", args=[report.pk])
    copy = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": plan.pk}
    log_in("samordnare").post(url, {**copy, choice: "on"})
    assert not QuarterlyReportPage.objects.filter(slug="kopia").exists()
    log_in("samordnare").post(url, copy)
    made = QuarterlyReportPage.objects.get(slug="kopia", locale=report.locale)
    assert not made.live
    assert not made.sealed.exists()
    assert made.get_workflow() == report.get_workflow()
    assert "Kvartalsrapport" in made.get_workflow().name


def test_a_report_without_approval_is_shown_to_nobody(report: QuarterlyReportPage) -> None:
    report.sealed.all().delete()
    assert Client().get(report.url).status_code == 404
    ids = [found["id"] for found in Client().get("/api/data/v1/reports").json()]
    assert str(report.translation_key) not in ids


def test_what_is_private_is_told_to_nobody(plan: ActionPlanPage, admin: Client) -> None:
    network = NetworkPage.objects.filter(locale__language_code="sv").first()
    PageViewRestriction.objects.create(page=network, restriction_type="login")
    joined = {"starts_on": dt.date(2006, 2, 1), "precision": "day"}
    rewrite(network, at(2006, 1, 5), title="HEMLIGT NÄTVERK", **joined)
    rewrite(the("P1"), at(2006, 1, 6), title="HEMLIG AKTIVITET")
    PageViewRestriction.objects.create(page=the("P1"), restriction_type="login")
    assert "HEMLIG" not in json.dumps(compose(plan, Quarter(2006, 1)), ensure_ascii=False)
    assert not PublicVersion.objects.filter(key=network.translation_key, public_to=None).exists()
    PageViewRestriction.objects.all().delete()
    assert PublicVersion.objects.filter(key=network.translation_key, public_to=None).exists()


def test_who_judged_is_told_to_nobody(plan: ActionPlanPage) -> None:
    judge(the("P3"), "done", 2006, 2, 1)
    told = entry(compose(plan, Quarter(2006, 1)), "P3")
    assert set(told["judgement"]) == {"on", "reason"}


def test_an_english_draft_that_is_not_whole_is_not_approved(
    plan: ActionPlanPage, admin: Client
) -> None:
    made = new_report(admin, plan, foreword="Ord", introduction="Ingress")
    submit(admin, made)
    put(admin, made, "foreword", "Words that nobody has approved")
    publish(admin, made)
    report = QuarterlyReportPage.objects.get(pk=made.pk)
    # The introduction has no English yet: nothing of the draft is anybody's to approve.
    assert "nobody has approved" not in report.sealed.get().content
    assert "nobody has approved" not in Client().get(f"{report.url}rapport.json").content.decode()


def test_title_and_introduction_are_part_of_what_is_approved(
    report: QuarterlyReportPage, admin: Client
) -> None:
    page = Client().get(report.url).content.decode()
    assert "Ingress." in page
    answer = publish(admin, report, title="En annan rubrik")
    assert errors_in(answer.content.decode())
    answer = publish(admin, report, introduction="En annan ingress")
    assert errors_in(answer.content.decode())
    publish(admin, report, title="En annan rubrik", correction="Rubriken var fel.")
    assert report.sealed.count() == 2
    first = Client().get(f"{report.url}?version=1").content.decode()
    assert "En annan rubrik</h1>" not in first
    assert "har rättats sedan dess" in first


def test_an_approved_report_stays_where_it_is(
    report: QuarterlyReportPage, log_in: Callable[[str], Client]
) -> None:
    coordinator = log_in("samordnare")
    coordinator.post(reverse("wagtailadmin_pages:unpublish", args=[report.pk]))
    other = ActionPlanPage.objects.exclude(pk=report.get_parent().pk).filter(locale=report.locale)
    where = [report.pk, other.first().pk]
    coordinator.post(reverse("wagtailadmin_pages:move_confirm", args=where), {})
    privacy = reverse("wagtailadmin_pages:set_privacy", args=[report.pk])
    coordinator.post(privacy, {"restriction_type": "login"})
    report.refresh_from_db()
    assert report.live
    assert report.get_parent().slug == "2006-2007"
    assert Client().get(report.url).status_code == 200


def test_a_quarter_has_one_report_and_is_over_when_it_is_approved(
    plan: ActionPlanPage, report: QuarterlyReportPage, admin: Client
) -> None:
    url = reverse("wagtailadmin_pages:add", args=["policy", "quarterlyreportpage", plan.pk])
    twin = {"title": "Igen", "slug": "igen", "year": "2006", "quarter": "1"}
    answer = admin.post(url, {**get_form(admin, url), **twin, "action-publish": "1"}, follow=True)
    assert errors_in(answer.content.decode())
    assert not QuarterlyReportPage.objects.filter(slug="igen").exists()
    now = quarter_of(timezone.localdate())
    early = {"title": "Tidig", "slug": "tidig", "year": now.year, "quarter": now.number}
    admin.post(url, {**get_form(admin, url), **early, "action-publish": "1"}, follow=True)
    made = QuarterlyReportPage.objects.filter(slug="tidig").first()
    assert made is None or not (made.live or made.sealed.exists())


def test_there_is_no_report_on_a_quarter_before_the_plan(
    plan: ActionPlanPage, admin: Client
) -> None:
    url = reverse("wagtailadmin_pages:add", args=["policy", "quarterlyreportpage", plan.pk])
    early = {"title": "Tidig", "slug": "tidig", "year": "2005", "quarter": "4"}
    answer = admin.post(url, {**get_form(admin, url), **early, "action-publish": "1"})
    assert "före planens första dag" in answer.content.decode()


def test_the_plan_is_named_as_it_was_approved(
    plan: ActionPlanPage, report: QuarterlyReportPage
) -> None:
    plan.title = "Ett annat namn"
    plan.save_revision().publish()
    soup = BeautifulSoup(Client().get(report.url).content, "html.parser")
    facts = [fact.get_text() for fact in soup.select(".fact dd a")]
    assert "Handlingsplan för 2006 och 2007" in facts
    assert "Ett annat namn" not in facts


def test_only_the_office_is_offered_to_publish(
    plan: ActionPlanPage, log_in: Callable[[str], Client], admin: Client
) -> None:
    made = new_report(admin, plan)
    url = reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert "action-publish" not in log_in("samordnare").get(url).content.decode()
    assert "action-publish" in log_in("stadsledning").get(url).content.decode()


def test_a_plan_taken_from_the_public_does_not_take_the_reports_along(
    plan: ActionPlanPage, report: QuarterlyReportPage
) -> None:
    plan.unpublish()
    (found,) = [
        one
        for one in Client().get("/api/data/v1/reports").json()
        if one["id"] == str(report.translation_key)
    ]
    assert found["plan"] is None


def test_what_came_too_late_is_told_once_in_the_next_report(
    plan: ActionPlanPage, admin: Client
) -> None:
    indicator = Indicator.objects.create(
        code="i", name_sv="I", name_en="I", unit_sv="st", unit_en="pcs"
    )
    page = the("P1")
    step = Milestone(title="Steg", due_on=dt.date(2006, 3, 1), locale=page.locale)
    rewrite(page, at(2006, 1, 2), indicators=[indicator], milestones=[step])
    value = IndicatorValue.objects.create(indicator=indicator, on=dt.date(2006, 3, 30), value="15")
    IndicatorValue.objects.filter(pk=value.pk).update(entered_at=at(2006, 4, 3))
    indicator.save()
    page = the("P1")
    steps = list(page.milestones.all())
    steps[0].done_on = dt.date(2006, 3, 25)
    note = ProgressNote(on=dt.date(2006, 3, 20), text="Sent.", locale=page.locale)
    rewrite(page, at(2006, 4, 5), milestones=steps, notes=[note])
    first = entry(compose(plan, Quarter(2006, 1)), "P1")
    assert (first["indicators"], first["notes"]) == ([], [])
    assert [step["done_on"] for step in first["milestones"]] == [None]
    second = entry(compose(plan, Quarter(2006, 2)), "P1")
    assert [value["value"] for value in second["indicators"]] == ["15"]
    assert [step["done_on"] for step in second["milestones"]] == ["2006-03-25"]
    assert len(second["notes"]) == 1
    # Once the first quarter has been corrected, the second does not tell it again.
    corrected = entry(compose(plan, Quarter(2006, 1), dt.date(2006, 4, 30)), "P1")
    assert [value["value"] for value in corrected["indicators"]] == ["15"]
    made = new_report(admin, plan, read_on="2006-04-30")
    publish(admin, made)
    again = entry(compose(plan, Quarter(2006, 2)), "P1")
    assert (again["indicators"], again["milestones"], again["notes"]) == ([], [], [])


def test_a_plan_that_is_shortened_later_changes_no_quarter_before(plan: ActionPlanPage) -> None:
    before = compose(plan, Quarter(2006, 1))
    plan.title, plan.ends_on = "Ny titel", dt.date(2006, 2, 1)
    plan.save_revision().publish()
    fresh = ActionPlanPage.objects.get(pk=plan.pk)
    assert compose(fresh, Quarter(2006, 1)) == before
    address = the("P1").url
    then = Client().get(f"{address}?as-of=2006-01-15").content.decode()
    assert "Perioden är slut" not in then


def test_what_is_resumed_has_not_started(plan: ActionPlanPage) -> None:
    judge(the("P4"), "paused", 2006, 2, 1)
    judge(the("P4"), "ongoing", 2006, 5, 1)
    assert entry(compose(plan, Quarter(2006, 2)), "P4")["changes"] == ["resumed"]
