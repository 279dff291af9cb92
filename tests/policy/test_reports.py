"""Quarterly reports: composed from the history, approved by two, and then never changed."""

import datetime as dt
import hashlib
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from policy.models import (
    ActionPlanPage,
    ActivityPage,
    Indicator,
    IndicatorValue,
    Judgement,
    ProgressNote,
    QuarterlyReportPage,
)
from policy.quarters import Quarter
from policy.report_content import compose
from policy.report_files import report_bytes
from policy.report_reading import ReadReport
from tests.bilingual.test_traps import public
from tests.forms import errors_in, get_form
from tests.policy.test_history import at, rewrite

pytestmark = pytest.mark.usefixtures("commits_at_once")


def the(reference: str) -> ActivityPage:
    return ActivityPage.objects.get(reference=reference, locale__language_code="sv")


def entry(content: dict[str, Any], reference: str) -> dict[str, Any]:
    return next(e for e in content["activities"] if e["reference"] == reference)


def judge(page: ActivityPage, status: str, *day: int) -> None:
    on = dt.date(*day)
    row = Judgement(status=status, on=on, reason="Därför.", locale=page.locale)
    rewrite(page, at(*day), judgements=[*page.judgements.all(), row])


def new_report(client: Client, plan: Page, **fields: str) -> QuarterlyReportPage:
    url = reverse("wagtailadmin_pages:add", args=["policy", "quarterlyreportpage", plan.pk])
    given = {"title": "Första kvartalet 2006", "slug": "2006-1", "year": "2006", "quarter": "1"}
    response = client.post(url, {**get_form(client, url), **given, **fields})
    assert response.status_code == 302, errors_in(response.content.decode())
    return QuarterlyReportPage.objects.get(slug="2006-1", locale__language_code="sv")


def publish(client: Client, page: Page, **fields: str) -> Any:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = {**get_form(client, url), **fields, "action-publish": "action-publish"}
    return client.post(url, data, follow=True)


def test_what_changed_in_the_quarter_is_told_and_nothing_else(plan: ActionPlanPage) -> None:
    judge(the("P3"), "done", 2006, 2, 1)
    judge(the("P4"), "cancelled", 2006, 4, 1)
    page = the("P1")
    note = ProgressNote(on=dt.date(2006, 3, 1), text="Yttrandet är klart.", locale=page.locale)
    rewrite(page, at(2006, 3, 2), notes=[note])
    first, second = compose(plan, Quarter(2006, 1)), compose(plan, Quarter(2006, 2))
    assert entry(first, "P3")["changes"] == ["started", "finished"]
    assert entry(first, "P4")["changes"] == ["started"]
    assert entry(first, "P1")["notes"][0]["text"] == {"sv": "Yttrandet är klart."}
    assert entry(second, "P4")["changes"] == ["cancelled"]
    assert entry(second, "P3")["changes"] == []
    assert entry(second, "P1")["notes"] == []
    assert first["totals"]["by_status"]["done"] == 1
    assert first["totals"]["done_with_evidence"] == 0


def test_an_indicator_tells_the_values_of_the_quarter_that_were_known(plan: ActionPlanPage) -> None:
    indicator = Indicator.objects.create(
        code="i", name_sv="I", name_en="I", unit_sv="st", unit_en="pcs"
    )
    rewrite(the("P1"), at(2006, 1, 2), indicators=[indicator])
    for on, value, known in (
        (dt.date(2006, 2, 1), "12.5", at(2006, 2, 2)),
        (dt.date(2006, 3, 1), "13", at(2006, 4, 20)),
        (dt.date(2006, 5, 1), "80", at(2006, 5, 1)),
    ):
        row = IndicatorValue.objects.create(indicator=indicator, on=on, value=value)
        IndicatorValue.objects.filter(pk=row.pk).update(entered_at=known)
    indicator.save()
    first, second = compose(plan, Quarter(2006, 1)), compose(plan, Quarter(2006, 2))
    told = [[(v["on"], v["value"]) for v in entry(r, "P1")["indicators"]] for r in (first, second)]
    # The value of March came too late for the first report, and is told in the second.
    assert told == [[("2006-02-01", "12.5")], [("2006-03-01", "13"), ("2006-05-01", "80")]]
    assert entry(first, "P3")["indicators"] == []
    # The file for spreadsheets says it too.
    assert "2006-02-01: I 12.5 st" in report_bytes(ReadReport(first, "sv"), "csv").decode()


