"""The demo content, loaded once: the workers of a run copy one database instead of loading it each.

On SQLite it is also kept until code, content or day change, so that a few tests start at once.
"""

import datetime as dt
import fcntl
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

# What the content is made of and by; templates too, since loading may render some.
MADE_OF = {".py", ".toml", ".po", ".html", ".txt", ".css"}
NOT_OF = {"tests", "docs", "var", "node_modules"}


@contextmanager
def copied_demo_content(folder: Path, run: str) -> Iterator[None]:
    """Lets Django's test database begin as a copy of the loaded one, which is made if need be.

    `folder` is this checkout's own; `run` is the same for all workers of a run.
    """
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if connection.vendor == "sqlite":
            source = sqlite_file(folder)
        else:
            connection.settings_dict["TEST"]["TEMPLATE"] = _server_database(folder, run)
    if connection.vendor != "sqlite":
        yield
        return
    # A database in memory lives as long as somebody has it open: here until Django has it.
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
    memory, loaded = sqlite3.connect(name, uri=True), sqlite3.connect(source)
    loaded.backup(memory)
    loaded.close()
    yield
    memory.close()


def sqlite_file(folder: Path) -> Path:
    """The file with the demo content, made if need be."""
    found = folder / f"{_fingerprint()}.sqlite3"
    if not found.exists():
        for old in folder.glob("*.sqlite3*"):
            old.unlink()
        draft = folder / "draft.sqlite3"
        _load(str(draft))
        draft.rename(found)
    return found


def _server_database(folder: Path, run: str) -> str:
    """The name of the run's own template; the next run makes it anew."""
    name, note = f"test_{connection.settings_dict['NAME']}_template", folder / "template"
    if not note.exists() or note.read_text() != run:
        _load(name)
        note.write_text(run)
    return name


def _load(name: str) -> None:
    """Makes the database `name`: migrated, with the demo content and one log-in for each role."""
    own, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    own_test = test["NAME"]
    test["NAME"] = name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DEMO_PASSWORD", "demo-password-for-tests")
            call_command("load_seed", stdout=StringIO())
            call_command("demo_logins", stdout=StringIO())
    finally:
        connection.close()
        connection.settings_dict["NAME"], test["NAME"] = own, own_test


def _fingerprint() -> str:
    found = hashlib.sha256(dt.date.today().isoformat().encode())
    root: Any = settings.ROOT
    names = (path for path in root.iterdir() if path.name not in NOT_OF and path.name[0] != ".")
    files = (file for name in names for file in ([name] if name.is_file() else name.rglob("*")))
    for file in sorted(file for file in files if file.suffix in MADE_OF):
        found.update(str(file.relative_to(root)).encode() + file.read_bytes())
    return found.hexdigest()[:20]
