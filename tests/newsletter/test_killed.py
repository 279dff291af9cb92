"""A worker that is killed at any moment: nobody gets an issue twice, nobody is left out."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.demo_database import sqlite_file
from tests.newsletter.mail_server import running

MANY, KILLS = 240, 4


def manage(environ: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.Popen(
        command,
        cwd=settings.ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def done(environ: dict[str, str], *arguments: str) -> str:
    """What the command says, once it has ended well."""
    process = manage(environ, *arguments)
    said, _none = process.communicate(timeout=300)
    assert process.returncode == 0, said
    return said


@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies a file")
def test_killed_again_and_again_everyone_gets_it_once(tmp_path: Path, pytestconfig: Any) -> None:
    database = tmp_path / "site.sqlite3"
    database.write_bytes(sqlite_file(pytestconfig.cache.mkdir("demo-content")).read_bytes())
    with running() as server:
        environ = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.base",
            "DATABASE_URL": f"sqlite:///{database}",
            "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
            "NEWSLETTER_PER_MINUTE": "0",
            "VAR_DIR": str(tmp_path),
        }
        done(environ, "fill", "--subscribers", str(MANY * 2))
        done(environ, "newsletter", "test", "2026-1", "--to", "editor@example.org")
        # The first worker begins; the others find what it was at.
        chance = random.Random(7)  # noqa: S311 – when to kill
        process = manage(environ, "newsletter", "send", "2026-1")
        for _kill in range(KILLS):
            before = len(server.taken)
            while len(server.taken) < before + 20 + chance.randrange(20):
                assert process.poll() is None, process.communicate()[0]
                time.sleep(0.002)
            time.sleep(chance.random() / 50)
            process.send_signal(signal.SIGKILL)
            process.wait()
            process = manage(environ, "worker", "--once")
        said, _none = process.communicate(timeout=300)
        assert process.returncode == 0, said
        said = done(environ, "newsletter", "status", "2026-1")
        got = server.recipients
        assert got.pop("editor@example.org") == 1
        assert set(got.values()) == {1}, said
        # Whoever was left out is known to be in doubt: one a kill at most.
        doubt = re.search(r"(\d+) in doubt", said)
        in_doubt = int(doubt[1]) if doubt else 0
        assert MANY - len(got) <= in_doubt <= KILLS, said
        assert f"{MANY - in_doubt} sent" in said
