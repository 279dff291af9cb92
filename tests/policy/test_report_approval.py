"""Who approves a report, whichever way it went, and in which words it is kept."""

import json
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Workflow

from bilingual.bundles import BundleError
from bilingual.bundles import publish as publish_bundle
from bilingual.models import Bundle
from bilingual.roles import WORKFLOWS
from policy.models import ActionPlanPage, QuarterlyReportPage
from tests.bilingual.translating import (
    approve,
    put,
    submit,
    submit_for_approval,
    translate,
)
from tests.forms import errors_in, get_form
from tests.policy.test_reports import new_report, publish

OFFICE = "Stadsledningskontoret godkänner kvartalsrapporten"


pytestmark = pytest.mark.usefixtures("commits_at_once")


def now(report: QuarterlyReportPage) -> QuarterlyReportPage:
    return QuarterlyReportPage.objects.get(pk=report.pk)


def test_a_report_sent_from_the_form_for_new_pages_goes_to_the_office(
    plan: ActionPlanPage, log_in: Callable[[str], Client]
) -> None:
    coordinator = log_in("samordnare")
    url = reverse("wagtailadmin_pages:add", args=["policy", "quarterlyreportpage", plan.pk])
    assert "Lämna in till Kvartalsrapport" in coordinator.get(url).content.decode()
    report = new_report(coordinator, plan, foreword="Ord", **{"action-submit": "action-submit"})
    task = report.current_workflow_task_state
    assert task.task.name == "Samordnaren granskar kvartalsrapporten"
    approve(log_in("godkannare"), report)
    assert now(report).current_workflow_task_state == task
    approve(coordinator, report)
    assert now(report).current_workflow_task_state.task.name == OFFICE
    approve(coordinator, report)
    assert not now(report).live
    approve(log_in("stadsledning"), report)
    assert now(report).sealed.get().version == 1


def test_another_workflow_approves_no_report(
    plan: ActionPlanPage, log_in: Callable[[str], Client]
) -> None:
    report = new_report(log_in("samordnare"), plan, foreword="Ord")
    ordinary = Workflow.objects.get(name=WORKFLOWS["sv"])
    ordinary.start(report, User.objects.get(username="samordnare"))
    told = approve(log_in("godkannare"), report).content.decode()
    assert "godkänns av stadsledningskontoret" in told
    assert not now(report).live
    assert not report.sealed.exists()
    # What asks no screen: the last line of defence.
    report.current_workflow_state.current_task_state.approve(
        User.objects.get(username="godkannare")
    )
    assert not now(report).live
    assert not report.sealed.exists()


def test_publishing_with_a_reason_approves_no_report(
    plan: ActionPlanPage, log_in: Callable[[str], Client]
) -> None:
    report = new_report(log_in("samordnare"), plan, foreword="Ord")
    address = reverse("publish_anyway", args=[report.pk])
    told = log_in("godkannare").post(address, {"reason": "Det brådskar."}, follow=True)
    assert "godkänns av stadsledningskontoret" in told.content.decode()
    assert not now(report).live
    assert not report.sealed.exists()


def test_neither_bundles_nor_pages_above_approve_a_report(
    plan: ActionPlanPage, log_in: Callable[[str], Client]
) -> None:
    report = new_report(log_in("samordnare"), plan, foreword="Ord")
    approver = User.objects.get(username="godkannare")
    bundle = Bundle.objects.create(name="Paket")
    bundle.items.create(page=report)
    with pytest.raises(BundleError, match="godkänns av stadsledningskontoret"), override("sv"):
        publish_bundle(bundle, approver)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    fields = {"include_descendants": "on"}
    told = log_in("godkannare").post(f"{url}?id={plan.pk}", fields, follow=True)
    assert "godkänns av stadsledningskontoret" in told.content.decode()
    assert not now(report).live
    assert not report.sealed.exists()


def test_a_translation_that_has_fallen_behind_is_not_part_of_a_correction(
    plan: ActionPlanPage, admin: Client
) -> None:
    report = new_report(admin, plan, foreword="Fel ord.", introduction="Ingress.")
    submit(admin, report)
    translate(admin, report, lambda text: {"Fel ord.": "Wrong words."}.get(text, f"In {len(text)}"))
    publish(admin, report)
    english = report.get_translation(report.locale.__class__.objects.get(language_code="en"))
    submit_for_approval(admin, english)
    approve(admin, english)
    english = now(english)
    assert english.live
    publish(admin, report, foreword="Rätt ord.", correction="Förordet var fel.")
    first, second = (json.loads(sealed.content) for sealed in report.sealed.all())
    assert first["foreword"] == {"sv": "Fel ord.", "en": "Wrong words."}
    assert second["foreword"] == {"sv": "Rätt ord."}
    # What still says the same is kept.
    assert second["introduction"]["en"] == "In 8"
    html = Client().get(f"{english.url}").content.decode()
    assert "Wrong words." not in html
    assert "<p>Rätt ord.</p>" in html.split('lang="sv"', 1)[1]
    # Translated before it is approved, the draft is kept in both languages.
    url = reverse("wagtailadmin_pages:edit", args=[report.pk])
    fields = {"foreword": "Bättre ord.", "correction": "Förordet igen."}
    admin.post(url, {**get_form(admin, url), **fields})
    admin.post(reverse("page_languages", args=[report.pk]), {"action": "send-draft"})
    put(admin, report, "foreword", "Better words.")
    put(admin, report, "correction", "The foreword again.")
    publish(admin, report)
    third = json.loads(report.sealed.get(version=3).content)
    assert third["foreword"] == {"sv": "Bättre ord.", "en": "Better words."}
    assert third["correction"]["en"] == "The foreword again."
    assert "Better words." in Client().get(english.url).content.decode()


def test_a_report_that_comes_due_is_approved_by_who_set_the_time(
    plan: ActionPlanPage, admin: Client, log_in: Callable[[str], Client]
) -> None:
    report = new_report(log_in("samordnare"), plan, foreword="Ord")
    due = {"go_live_at": "2090-01-01 08:00"}
    told = publish(log_in("samordnare"), report, **due).content.decode()
    assert "godkänns av stadsledningskontoret" in told
    assert not report.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert not errors_in(publish(log_in("stadsledning"), report, **due).content.decode())
    revision = report.revisions.get(approved_go_live_at__isnull=False)
    content = {**revision.content, "go_live_at": None}
    report.revisions.filter(pk=revision.pk).update(content=content)
    report.revisions.get(pk=revision.pk).publish()
    assert json.loads(report.sealed.get().content)["approved_by"] == "stadsledning"


def test_the_demo_report_is_whole_in_both_languages() -> None:
    report = QuarterlyReportPage.objects.get(slug="rapport-2026-3", locale__language_code="sv")
    sealed = json.loads(report.sealed.get().content)
    assert set(sealed["title"]) == set(sealed["foreword"]) == {"sv", "en"}
    assert sealed["approved_by"] == "Stadsledningskontoret (exempel)"
    values = [row["value"] for entry in sealed["activities"] for row in entry["indicators"]]
    assert sorted(values) == ["119", "3"]
