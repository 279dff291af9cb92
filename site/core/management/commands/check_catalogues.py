import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

NOT_COPIED = shutil.ignore_patterns("var", ".venv", ".git", "tests", "docs", "__pycache__", "*.mo")


def entries(path: Path) -> dict[tuple[str | None, str], polib.POEntry]:
    """The catalogue's entries by context and text."""
    return {(e.msgctxt, e.msgid): e for e in polib.pofile(str(path)) if not e.obsolete}


def faults(language: str, kept: Path, fresh: Path) -> list[str]:
    """What is missing, left over, untranslated or fuzzy in a kept catalogue."""
    ours, needed = entries(kept), entries(fresh)
    found = [f"{language}: missing: {msgid}" for (_c, msgid) in needed.keys() - ours.keys()]
    found += [f"{language}: left over: {msgid}" for (_c, msgid) in ours.keys() - needed.keys()]
    for entry in ours.values():
        if entry.fuzzy:
            found.append(f"{language}: fuzzy: {entry.msgid}")
        elif language == "sv" and not entry.translated():
            found.append(f"{language}: untranslated: {entry.msgid}")
    return sorted(found)


class Command(BaseCommand):
    help = (
        "Compares the message catalogues with the texts in code and templates. "
        "Exits with 1 after naming what is missing, untranslated or fuzzy."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found: list[str] = []
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "tree"
            shutil.copytree(settings.ROOT, copy, ignore=NOT_COPIED)
            # In a copy: collecting texts rewrites the catalogues, and a check changes nothing.
            languages = ["-l", "sv", "-l", "en"]
            subprocess.run(
                [sys.executable, "manage.py", "makemessages", *languages, "--no-location"],
                cwd=copy,
                check=True,
                capture_output=True,
            )
            for language in ("sv", "en"):
                part = Path("locale") / language / "LC_MESSAGES" / "django.po"
                found += faults(language, Path(settings.ROOT) / part, copy / part)
        if found:
            raise CommandError("\n".join(found), returncode=1)
        self.stdout.write("Both message catalogues are complete.")
