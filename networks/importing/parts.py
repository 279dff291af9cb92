"""The parts of the files that were handed in: each a table, whether from CSV, JSON, XLSX or XML."""

import io
import json
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from core.sheets.reading import refuse_unreadable, sheet_in
from core.sheets.sheet import Layout, Row, Sheet, SheetError, sheet_of
from core.sheets.words import clean_text, folded
from core.sheets.xlsx_files import LARGEST_UNPACKED, ZIP, xlsx_parts
from networks.importing.cordis_xml import sheets_of_xml
from networks.importing.values import text_of

MOST_ROWS = 20_000
MOST_PARTS = 50
READ = (".csv", ".json", ".xml", ".xlsx")
# Every heading is a column: what nobody asks for is told.
# A zip has tables without rows, such as the links of projects that have none.
ANY_HEADING = Layout(
    lambda heading: clean_text(heading) or None,
    most_rows=MOST_ROWS,
    lenient=True,
    may_lack_rows=True,
)


@dataclass
class Part:
    """A table with the name of its file or sheet; remembers which columns were asked for."""

    name: str
    sheet: Sheet
    asked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._columns = {folded(column): column for column in self.sheet.columns}

    def has(self, *names: str) -> bool:
        """Whether there is a column of one of these names."""
        return any(folded(name) in self._columns for name in names)

    def cell(self, row: Row, *names: str) -> str:
        """The first of these columns that says something in the row; "" if none does."""
        return next(iter(self.cells(row, *names)), "")

    def cells(self, row: Row, *names: str) -> list[str]:
        """What each of these columns that says something in the row says."""
        columns = [self._columns[folded(n)] for n in names if folded(n) in self._columns]
        self.asked.update(columns)
        texts = (text_of(row.cells.get(column, "")) for column in columns)
        return [text for text in texts if text]

    def not_read(self) -> list[str]:
        """The columns that say something and that nobody asked for."""
        return [
            f"{self.name}: {column}"
            for column in self.sheet.columns
            if column not in self.asked
            and any(text_of(row.cells.get(column, "")) for row in self.sheet.rows)
        ]


def parts_of(
    files: list[tuple[str, bytes]], is_needed: Callable[[str], bool]
) -> tuple[list[Part], list[str]]:
    """The tables that the files hold, and notes on what in a zip is none, or is broken and by its
    name not needed. Raises SheetError.
    """
    parts: list[Part] = []
    notes: list[str] = []
    for name, content in files:
        for inner_name, inner in _unpacked(name, content, notes):
            try:
                parts += _parts(inner_name, inner)
            except SheetError as error:
                lines = str(error).split("\n")
                if inner_name != name and not is_needed(inner_name):
                    notes.append(f"{_not_read(inner_name)} {lines[0]}")
                    continue
                raise SheetError("\n".join(f"{inner_name}: {line}" for line in lines)) from error
    return parts, notes


def _unpacked(name: str, content: bytes, notes: list[str]) -> list[tuple[str, bytes]]:
    """The file itself, or the files in it if it is a zip and no workbook."""
    if not content.startswith(ZIP):
        return [(name, content)]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if any(entry.filename == "[Content_Types].xml" for entry in entries):
                return [(name, content)]
            too_large = sum(entry.file_size for entry in entries) > LARGEST_UNPACKED
            if len(entries) > MOST_PARTS or too_large:
                raise SheetError(_("The zip file unpacks to far more than is taken at once."))
            found = []
            for entry in entries:
                inner = PurePosixPath(entry.filename).name
                if inner.casefold().endswith(READ):
                    with archive.open(entry) as file:
                        # No further than the directory says, which may be a lie.
                        found.append((inner, file.read(entry.file_size + 1)))
                else:
                    notes.append(_not_read(inner))
            return found
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        raise SheetError(_("The file is damaged: it cannot be unpacked.")) from error


def _not_read(name: str) -> str:
    return _("Not read: %(name)s in the zip file.") % {"name": name}


def _parts(name: str, content: bytes) -> list[Part]:
    refuse_unreadable(content)
    stem = PurePosixPath(name).stem
    start = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if content.startswith(ZIP):
        found = []
        for title, lines in xlsx_parts(content, MOST_ROWS):
            if any(cell.text or cell.fault for _number, cells in lines for cell in cells):
                notes = [_("Read as an Excel workbook.")]
                found.append(Part(title, sheet_of(lines, notes, ANY_HEADING)))
        return found
    if start.startswith((b"[", b"{")):
        return [Part(part or stem, sheet) for part, sheet in sheets_of_json(content)]
    if start.startswith(b"<"):
        return [Part(part, sheet) for part, sheet in sheets_of_xml(content)]
    return [Part(stem, sheet_in(content, name, ANY_HEADING))]


def sheets_of_json(content: bytes) -> list[tuple[str, Sheet]]:
    """The lists of objects in a JSON text, by name; numbers as they are written."""
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise SheetError(_("The file is no proper JSON: %(why)s") % {"why": str(error)}) from error
    lists = {"": data} if isinstance(data, list) else {k: v for k, v in data.items() if _rows(v)}
    if not lists or not all(_rows(rows) for rows in lists.values()):
        raise SheetError(_("The file has no list of objects, as a file of projects has."))
    return [(name, _json_sheet(rows)) for name, rows in lists.items()]


def _rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _json_sheet(objects: list[dict[str, Any]]) -> Sheet:
    if len(objects) > MOST_ROWS:
        raise SheetError(
            _("The file has more than %(most)s rows: divide it into several.") % {"most": MOST_ROWS}
        )
    columns = list(dict.fromkeys(clean_text(key) for one in objects for key in one))
    rows = []
    for number, one in enumerate(objects, start=1):
        texts = {clean_text(key): _json_text(value) for key, value in one.items()}
        row = Row(number, {key: clean_text(text) for key, text in texts.items()})
        for key, text in texts.items():
            if ILLEGAL_CHARACTERS_RE.search(text):
                row.faults.append((key, _("There are control characters in it: remove them.")))
        rows.append(row)
    return Sheet(columns, rows, [_("Read as JSON.")])


def _json_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return "; ".join(_json_text(item) for item in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
