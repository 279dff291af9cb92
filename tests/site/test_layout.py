"""The layout that everybody relies on."""

from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.any_database

ROOT = Path(settings.ROOT)


@pytest.mark.parametrize("folder", ["site", "locale"])
def test_a_source_folder_is_no_package(folder: str) -> None:
    """Python's own module `site` is loaded first; ours must never shadow it."""
    assert (ROOT / folder).is_dir()
    assert not (ROOT / folder / "__init__.py").exists()


def test_no_module_is_named_for_nothing() -> None:
    found = [
        path
        for path in ROOT.rglob("*.py")
        if path.stem in {"utils", "helpers"} and ".venv" not in path.parts
    ]
    assert not found


def test_base_settings_stay_short_and_import_no_app() -> None:
    lines = (ROOT / "site" / "config" / "settings" / "base.py").read_text().splitlines()
    assert len(lines) < 250
    areas = ("home", "policy", "networks", "newsletter", "search", "core", "records", "blocks")
    assert not [line for line in lines if line.startswith(tuple(f"from {area}" for area in areas))]
