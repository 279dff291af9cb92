#!/usr/bin/env python
"""Django's command line for the site; settings are `config.settings.dev` unless named otherwise."""

import os
import sys
from pathlib import Path

# `site/` is a source folder, not a package: its apps are imported as `core`, `records`, …
sys.path.insert(1, str(Path(__file__).resolve().parent / "site"))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
