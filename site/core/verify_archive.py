"""Verifies an archive package of the site. Needs Python 3.8 or newer and nothing else.

    python3 verify.py              the package that this file lies in
    python3 verify.py PACKAGE      a ZIP file, or the folder that it was unpacked to

Exits with 0 when every file is as it was, 1 when one differs, is missing or was added, and 2 when
PACKAGE is no such package.
"""

from __future__ import annotations

import hashlib
import re
import sys
import zipfile
from pathlib import Path

LINE = re.compile(r"([0-9a-f]{64}) [ *](\S.*)")
IDENTIFIER = re.compile(r"^External-Identifier: sha256:([0-9a-f]{64})$", re.MULTILINE)
IDENTIFIED = "data/report.json"
MANIFESTS = ("manifest-sha256.txt", "tagmanifest-sha256.txt")
# These hold the checksums, or are written by the Python that runs this.
UNLISTED = ("tagmanifest-sha256.txt",)


class NoPackageError(Exception):
    """What was given cannot be read as a package."""


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files of an unpacked package by name."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def read_zip(path: Path) -> dict[str, bytes]:
    """The files of a packed package by name."""
    with zipfile.ZipFile(path) as archive:
        names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
        if len(names) != len(set(names)):
            raise NoPackageError("a file is in it twice")
        return {name: archive.read(name) for name in names}


def read(path: str | Path) -> dict[str, bytes]:
    """The package's files, by their names below the folder that holds bagit.txt."""
    path = Path(path)
    try:
        files = read_folder(path) if path.is_dir() else read_zip(path)
    except (OSError, RuntimeError, ValueError, zipfile.BadZipFile) as error:
        raise NoPackageError(str(error)) from error
    roots = [name[: -len("bagit.txt")] for name in files if name.endswith("bagit.txt")]
    if not roots:
        raise NoPackageError("it has no bagit.txt")
    root = min(roots, key=len)
    inside = {name[len(root) :]: files[name] for name in files if name.startswith(root)}
    outside = {f"../{name}": files[name] for name in files if not name.startswith(root)}
    return {**inside, **outside}


def faults(files: dict[str, bytes]) -> list[str]:
    """What is wrong, a line for each file."""
    found: list[str] = []
    listed: set[str] = set()
    for manifest in MANIFESTS:
        if manifest not in files:
            found.append(f"missing: {manifest}")
            continue
        for line in files[manifest].decode("utf-8", "replace").splitlines():
            match = LINE.fullmatch(line)
            if match is None:
                found.append(f"cannot be read: a line of {manifest}")
                continue
            checksum, name = match.groups()
            listed.add(name)
            if name not in files:
                found.append(f"missing: {name}")
            elif hashlib.sha256(files[name]).hexdigest() != checksum:
                found.append(f"differs: {name}")
    found += misidentified(files)
    found += [f"added: {name}" for name in files if name not in listed and name not in UNLISTED]
    return found


def identifier_of(files: dict[str, bytes]) -> str:
    """The checksum by which bag-info.txt names the package; empty where it names it otherwise."""
    text = files.get("bag-info.txt", b"").decode("utf-8", "replace")
    match = IDENTIFIER.search(text)
    return match.group(1) if match else ""


def misidentified(files: dict[str, bytes]) -> list[str]:
    """Whether the file that the checksum is of is another, even if all manifests were changed."""
    checksum, content = identifier_of(files), files.get(IDENTIFIED)
    if not checksum or content is None or hashlib.sha256(content).hexdigest() == checksum:
        return []
    return [f"differs from what bag-info.txt names: {IDENTIFIED}"]


def main(arguments: list[str]) -> int:
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        sys.stderr.write(__doc__)
        return 2
    package = arguments[0] if arguments else Path(__file__).resolve().parent
    try:
        files = read(package)
    except NoPackageError as error:
        sys.stderr.write(f"{package}: no package that can be verified: {error}\n")
        return 2
    found = faults(files)
    for fault in found:
        sys.stdout.write(f"{fault}\n")
    if not found:
        sys.stdout.write(f"{len(files)} files are as they were.\n")
        if identifier := identifier_of(files):
            sys.stdout.write(f"The report's page must show the SHA-256 {identifier}.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
