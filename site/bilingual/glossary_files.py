"""The glossary as a CSV file: swedish, english, status, domain, note."""

import csv
import io
from collections.abc import Iterator

from django.core.exceptions import ValidationError
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
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",")
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
        known = Term.objects.filter(**pair).first()
        term = known or Term(**pair)
        for name in ("status", "domain", "note"):
            setattr(term, name, cells[name])
        try:
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
