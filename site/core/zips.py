"""ZIP files that are byte for byte the same for the same contents."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable

REGULAR_FILE = 0o100644 << 16
UNIX = 3


def zip_of(files: Iterable[tuple[str, bytes]], on: dt.date, *, compressed: bool = False) -> bytes:
    """The files in the order given, each with the day `on` as its time.

    Stored as they are unless `compressed`, whose bytes may differ between versions of zlib.
    """
    out = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            entry.compress_type = method
            entry.external_attr, entry.create_system = REGULAR_FILE, UNIX
            archive.writestr(entry, content)
    return out.getvalue()
