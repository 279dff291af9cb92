"""An approved report as a file: its sealed bytes, or its activities as a table."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from core.tables import Column, Table, as_csv, file_response

if TYPE_CHECKING:
    from policy.models import QuarterlyReportPage
    from policy.report_reading import ReadReport


def report_file(report: "ReadReport", kind: str, page: "QuarterlyReportPage") -> HttpResponse:
    """`json` gives the very bytes whose SHA-256 the page shows; `csv` a row an activity."""
    if report.sealed is None:
        raise ValueError("Only an approved report is given as a file.")
    name = f"{page.title} {_('version')} {report.sealed.version}"
    if kind == "json":
        response = file_response(report.sealed.content.encode(), kind, name)
    else:
        response = file_response(as_csv(activities_table(report)), kind, name)
    response["X-Report-SHA256"] = report.sealed.sha256
    return response


def activities_table(report: "ReadReport") -> Table:
    """All activities of the report, in the reader's language."""
    columns = [
        Column("reference", _("Reference")),
        Column("title", _("Title")),
        Column("operation", _("Operation")),
        Column("status_before", _("Status before")),
        Column("status", _("Status")),
        Column("changes", _("What is new")),
        Column("notes", _("What has happened")),
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
            [f"{note['on']}: {note['text']}" for note in entry["notes"]],
            [str(title) for title in entry["evidence"]],
            checksum,
        ]
        for entry in report.activities
    ]
    return Table(_("Activities"), columns, rows)
