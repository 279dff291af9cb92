"""XLSX: a zip of XML, looked at before it is unpacked, and read without computing anything."""

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl import load_workbook

from core.sheets.sheet import MOST_COLUMNS, MOST_ROWS, Cell, SheetError, too_many_rows

ZIP = b"PK\x03\x04"
# What password-protected and old Excel files are: Microsoft's compound files.
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_ENTRIES = 500
MOST_SHEETS = 50
LARGEST_UNPACKED = 40 * 1024 * 1024
# What Python raises for a zip with a password, or in a way of packing that it does not know.
UNREADABLE = (NotImplementedError, RuntimeError, OSError, EOFError)
Lines = list[tuple[int, list[Cell]]]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MERGED, ROW = f"{MAIN}mergeCell", f"{MAIN}row"
# As many hidden rows are named.
MOST_NAMED = 20


def xlsx_lines(
    content: bytes, most_rows: int = MOST_ROWS
) -> tuple[Iterator[tuple[int, list[Cell]]], list[str]]:
    """The lines of the first sheet with their numbers, and notes. Raises SheetError."""
    parts, titles, hidden = _read(content, 1, most_rows)
    notes = [_("Read as an Excel workbook.")]
    if len(titles) > 1:
        notes.append(_("Only the first sheet, “%(name)s”, is read.") % {"name": titles[0]})
    filled = {number for number, cells in parts[0] if any(c.text or c.fault for c in cells)}
    if numbers := [number for number in hidden if number in filled]:
        text = ngettext(
            "Row %(numbers)s is hidden in the workbook, and is read all the same.",
            "Rows %(numbers)s are hidden in the workbook, and are read all the same.",
            len(numbers),
        )
        named = ", ".join(map(str, numbers[:MOST_NAMED])) + (" …" if numbers[MOST_NAMED:] else "")
        notes.append(text % {"numbers": named})
    return iter(parts[0]), notes


def xlsx_parts(content: bytes, most_rows: int) -> list[tuple[str, Lines]]:
    """The lines of each sheet, by the sheet's name. Raises SheetError."""
    parts, titles, _hidden = _read(content, MOST_SHEETS, most_rows)
    return list(zip(titles, parts, strict=False))


def _read(content: bytes, sheets: int, most_rows: int) -> tuple[list[Lines], list[str], list[int]]:
    _refuse_bomb(content)
    try:
        # Formulas are wanted as formulas, so that they can be refused: their values may be old.
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        if not book.worksheets:
            raise SheetError(_("The workbook has no sheet with cells."))
        if len(book.worksheets) > MOST_SHEETS:
            raise SheetError(
                _("The workbook has more than %(most)s sheets.") % {"most": MOST_SHEETS}
            )
        read = book.worksheets[:sheets]
        for sheet in read:
            _refuse_merged_cells(content, sheet)
        parts = [list(_lines(sheet, most_rows)) for sheet in read]
        hidden = _hidden_rows(content, read[0]) if sheets == 1 else []
    except SheetError:
        raise
    except Exception as error:
        # openpyxl raises whatever its parts do for a file that is not what it says.
        raise SheetError(
            _("The file is damaged, or no Excel workbook: open it and save it as XLSX again.")
        ) from error
    return parts, [sheet.title for sheet in book.worksheets], hidden


def _refuse_bomb(content: bytes) -> None:
    """Raises SheetError for a zip that would unpack to more than a workbook of our size."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            if len(entries) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED:
                raise SheetError(
                    _("The file unpacks to far more than such a workbook holds: it is not opened.")
                )
            for entry in entries:
                # What the directory says may be a lie: read once, and no further than said.
                with archive.open(entry) as part:
                    if entry.filename.endswith((".xml", ".rels")):
                        # No part has a document type; without one there are no entities either.
                        for _event, element in iterparse(part, forbid_dtd=True):
                            element.clear()
    except (zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException, *UNREADABLE) as error:
        raise SheetError(_("The file is damaged: it cannot be unpacked.")) from error


def _refuse_merged_cells(content: bytes, sheet: Any) -> None:
    """Raises SheetError where cells are merged: all but the first of them would be empty."""
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        # openpyxl does not say while it reads row by row.
        archive.open(sheet._worksheet_path) as part,
    ):
        merged = []
        for _event, element in iterparse(part):
            if element.tag == MERGED:
                merged.append(element.get("ref", ""))
            element.clear()
    if merged:
        raise SheetError(
            _("Cells are merged (%(cells)s): split them, and fill each in by itself.")
            % {"cells": ", ".join(merged[:5])}
        )


def _hidden_rows(content: bytes, sheet: Any) -> list[int]:
    """The numbers of the rows that whoever looks at the workbook does not see."""
    hidden, number = [], 0
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        archive.open(sheet._worksheet_path) as part,
    ):
        for _event, element in iterparse(part):
            if element.tag == ROW:
                number = int(element.get("r") or number + 1)
                if element.get("hidden") in ("1", "true"):
                    hidden.append(number)
                element.clear()
    return hidden


def _lines(sheet: Any, most_rows: int) -> Iterator[tuple[int, list[Cell]]]:
    # What the file says of its size may be wrong.
    sheet.reset_dimensions()
    filled = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        line = [_cell(cell) for cell in cells]
        filled += any(cell.text or cell.fault for cell in line)
        if filled > most_rows + 1 or number > 50 * most_rows:
            raise too_many_rows(most_rows)
        yield number, line


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell()
    if cell.data_type == "f":
        return Cell(
            str(value)[:80],
            fault=_("The cell holds a formula, which is never computed here: paste its value."),
        )
    if cell.data_type == "e":
        return Cell(
            str(value), fault=_("The cell holds an error of Excel's: %(error)s.") % {"error": value}
        )
    return Cell(_text(value), is_number=cell.data_type == "n")


def _text(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
