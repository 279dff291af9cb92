"""A spreadsheet as it was read: rows of text by column, with what was wrong with each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from core.sheets.words import clean_text

LARGEST_FILE = 5 * 1024 * 1024
MOST_ROWS = 2_000
MOST_COLUMNS = 100
# As many characters as a cell of an Excel file can hold; what is longer is cut off there.
LONGEST_CELL = 32_767


class SheetError(Exception):
    """What is wrong with a whole file, in the editor's language."""


@dataclass(frozen=True)
class Layout:
    """What the columns of a kind of file may be called, and which of them it cannot lack."""

    # The column's name that a heading stands for; None for an unknown one.
    named: Callable[[str], str | None]
    heading_of: Callable[[str], str] = str
    # The names that are told to whoever writes an unknown one.
    known: Sequence[str] = ()
    # Columns that must be there, each with what is said where it is not.
    needed: Mapping[str, str] = field(default_factory=dict)
    most_rows: int = MOST_ROWS
    # Whether CSV with wrong quotation marks is read all the same.
    lenient: bool = False
    # Whether headings with nothing below them are a sheet.
    may_lack_rows: bool = False


@dataclass
class Row:
    """A row: its number in the file, its cells by column name, and what is wrong with them."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    # Pairs of a column's name ("" for the whole row) and what is wrong.
    faults: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    # The columns whose cells are numbers in a workbook, which are days too.
    numbers: list[str] = field(default_factory=list)


@dataclass
class Sheet:
    """A file's rows; `notes` say how it was read."""

    columns: list[str]
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Sheet":
        """The sheet that `as_data` was made of."""
        rows = [Row(**row) for row in data["rows"]]
        return cls(data["columns"], rows, data["notes"])


@dataclass
class Cell:
    """A cell as its file has it, with what is wrong with it."""

    text: str = ""
    fault: str = ""
    warning: str = ""
    is_number: bool = False


def sheet_of(lines: Any, notes: list[str], layout: Layout) -> Sheet:
    """The sheet of lines of cells, with their numbers, of which the first names the columns.

    Raises SheetError.
    """
    lines = iter(lines)
    _number, head = next(lines, (0, []))
    names = _names([clean_text(cell.text) for cell in head], layout)
    sheet = Sheet([name for name in names if name], notes=notes)
    for number, cells in lines:
        if not any(cell.text or cell.fault for cell in cells):
            continue
        if len(sheet.rows) == layout.most_rows:
            raise too_many_rows(layout.most_rows)
        sheet.rows.append(_row(number, names, cells))
    if not sheet.rows and not layout.may_lack_rows:
        raise SheetError(_("The file has no rows below its headings."))
    return sheet


def too_many_rows(most: int = MOST_ROWS) -> SheetError:
    """The error of a file with more rows than are taken at once."""
    return SheetError(
        _("The file has more than %(most)s rows: divide it into several.") % {"most": most}
    )


def _names(headings: list[str], layout: Layout) -> list[str]:
    """The columns' names, "" where there is no heading. Raises SheetError with all faults."""
    if not any(headings):
        raise SheetError(_("The file is empty, or its first row does not name the columns."))
    if len(headings) > MOST_COLUMNS and any(headings[MOST_COLUMNS:]):
        raise SheetError(_("The file has more than %(most)s columns.") % {"most": MOST_COLUMNS})
    names = [(layout.named(heading) if heading else None) or "" for heading in headings]
    faults = []
    pairs = zip(headings, names, strict=True)
    if unknown := [heading[:40] for heading, name in pairs if heading and not name]:
        text = ngettext(
            "The column “%(names)s” is unknown.",
            "The columns “%(names)s” are unknown.",
            len(unknown),
        )
        faults.append(text % {"names": ", ".join(unknown[:10])})
        faults.append(_("Known columns are: %(names)s.") % {"names": ", ".join(layout.known)})
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        text = ngettext(
            "The column “%(names)s” occurs more than once.",
            "The columns “%(names)s” occur more than once.",
            len(twice),
        )
        faults.append(text % {"names": ", ".join(layout.heading_of(name) for name in twice)})
    faults += [why for name, why in layout.needed.items() if name not in names]
    if faults:
        raise SheetError("\n".join(faults))
    return names


def _row(number: int, names: list[str], cells: list[Cell]) -> Row:
    row = Row(number)
    for place, cell in enumerate(cells):
        name = names[place] if place < len(names) else ""
        if not name:
            if cell.text.strip() or cell.fault:
                letter = get_column_letter(place + 1)
                row.faults.append(
                    ("", _("Column %(letter)s has a cell but no heading.") % {"letter": letter})
                )
            continue
        row.cells[name] = clean_text(cell.text)
        if cell.is_number:
            row.numbers.append(name)
        if fault := cell.fault or _fault(cell.text):
            row.faults.append((name, fault))
        if cell.warning:
            row.warnings.append((name, cell.warning))
    # A line that ends early leaves its last cells empty.
    return replace(row, cells=dict.fromkeys(filter(None, names), "") | row.cells)


def _fault(text: str) -> str:
    if ILLEGAL_CHARACTERS_RE.search(text):
        return _("The cell has characters that no text has (control characters): remove them.")
    if len(text) >= LONGEST_CELL:
        return _(
            "The text has %(length)s characters or more, as many as a cell can hold: "
            "shorten it, or write it on the page."
        ) % {"length": f"{LONGEST_CELL}"}
    return ""