def test_an_earlier_quarter_composed_afterwards_is_the_same(plan: ActionPlanPage) -> None:
    judge(the("P3"), "done", 2006, 2, 1)
    before = compose(plan, Quarter(2006, 1))
    judge(the("P3"), "ongoing", 2006, 5, 1)
    rewrite(the("P4"), at(2006, 5, 2), title="En ny rubrik")
    the("P5" if ActivityPage.objects.filter(reference="P5").exists() else "P2").unpublish()
    assert compose(plan, Quarter(2006, 1)) == before


def test_a_report_goes_from_the_coordinator_to_the_office(
    plan: ActionPlanPage, log_in: Any
) -> None:
    coordinator, office = log_in("samordnare"), log_in("stadsledning")
    report = new_report(coordinator, plan, foreword="Ett bra kvartal.")
    told = publish(coordinator, report).content.decode()
    assert "godkänns av stadsledningskontoret" in told
    assert not QuarterlyReportPage.objects.get(pk=report.pk).live
    url = reverse("wagtailadmin_pages:edit", args=[report.pk])
    coordinator.post(url, {**get_form(coordinator, url), "action-submit": "action-submit"})
    for client in (coordinator, office):
        state = QuarterlyReportPage.objects.get(pk=report.pk).current_workflow_task_state
        address = reverse(
            "wagtailadmin_pages:workflow_action", args=[report.pk, "approve", state.pk]
        )
        client.post(address, {"comment": ""})
    report = QuarterlyReportPage.objects.get(pk=report.pk)
    assert report.live
    sealed = report.sealed.get()
    assert json.loads(sealed.content)["approved_by"] == "stadsledning"
    html = public(report)
    assert sealed.sha256 in html
    assert "Ett bra kvartal." in html


def test_an_approved_report_never_changes(plan: ActionPlanPage, admin: Client) -> None:
    report = new_report(admin, plan)
    publish(admin, report)
    sealed = report.sealed.get()
    address = f"{QuarterlyReportPage.objects.get(pk=report.pk).url}rapport.json"
    before, page = Client().get(address).content, public(report)
    assert hashlib.sha256(before).hexdigest() == sealed.sha256
    rewrite(the("P3"), at(2006, 2, 1), title="En helt annan rubrik")
    judge(the("P4"), "done", 2006, 2, 1)
    publish(admin, report)
    assert report.sealed.count() == 1
    assert Client().get(address).content == before
    assert "En helt annan rubrik" not in public(report)
    assert (
        public(report).split("<main")[1].split("page-foot")[0]
        == (page.split("<main")[1].split("page-foot")[0])
    )


def test_a_correction_is_a_new_version_that_says_what_it_corrects(
    plan: ActionPlanPage, admin: Client
) -> None:
    report = new_report(admin, plan, foreword="Fel ord.")
    publish(admin, report)
    told = errors_in(publish(admin, report, foreword="Rätt ord.").content.decode())
    assert any("säg vad den här versionen rättar" in error for error in told), told
    publish(admin, report, foreword="Rätt ord.", correction="Förordet var fel.")
    assert report.sealed.count() == 2
    url = QuarterlyReportPage.objects.get(pk=report.pk).url
    assert "Förordet var fel." in Client().get(url).content.decode()
    first = Client().get(url, {"version": "1"}).content.decode()
    assert "Fel ord." in first
    assert "Förordet var fel." not in first
    for nonsense in ("3", "0", "x", "", "1e9", "٣", "9" * 5000):
        assert Client().get(url, {"version": nonsense}).status_code == 404


def test_an_approved_report_is_not_deleted(plan: ActionPlanPage, admin: Client) -> None:
    report = new_report(admin, plan)
    publish(admin, report)
    for page in (report, plan):
        admin.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
        assert Page.objects.filter(pk=page.pk).exists()


def test_a_quarter_that_has_not_begun_is_refused(plan: ActionPlanPage, admin: Client) -> None:
    report = new_report(admin, plan)
    year = str(timezone.localdate().year + 1)
    errors = errors_in(publish(admin, report, year=year).content.decode())
    assert any("inte börjat" in error for error in errors), errors
