"""Files that are damaged, hostile or merely strange: a clear answer, or kept whole."""

import io
import json
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import gettext
from openpyxl import Workbook

from networks.models import ImportedFact, ProjectPage
from tests.networks.importing import CORDIS, DATA, counts, hand_in, project, write

pytestmark = pytest.mark.any_database

HEAD = "id;acronym;title;startDate;endDate;totalCost;frameworkProgramme"


def a_zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def a_workbook(*rows: list[object]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


ENTITY = '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BAD_FILES = {
    "empty": b"",
    "10 MB": b"id;acronym\n" + b"x" * 10 * 1024**2,
    "no projects": b"a;b\n1;2\n",
    "not text": b"\x81\x8d\x8f\x90\x9d" * 50,
    "entity": f"{ENTITY}<project><id>&x;</id></project>".encode(),
    "laughs": b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><project><id>&b;</id></project>',
    "deep XML": b"<project><relations>%s</relations></project>" % (b"<a>" * 5000 + b"</a>" * 5000),
    "deep JSON": b"[" * 100_000,
    "broken JSON": b'[{"id": "1"',
    "web page": b"<!doctype html><html><body>Not found</body></html>",
    "zip bomb": a_zip(**{"project.csv": b"0" * 60 * 1024**2}),
    "broken zip": a_zip(**{"project.csv": b"id;title\n1;x"})[:60],
    "51 projects": "\n".join(["id;title", *(f"{n};x" for n in range(51))]).encode(),
    "nothing in the zip": a_zip(**{"readme.txt": b"x"}),
}


# Refused for what they are, and not for what else is wrong with them.
WHY = {
    "zip bomb": "The zip file unpacks to far more than is taken at once.",
    "laughs": "The file is no XML that is read here: save the project's XML from CORDIS again.",
    "deep XML": "The file is XML, but nested deeper than any project.",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused(admin: Client, name: str) -> None:
    response = hand_in(admin, "cordis", **{"project.csv": BAD_FILES[name]})
    assert response.status_code == 400
    errors = response.context["form"].errors["uploads"]
    assert all(errors)
    if name in WHY:
        assert gettext(WHY[name]) in " ".join(errors)
    assert not ImportedFact.objects.exists()


def test_a_hostile_project_is_kept_whole_or_refused_clearly(admin: Client) -> None:
    long = "Ł" * 400
    script = "<script>alert(1)</script>"
    rows = [
        HEAD,
        f"1;OLD;{script} مرحبا;1850-01-01;2150-12-31;9999999999999.99;",
        f"2;LONG;{long};;;9007199254740.99;",
        f"3;{'A' * 60};Too long;;;;",
        "4;NODAY;x;2024-02-31;;;",
        "5;NEGATIVE;x;;;-1;",
        "6;TOOMUCH;x;;;1e400;",
        # Beyond 2^53, and so beyond what SQLite keeps to the cent.
        "7;TOOMUCH2;x;;;9007199254740993;",
        "8;ORDER;x;2025-01-01;2024-01-01;;",
        ";NONUMBER;x;;;;",
        "9;TWICE;x;;;;",
        "9;TWICE;x;;;;",
    ]
    # With a byte order mark, and in the encoding that it names.
    for encoding in ("utf-8-sig", "utf-16"):
        dry_run = hand_in(admin, "cordis", **{"project.csv": "\r\n".join(rows).encode(encoding)})
        assert counts(dry_run) == {"NEW": 3, "BAD": 8}
        assert script not in dry_run.content.decode()
    write(admin, dry_run, rows="good")
    page = project("OLD")
    assert (page.full_title, page.title) == (f"{script} مرحبا", f"{script} مرحبا")
    assert (page.starts_on.year, page.ends_on.year) == (1850, 2150)
    assert page.budget == Decimal("9999999999999.99")
    page = project("LONG")
    assert (page.full_title, page.title) == (long, "LONG")
    assert page.budget == Decimal("9007199254740.99")
    page.save_revision().publish()
    project("OLD").save_revision().publish()
    for acronym in ("OLD", "LONG"):
        response = admin.get(project(acronym).url)
        assert response.status_code == 200
        assert script not in response.content.decode()


def test_cells_that_are_no_values_and_cells_torn_apart(admin: Client) -> None:
    sheet = a_workbook(
        ["Programme", "Project acronym", "Project name in English", "Total budget", "Unread"],
        ["X", "FORMULA", "x", "=1+1", ""],
        ["X", "UNREAD", "x", 10, "=1+1"],
    )
    dry_run = hand_in(admin, "keep", **{"keep.xlsx": sheet})
    # A formula is never computed; in a column that nobody reads it does no harm.
    assert counts(dry_run) == {"NEW": 1, "BAD": 1}
    # CORDIS has published texts with wrong quotation marks.
    torn = f'{HEAD}\n"1";"A";""The "X" works"";"";"";"1";""\n"2";"B";""a"; "b"";"";"";"1";"";""\n'
    dry_run = hand_in(admin, "cordis", **{"project.csv": torn})
    assert counts(dry_run) == {"NEW": 1, "BAD": 1}
    # JSON's numbers are exact.
    data = json.dumps([{"id": 7, "title": "x", "totalCost": 9007199254740.99, "more": {"a": 1}}])
    dry_run = hand_in(admin, "cordis", **{"project.json": data})
    assert dry_run.context["dry_run"].rows[0].facts["budget"] == "9007199254740.99"
    assert dry_run.context["dry_run"].not_read == ["project: more"]
    archive = {name: (DATA / name).read_bytes() for name in CORDIS} | {"euroSciVoc.txt": b"x"}
    dry_run = hand_in(admin, "cordis", **{"cordis.zip": a_zip(**archive)})
    assert counts(dry_run) == {"NEW": 1, "WAITING": 1}
    assert any("euroSciVoc.txt" in note for note in dry_run.context["dry_run"].notes)


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture, tmp_path: Path) -> None:
    files = [str(DATA / name) for name in CORDIS]

    def run(*arguments: str) -> tuple[int, str]:
        code = 0
        try:
            call_command("import_projects", *arguments)
        except SystemExit as error:
            code = int(str(error.code))
        except CommandError as error:
            code = error.returncode
        return code, capsys.readouterr().out

    code, said = run(*files, "--from", "cordis", "--dry-run")
    assert (code, "Nothing was written." in said) == (1, True)
    assert not ProjectPage.objects.filter(acronym="EXWATER").exists()
    code, said = run(*files, "--from", "cordis", "--candidates", "same")
    assert (code, "2 new" in said) == (0, True)
    code, said = run(*files, "--from", "cordis", "--candidates", "same")
    assert (code, "Nothing has changed." in said) == (0, True)
    bad = tmp_path / "project.csv"
    bad.write_text(f"{HEAD}\n1;GOOD;x;;;;\n2;BAD;x;soon;;;\n")
    code, said = run(str(bad), "--from", "cordis")
    assert (code, "Nothing was written." in said, "soon" in said) == (1, True, True)
    assert run(str(bad), "--from", "cordis", "--good-rows")[0] == 1
    assert ProjectPage.objects.filter(acronym="GOOD").exists()
    assert run(str(tmp_path / "none.csv"), "--from", "cordis")[0] == 2
    bad.write_bytes(b"")
    assert run(str(bad), "--from", "cordis")[0] == 2
    command = [sys.executable, "manage.py", "import_projects", str(bad), "--from", "nowhere"]
    done = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
