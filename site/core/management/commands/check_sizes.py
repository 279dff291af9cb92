import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

LIMIT = 500


class Command(BaseCommand):
    help = f"Names the files of code that have grown over {LIMIT} lines; a file is one idea."

    def handle(self, *args: Any, **options: Any) -> None:
        patterns = ["*.py", "*.html", "*.css", "*.js"]
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
        listed = subprocess.run(
            command, cwd=settings.ROOT, capture_output=True, text=True, check=True
        )
        paths = [Path(settings.ROOT, name) for name in listed.stdout.splitlines()]
        too_long = [
            f"{path.relative_to(settings.ROOT)}: {lines} lines"
            for path in paths
            if path.exists() and "migrations" not in path.parts
            for lines in [len(path.read_text(encoding="utf-8").splitlines())]
            if lines > LIMIT
        ]
        if too_long:
            raise CommandError("Longer than 500 lines: " + "; ".join(too_long), returncode=1)
        self.stdout.write(f"{len(paths)} files, none over {LIMIT} lines.")
