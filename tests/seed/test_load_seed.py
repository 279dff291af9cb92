"""The command that loads the demo content."""

import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from policy.models import ActivityPage
from records.models import Contact
from seed import reading

pytestmark = pytest.mark.any_database


def run(*args: str) -> str:
    out = StringIO()
    call_command("load_seed", *args, stdout=out, stderr=out)
    return out.getvalue()


def test_a_second_run_changes_nothing_and_says_so() -> None:
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id"))
    output = run()
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id")) == before
    assert "0 records and 0 pages made" in output
    assert "Shared content, picture and document: 0 made." in output


def test_what_an_editor_changed_stays() -> None:
    activity = ActivityPage.objects.filter(locale__language_code="sv").first()
    activity.title = "Ändrad av en redaktör"
    activity.save_revision().publish()
    run()
    activity.refresh_from_db()
    assert activity.title == "Ändrad av en redaktör"


def test_what_an_editor_deleted_stays_deleted_at_the_next_start() -> None:
    Page.objects.get(pk=ActivityPage.objects.first().pk).delete()
    count = Page.objects.count()
    assert "nothing loaded" in run("--if-empty")
    assert Page.objects.count() == count


def test_dry_run_names_what_it_would_make_and_writes_nothing() -> None:
    Contact.objects.filter(code="international-coordinator").delete()
    count = Page.objects.count()
    output = run("--dry-run")
    assert "would make record records.Contact international-coordinator" in output
    assert not Contact.objects.filter(code="international-coordinator").exists()
    assert Page.objects.count() == count


def test_the_english_pages_are_translations_by_segment() -> None:
    for page in Page.objects.filter(locale__language_code="en", depth__gt=1):
        translation = Translation.objects.get(source__object_id=page.translation_key)
        total, done = translation.get_progress()
        assert total == done > 0, page.title
    assert StringTranslation.objects.filter(locale__language_code="en").count() > 300


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("policy", 'type = "policy.VisionPage"', "type = ", "policy.toml is not valid TOML"),
        ("plan", 'area = "political"', 'area = "no-such-area"', "no-such-area"),
        ("networks", 'level = "regional"', 'level = "galactic"', "galactic"),
    ],
)
def test_a_fault_in_a_data_file_is_named_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, message: str
) -> None:
    data = tmp_path / "data"
    shutil.copytree(reading.DATA, data)
    path = data / f"{file}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(reading, "DATA", data)
    # The English pages go along.
    Page.objects.get(depth=2, locale__language_code="sv").delete()
    count = Page.objects.count()

    with pytest.raises(CommandError, match=message) as error:
        run()

    assert error.value.returncode == 2
    assert Page.objects.count() == count


@pytest.mark.parametrize("command", ["load_seed", "demo_logins"])
def test_a_database_without_tables_gets_one_line(tmp_path: Path, command: str) -> None:
    environ = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}
    environ["VAR_DIR"] = str(tmp_path)
    result = subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=settings.ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert "run manage.py migrate first" in result.stderr
    assert "Traceback" not in result.stderr
