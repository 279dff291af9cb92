"""The PDF of an approved report: made once, by the worker where there is one, and kept."""

import datetime as dt
import time
from typing import TYPE_CHECKING

from django.utils import timezone
from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from policy.models.sealed_report import SealedPdf, SealedReport
from policy.report_html import report_pdf
from policy.report_pages import LANGUAGES
from policy.report_reading import read

if TYPE_CHECKING:
    from policy.report_reading import ReadReport

# A report on 500 activities takes half a minute; who has been at it longer has been stopped.
LEASE = dt.timedelta(minutes=2)
SECONDS_BETWEEN_LOOKS = 0.5
# Newsletters and mails go first.
LAST = -10


def sealed_pdf(report: "ReadReport") -> bytes:
    """The PDF of an approved report: the kept one, else it is made, or waited for where somebody is
    at it. Raises PdfUnavailableError.
    """
    if report.sealed is None:
        raise ValueError("Only an approved report has a PDF that is kept.")
    while True:
        kept = _kept(report.sealed, report.language)
        if kept is not None:
            return kept
        if _claim(report.sealed, report.language):
            return _made(report, report.sealed)
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _kept(sealed: SealedReport, language: str) -> bytes | None:
    found = SealedPdf.objects.filter(sealed=sealed, language=language).first()
    return None if found is None or found.content is None else bytes(found.content)


def _claim(sealed: SealedReport, language: str) -> bool:
    """Whether it is ours to make: nobody is at it, or who was has been stopped."""
    now = timezone.now()
    row, is_new = SealedPdf.objects.get_or_create(
        sealed=sealed, language=language, defaults={"begun_at": now}
    )
    stopped = SealedPdf.objects.filter(pk=row.pk, content=None, begun_at__lt=now - LEASE)
    return is_new or bool(stopped.update(begun_at=now))


def _made(report: "ReadReport", sealed: SealedReport) -> bytes:
    ours = SealedPdf.objects.filter(sealed=sealed, language=report.language, content=None)
    try:
        content = report_pdf(report)
    except BaseException:
        ours.delete()
        raise
    # What somebody has downloaded already is not made another.
    ours.update(content=content)
    return _kept(sealed, report.language) or content


@task(backend="mail")
def make_pdf(sealed_id: int, language: str) -> None:
    """The worker's part. Raises PdfUnavailableError."""
    sealed = SealedReport.objects.filter(pk=sealed_id).first()
    if sealed is not None:
        sealed_pdf(read(sealed, language))


def queue_pdfs(sealed: SealedReport) -> None:
    """Has the worker make them; without one nobody waits for them before a reader asks."""
    if isinstance(task_backends["mail"], ImmediateBackend):
        return
    for language in LANGUAGES:
        make_pdf.using(priority=LAST).enqueue(sealed.pk, language)
