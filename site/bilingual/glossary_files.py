"""The glossary as a CSV file: swedish, english, status, domain, note."""

import csv
import io
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db import transaction
from django.utils.translation import gettext as _

from bilingual.models import Term

COLUMNS = ("swedish", "english", "status", "domain", "note")
LARGEST = 1_000_000


class GlossaryFileError(Exception):
    """What is wrong with a file, in the editor's language, a line for each fault."""


def write_csv() -> str:
    """All terms, with a first line that names the columns; UTF-8 with a mark that Excel knows."""
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";")
    writer.writerow(COLUMNS)
    for row in Term.objects.values_list(*COLUMNS):
        # A cell that begins like a formula would be run by a spreadsheet.
        writer.writerow([f"'{cell}" if cell[:1] in ("=", "+", "@", "-") else cell for cell in row])
    return "\ufeff" + output.getvalue()


def _rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    if len(content) > LARGEST:
        raise GlossaryFileError(_("The file is too large to be a glossary."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GlossaryFileError(
            _("The file is not a CSV file in UTF-8: save it as “CSV UTF-8”.")
        ) from error
    # Line ends of each system that there has been: an old Mac's has no \n at all.
    lines = io.StringIO(text, newline=None)
    delimiter = ";" if ";" in lines.readline() else ","
    lines.seek(0)
    reader = csv.DictReader(lines, delimiter=delimiter)
    try:
        yield from _cells(reader)
    except csv.Error as error:
        raise GlossaryFileError(
            _("Line %(number)s: %(fault)s")
            % {
                "number": reader.line_num + 1,
                "fault": _("it cannot be read as CSV; is a quotation mark not closed?"),
            }
        ) from error


def _cells(reader: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its number."""
    missing = {"swedish", "english"} - set(reader.fieldnames or ())
    if missing:
        raise GlossaryFileError(
            _("The first line must name the columns %(columns)s; it lacks %(missing)s.")
            % {"columns": ", ".join(COLUMNS), "missing": ", ".join(sorted(missing))}
        )
    for number, row in enumerate(reader, start=2):
        cells = {name: (row.get(name) or "").strip().removeprefix("'") for name in COLUMNS}
        if any(cells.values()):
            yield number, cells


@transaction.atomic
def read_csv(content: bytes) -> tuple[int, int]:
    """Adds or changes the file's terms, all or none; gives how many were new and how many changed.

    Terms that the file does not have stay. Raises GlossaryFileError with all faults.
    """
    made = changed = 0
    faults = []
    for number, cells in _rows(content):
        cells["status"] = cells["status"] or Term.Status.PREFERRED
        pair = {"swedish": cells["swedish"], "english": cells["english"]}
        known = Term.objects.filter(**pair).first() if "\0" not in "".join(pair.values()) else None
        term = known or Term(**pair)
        for name in ("status", "domain", "note"):
            setattr(term, name, cells[name])
        try:
            # Forms refuse this, models do not; PostgreSQL cannot store it.
            for value in cells.values():
                ProhibitNullCharactersValidator()(value)
            term.full_clean()
        except ValidationError as error:
            what = "; ".join(error.messages)
            faults.append(_("Line %(number)s: %(fault)s") % {"number": number, "fault": what})
            continue
        term.save()
        made, changed = made + (known is None), changed + (known is not None)
    if faults:
        raise GlossaryFileError("\n".join(faults))
    return made, changed
