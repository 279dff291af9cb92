"""The PDF of an approved report is made by the worker, once, and kept."""

import datetime as dt
import time
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from policy.models import ActionPlanPage, QuarterlyReportPage, SealedPdf, SealedReport
from policy.sealed_pdf import LEASE
from tests.newsletter.test_letters import QUEUE
from tests.policy.test_reports import new_report, publish

pytestmark = pytest.mark.any_database

KEPT = b"%PDF-1.7 kept"


def ask(report: QuarterlyReportPage) -> bytes:
    answer = Client().get(f"{report.url}rapport.pdf")
    assert answer.status_code == 200
    return answer.content


def test_the_worker_makes_it_after_the_approval(
    admin: Client, plan: ActionPlanPage, django_capture_on_commit_callbacks: Any
) -> None:
    with override_settings(TASKS=QUEUE):
        made = new_report(admin, plan)
        with django_capture_on_commit_callbacks(execute=True):
            publish(admin, made)
        report = QuarterlyReportPage.objects.get(pk=made.pk)
        sealed = report.sealed.get()
        assert DBTaskResult.objects.count() == 2
        assert not SealedPdf.objects.exists(), "approving waits for no PDF"
        call_command("worker", once=True, verbosity=0)
    kept = {pdf.language: bytes(pdf.content) for pdf in sealed.pdfs.all()}
    assert set(kept) == {"sv", "en"}
    assert kept["sv"] != kept["en"]
    assert ask(report) == kept["sv"]


def test_what_is_kept_is_what_readers_get(sealed: SealedReport) -> None:
    made = ask(sealed.report)
    assert made.startswith(b"%PDF")
    assert bytes(sealed.pdfs.get().content) == made
    sealed.pdfs.update(content=KEPT)
    assert ask(sealed.report) == KEPT


def test_who_asks_while_it_is_being_made_waits_for_it(
    sealed: SealedReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    SealedPdf.objects.create(sealed=sealed, language="sv", begun_at=timezone.now())
    monkeypatch.setattr(time, "sleep", lambda seconds: sealed.pdfs.update(content=KEPT))
    assert ask(sealed.report) == KEPT


def test_who_was_stopped_is_not_waited_for(sealed: SealedReport) -> None:
    begun = timezone.now() - LEASE - dt.timedelta(seconds=1)
    SealedPdf.objects.create(sealed=sealed, language="sv", begun_at=begun)
    assert ask(sealed.report) == bytes(sealed.pdfs.get().content)


def test_nobody_waits_for_what_could_not_be_made(
    sealed: SealedReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("weasyprint.HTML.write_pdf", lambda *args, **options: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ask(sealed.report)
    assert not sealed.pdfs.exists()
