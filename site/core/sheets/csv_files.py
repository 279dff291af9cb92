"""CSV as the programs of the world write it: encodings, separators, line ends."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from core.sheets.sheet import LONGEST_CELL, Cell, SheetError
from core.tables import unquoted

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What å, ä and ö of the Macintosh (Mac Roman) and of DOS (code pages 437 and 850) become when they
# are read as Windows-1252, which has a letter or sign for nearly every byte.
OTHER_ENCODING = re.compile(r"Œ|(?<=[a-z])[ŠŽ]|(?<=\w)[†‡„”‚™](?=\w)|(?<!\S)[†„”](?=[a-z])")
DELIMITERS = (",", ";", "\t")


Named = Callable[[str], str | None]


def csv_lines(
    content: bytes, named: Named, *, lenient: bool = False
) -> tuple[Iterator[tuple[int, list[Cell]]], list[str]]:
    """The lines with their numbers, and notes on how they were read. Raises SheetError.

    `named` knows the headings, by which the separator is told. With `lenient`, quotation marks that
    the writing program has put wrong are read as they stand; that a cell was torn apart by them
    shows in a row that has more cells than headings.
    """
    text, encoding = _decoded(content)
    if text.lstrip().casefold().startswith(("<!doctype", "<html", "<?xml")):
        raise SheetError(
            _("The file is a web page or XML, whatever it is called: save it as XLSX or CSV.")
        )
    if text.startswith("sep=") and len(text.splitlines()[0]) == len("sep=;"):
        # A line of Excel's own, for Excel alone.
        text = text[len("sep=;") :].lstrip("\r\n")
    delimiter = _delimiter(text, named)
    name = {",": _("comma"), ";": _("semicolon"), "\t": _("tab")}[delimiter]
    note = _("Read as CSV in %(encoding)s with %(delimiter)s between the cells.")
    notes = [note % {"encoding": encoding, "delimiter": name}]
    if lenient:
        try:
            return iter(list(_lines(text, delimiter))), notes
        except SheetError:
            notes.append(_("Some quotation marks are wrong in the file: compare what was read."))
            return _lines(text, delimiter, strict=False), notes
    return _lines(text, delimiter), notes


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding.removesuffix("-sig").upper()
            except UnicodeDecodeError as error:
                raise SheetError(_unreadable()) from error
    for encoding, name in (("utf-8", "UTF-8"), ("cp1252", "Windows-1252")):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp1252" and OTHER_ENCODING.search(text):
            break
        return text, name
    raise SheetError(_unreadable())


def _unreadable() -> str:
    return _("The file's text cannot be read: save it as “CSV UTF-8”, or as XLSX.")


def _delimiter(text: str, named: Named) -> str:
    """The separator by which the first line names the most columns."""
    first = text.splitlines()[0] if text.strip() else ""

    def known(delimiter: str) -> int:
        return sum(bool(named(cell.strip('" '))) for cell in first.split(delimiter))

    return max(DELIMITERS, key=known)


def _lines(text: str, delimiter: str, *, strict: bool = True) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    # A limit of Python's own for all of the process; ours is a cell's, said with its row.
    csv.field_size_limit(max(csv.field_size_limit(), 4 * LONGEST_CELL))
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [_cell(cell) for cell in cells]
    except csv.Error as error:
        raise SheetError(
            _(
                "The file is no proper CSV near line %(line)s: a quotation mark is not closed, "
                "or a text is far too long."
            )
            % {"line": reader.line_num}
        ) from error


def _cell(text: str) -> Cell:
    warning = ""
    if text.startswith("="):
        warning = _("The cell looks like a formula. It is taken as text, and never computed.")
    return Cell(unquoted(text), warning=warning)
