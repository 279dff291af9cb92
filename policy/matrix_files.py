"""The matrix as files: the same choice, one row for each activity and column."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from core.tables import Column, Table, as_csv, as_json, as_xlsx, file_response

if TYPE_CHECKING:
    from django.http import HttpRequest

    from policy.matrix import Matrix
    from policy.models import ActionPlanPage

KINDS = ("csv", "xlsx", "json")


def activities_table(matrix: "Matrix", request: "HttpRequest") -> Table:
    """A row for each place that an activity has in the matrix."""
    columns = [
        Column("operation_code", _("Code")),
        Column("operation", _("Operation")),
        Column("column_code", _("Column code")),
        Column("column", _("Column")),
        Column("reference", _("Reference")),
        Column("title", _("Title")),
        Column("language", _("Language")),
        Column("status_code", _("Status code")),
        Column("status", _("Status")),
        Column("starts_on", _("starts on")),
        Column("ends_on", _("ends on")),
        Column("precision", _("precision")),
        Column("period", _("Period")),
        Column("url", _("Address")),
    ]
    rows = [
        [
            row.operation.key,
            row.operation.title,
            cell.column.key,
            cell.column.title,
            activity.reference,
            activity.title,
            activity.locale.language_code,
            activity.status.value,
            str(activity.status.label),
            activity.starts_on,
            activity.ends_on,
            activity.precision,
            activity.period,
            request.build_absolute_uri(activity.url),
        ]
        for row in matrix.rows
        for cell in row.cells
        for activity in cell.activities
    ]
    return Table(_("Activities"), columns, rows)


def grid_table(matrix: "Matrix") -> Table:
    """The matrix itself: how many activities each operation has in each column."""
    columns = [
        Column("operation", _("Operation")),
        *(Column(heading.key, heading.title) for heading in matrix.columns),
        Column("sum", _("Sum")),
    ]
    rows = [
        [row.operation.title, *(len(cell.activities) for cell in row.cells), row.total]
        for row in matrix.rows
    ]
    rows.append([_("Sum"), *matrix.column_totals, matrix.total])
    return Table(_("Matrix"), columns, rows)


def matrix_file(
    plan: "ActionPlanPage", matrix: "Matrix", kind: str, request: "HttpRequest"
) -> HttpResponse:
    """The matrix as a download of the kind `csv`, `xlsx` or `json`."""
    table = activities_table(matrix, request)
    content = {
        "csv": lambda: as_csv(table),
        "xlsx": lambda: as_xlsx(grid_table(matrix), table),
        "json": lambda: as_json(table),
    }[kind]()
    return file_response(content, kind, f"{plan.title} {_('Matrix')}")
