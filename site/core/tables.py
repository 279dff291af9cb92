"""Rows once, files for free: one table as CSV, XLSX or JSON."""

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

# A cell that begins so is run as a formula by a spreadsheet (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}
WIDEST = 60
# What lies before has no number in a workbook, and would be shown as “####”.
FIRST_YEAR = 1901


@dataclass(frozen=True)
class Column:
    """A column: its stable name for machines, and its heading for people."""

    name: str
    heading: str


@dataclass
class Table:
    """Rows with as many cells as there are columns; a list in a cell holds several values."""

    title: str
    columns: list[Column]
    rows: Sequence[Sequence[Any]] = ()


def _text(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(str(item) for item in value)
    if isinstance(value, bool):
        return int(value)
    return value


def safe(value: Any) -> Any:
    """A cell as a spreadsheet may read it: text that would be run as a formula is quoted."""
    value = _text(value)
    if isinstance(value, str) and _is_quotable(value):
        return f"'{value}"
    return value


def unquoted(text: str) -> str:
    """The text that `safe` made a cell of."""
    return text[1:] if text.startswith("'") and _is_quotable(text[1:]) else text


def _is_quotable(text: str) -> bool:
    # What begins with apostrophes already gets one more, so that it can be told apart again.
    return text.lstrip("'").startswith(FORMULA_STARTS)


def as_csv(table: Table) -> bytes:
    """RFC 4180 with the columns' machine names; the byte order mark tells Excel the encoding."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([safe(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def as_json(table: Table) -> bytes:
    """A list of objects by the columns' machine names."""
    names = [column.name for column in table.columns]
    found = [dict(zip(names, row, strict=True)) for row in table.rows]
    text = json.dumps(found, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
    return text.encode()


def as_xlsx(*tables: Table) -> bytes:
    """A workbook with one sheet a table, headings in the reader's language.

    Written row by row: a workbook that can still be changed takes three times as long.
    """
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(_sheet_title(table.title, book.sheetnames))
        headings = [column.heading for column in table.columns]
        rows = [[_cell(value) for value in row] for row in table.rows]
        sheet.freeze_panes = "B2"
        for number, cells in enumerate(zip(headings, *rows, strict=True), start=1):
            width = min(WIDEST, max(len(str(cell)) for cell in cells) + 2)
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.append([_bold(sheet, heading) for heading in headings])
        for row in rows:
            sheet.append([_plain(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _plain(sheet: Any, value: Any) -> Any:
    """Text stays text, whatever it begins with."""
    if not (isinstance(value, str) and value.startswith("=")):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def _cell(value: Any) -> Any:
    value = _text(value)
    if isinstance(value, dt.date) and value.year < FIRST_YEAR:
        return value.isoformat()
    if isinstance(value, int | Decimal | dt.date | float):
        return value
    # XML has no way to write most control characters.
    return ILLEGAL_CHARACTERS_RE.sub("", str(value))


def _sheet_title(title: str, taken: list[str]) -> str:
    # Excel takes 31 characters, and none of []:*?/\.
    name = "".join(c for c in title if c not in "[]:*?/\\")[:28] or "1"
    return name if name not in taken else f"{name} {len(taken)}"


def file_response(content: bytes, kind: str, name: str) -> HttpResponse:
    """The file as a download; `kind` is one of CONTENT_TYPES."""
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.{kind}"'
    return response
