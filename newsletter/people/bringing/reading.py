"""The file of a list: a table with headings, or one address a line as Mailman writes it."""

import codecs

from core.sheets.reading import refuse_size, sheet_in
from core.sheets.sheet import Sheet
from core.sheets.xlsx_files import ZIP
from newsletter.people.bringing.columns import LARGEST_LIST, layout

HEADING = b"address\n"


def read_list(content: bytes, name: str) -> Sheet:
    """The rows of the list, without what is read past. Raises SheetError."""
    refuse_size(len(content), LARGEST_LIST)
    bare = _is_bare(content)
    if bare:
        lines = content.removeprefix(codecs.BOM_UTF8).splitlines()
        # Whole lines: “Ek, Anna <anna@example.org>” is one.
        content = HEADING + b"".join(b'"%s"\n' % line.replace(b'"', b'""') for line in lines)
    sheet = sheet_in(content, name, layout())
    for row in sheet.rows:
        row.number -= bare
        # Names and the like are not even kept until the list is written.
        row.cells = {name: cell for name, cell in row.cells.items() if not name.startswith("-")}
    return sheet


def _is_bare(content: bytes) -> bool:
    """Whether the first line is an address already, and no heading."""
    first, _end, _rest = content.partition(b"\n")
    return b"@" in first and b"\x00" not in first and not content.startswith(ZIP)
