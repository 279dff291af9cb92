"""An approved report as a file: each kind is made of the sealed content alone."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _

from core.tables import Column, Table, as_csv, file_response
from policy.document_pdf import PdfUnavailableError
from policy.made_once import made_once
from policy.report_html import report_pdf
from policy.report_word import report_docx
from policy.sealed_pdf import sealed_pdf

if TYPE_CHECKING:
    from policy.models import QuarterlyReportPage, SealedReport
    from policy.report_reading import ReadReport


def report_file(
    report: "ReadReport", kind: str, page: "QuarterlyReportPage", request: HttpRequest
) -> HttpResponse:
    """The download; 503 with a page that says why where the server cannot make it."""
    if report.sealed is None:
        raise ValueError("Only an approved report is given as a file.")
    try:
        content = _made_once(report, report.sealed, kind)
    except PdfUnavailableError:
        told = {"page": page, "is_report": True}
        return TemplateResponse(request, "policy/no_pdf.html", told, status=503)
    named = _("archive") if kind == "zip" else ""
    name = " ".join(filter(None, [page.title, _("version"), str(report.sealed.version), named]))
    response = file_response(content, kind, name)
    response["X-Report-SHA256"] = report.sealed.sha256
    return response


def report_bytes(report: "ReadReport", kind: str) -> bytes:
    """The report as `json`, `csv`, `pdf`, `docx` or, in both languages, `zip`.

    Raises PdfUnavailableError.
    """
    if kind == "json" and report.sealed:
        # The very bytes whose SHA-256 the page shows.
        return report.sealed.content.encode()
    if kind == "pdf":
        return sealed_pdf(report) if report.sealed else report_pdf(report)
    if kind == "docx":
        return report_docx(report)
    if kind == "zip":
        from policy.report_archive import report_archive

        return report_archive(report)
    with translation.override(report.language):
        return as_csv(activities_table(report))


def _made_once(report: "ReadReport", sealed: "SealedReport", kind: str) -> bytes:
    """What takes no time to make is not kept, nor what is kept with the report."""
    if kind in ("json", "csv", "pdf"):
        return report_bytes(report, kind)
    made_of = f"{sealed.pk} {sealed.sha256} {report.language} {kind}"
    return made_once(made_of, lambda: report_bytes(report, kind))


def _dated(day: object, words: object) -> str:
    return f"{day}: {words}"


def activities_table(report: "ReadReport") -> Table:
    """All activities of the report, in the reader's language."""
    columns = [
        Column("reference", _("Reference")),
        Column("title", _("Title")),
        Column("operation", _("Operation")),
        Column("status_before", _("Status before")),
        Column("status", _("Status")),
        Column("changes", _("What is new")),
        Column("judgement", _("Reason")),
        Column("notes", _("What has happened")),
        Column("milestones", _("Milestones")),
        Column("indicators", _("Indicators")),
        Column("evidence", _("What shows that it has been done")),
        Column("sha256", "SHA-256"),
    ]
    checksum = report.sealed.sha256 if report.sealed else ""
    rows = [
        [
            entry["reference"],
            str(entry["title"]),
            str(entry["operation"] or ""),
            entry["status_before"],
            entry["status"].value,
            entry["changes"],
            _dated(entry["judgement"]["on"], entry["judgement"]["reason"])
            if entry["judgement"]
            else "",
            [_dated(note["on"], note["text"]) for note in entry["notes"]],
            [
                f"{row['title']}, {_('reached')} {row['done_on']}"
                if row["done_on"]
                else f"{row['title']}, {_('due on')} {row['due_on']}"
                for row in entry["milestones"]
            ],
            [
                _dated(row["on"], f"{row['name']} {row['value']} {row['unit']}")
                for row in entry["indicators"]
            ],
            [str(title) for title in entry["evidence"]],
            checksum,
        ]
        for entry in report.activities
    ]
    return Table(_("Activities"), columns, rows)
