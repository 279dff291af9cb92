"""The table of settings in the documentation, held to the code."""

import re
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.any_database

ROOT = Path(settings.ROOT)
SOURCES = [
    *(ROOT / "site" / "config" / "settings").glob("*.py"),
    *(ROOT / "site" / "config" / "bootstrap").glob("*.py"),
    ROOT / "gunicorn.conf.py",
    ROOT / "site" / "seed" / "management" / "commands" / "demo_logins.py",
]
READ = re.compile(r"""(?:env(?:\.\w+)?\(|environ(?:\.get\(|\[))\s*["']([A-Z][A-Z0-9_]+)["']""")
# Set for itself by the start, never by a person.
INTERNAL = {"START_BANNER", "DEBIAN_FRONTEND"}


def test_every_variable_stands_in_the_table_and_no_other() -> None:
    in_code = {name for path in SOURCES for name in READ.findall(path.read_text())} - INTERNAL
    table = (ROOT / "docs" / "operations" / "settings.md").read_text()
    in_table = set(re.findall(r"^\| `([A-Z0-9_]+)`", table, re.M))
    assert in_code - in_table == set(), "not in docs/operations/settings.md"
    assert in_table - in_code - {"DJANGO_SETTINGS_MODULE", "SECRET_KEY"} == set(), "in no code"
