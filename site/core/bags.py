"""Packages for an archive: BagIt 1.0 (RFC 8493), with the script that verifies them."""

import datetime as dt
import hashlib
from pathlib import Path

from core import verify_archive
from core.zips import zip_of

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def _manifest(files: dict[str, bytes]) -> bytes:
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return "".join(lines).encode()


def bag(name: str, payload: dict[str, bytes], info: dict[str, str], on: dt.date) -> bytes:
    """A ZIP file with the folder `name`: the payload by file name, what it is, its checksums."""
    data = {f"data/{path}": content for path, content in payload.items()}
    told = {
        **info,
        "Bagging-Date": on.isoformat(),
        "Payload-Oxum": f"{sum(map(len, data.values()))}.{len(data)}",
    }
    # A line each: a line break in a value would begin another.
    lines = [f"{label}: {' '.join(value.split())}\n" for label, value in told.items()]
    tags = {
        "bagit.txt": DECLARATION.encode(),
        "bag-info.txt": "".join(lines).encode(),
        "manifest-sha256.txt": _manifest(data),
        "verify.py": Path(verify_archive.__file__).read_bytes(),
    }
    files = {**tags, "tagmanifest-sha256.txt": _manifest(tags), **data}
    return zip_of(((f"{name}/{path}", content) for path, content in files.items()), on)
