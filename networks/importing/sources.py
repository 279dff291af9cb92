"""The sources that projects are read from, and the reading of their files."""

from collections.abc import Callable

from networks.importing import cordis, keep, kohesio, plain
from networks.importing.found import Found
from networks.importing.parts import Part, parts_of
from networks.models import ImportSource

READERS: dict[str, Callable[[list[Part], Found], Found]] = {
    ImportSource.CORDIS: cordis.read,
    ImportSource.KEEP: keep.read,
    ImportSource.KOHESIO: kohesio.read,
    ImportSource.CSV: plain.read,
}


def read_projects(source: str, files: list[tuple[str, bytes]]) -> Found:
    """What files of a source say, by their names and contents. Raises SheetError."""
    is_needed = cordis.is_needed if source == ImportSource.CORDIS else bool
    parts, notes = parts_of(files, is_needed)
    names = ", ".join(name for name, _content in files)
    return READERS[source](parts, Found(source, names[:255], notes=notes))
