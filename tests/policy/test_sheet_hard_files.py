"""Files as the world has them, and files that mean harm: each gets an answer, and none an error."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from core.sheets.sheet import LONGEST_CELL
from policy.models import ActivityPage
from tests.policy.sheets import as_csv, counts, hand_in

pytestmark = pytest.mark.any_database

TEXT = "reference,title_sv,aim_sv\r\nP3,Debatt på torget,Ökad kunskap\r\n"
SEMICOLONS, TABS = TEXT.replace(",", ";"), TEXT.replace(",", "\t")


def workbook(fill: Callable[[Any], None] | None = None, rows: Any = None) -> bytes:
    book = Workbook()
    for row in rows or [["reference", "title_sv"], ["P3", "Debatt på torget"]]:
        book.active.append(row)
    if fill:
        fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewritten(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for entry in old.namelist():
            data = old.read(entry)
            new.writestr(entry, change(data) if entry == name else data)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "P3"><!ENTITY b "&a;&a;&a;&a;">]>'


def entity_bomb(data: bytes) -> bytes:
    start = data.index(b"<worksheet")
    return data[:start] + ENTITIES + data[start:].replace(b"<t>P3</t>", b"<t>&b;</t>")


def with_sizes(count: int, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(f"xl/{number}.bin", b" " * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (TEXT.encode(), "UTF-8 med komma"),
        (TEXT.encode("utf-8-sig"), "UTF-8 med komma"),
        (SEMICOLONS.encode("cp1252"), "Windows-1252 med semikolon"),
        (TABS.encode("utf-16"), "UTF-16 med tabb"),
        (b"\xfe\xff" + TABS.encode("utf-16-be"), "UTF-16 med tabb"),
        (SEMICOLONS.replace("\r\n", "\r").encode(), "UTF-8 med semikolon"),
        (SEMICOLONS.replace("\r\n", "\n").encode(), "UTF-8 med semikolon"),
        (b"sep=;\r\n" + SEMICOLONS.encode("cp1252"), "Windows-1252 med semikolon"),
        ("Referens;Rubrik på svenska;Aim in Swedish\nP3;Debatt på torget;Ökad kunskap".encode(),
         "semikolon"),
    ],
)  # fmt: skip
def test_each_kind_of_csv_is_read(admin: Client, content: bytes, note: str) -> None:
    response = hand_in(admin, content)
    html = response.content.decode()
    assert counts(response)["CHANGED"] == 1
    assert note in html
    assert "Debatt på torget" in html
    assert "Ökad kunskap" in html


BAD_FILES = [
    ("empty", b"", "Filen är tom"),
    ("blank", b" \r\n", "Filen är tom"),
    ("headings only", b"reference,title_sv\n", "inga rader"),
    ("no headings", b"P3,Debatt\n", "saknas: den säger vilken aktivitet"),
    ("unknown column", b"reference,titel,farg\nP3,a,b", "”titel, farg” är okända"),
    ("column twice", b"reference,title_sv,title_sv\nP3,a,b", "finns mer än en gång"),
    ("open quotation", b'reference,title_sv\nP3,"Debatt\n', "citattecken"),
    ("neither encoding", b"reference,title_sv\nP3,\x81\x8d", "går inte att läsa"),
    ("Mac Roman", "reference,title_sv\nP3,Nämnden får frågor\n".encode("mac_roman"),
     "går inte att läsa"),
    ("DOS", "reference,title_sv\nP3,Nämnden får frågor\n".encode("cp437"), "går inte att läsa"),
    ("half of UTF-16", b"\xff\xfer", "går inte att läsa"),
    ("too many rows", b"reference\n" + b"P3\n" * 100_000, "fler än 2000 rader"),
    ("50 MB", b"x" * 50 * 1024**2, "större än 5 MB"),
    ("HTML as XLSX", b"<!DOCTYPE html><table><tr><td>P3", "webbsida"),
    ("text as XLSX", TEXT.encode(), "fast namnet säger det"),
    ("with a password", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "lösenord"),
    ("cut off", workbook()[:-200], "skadad"),
    ("a zip only", with_sizes(2, 10), "ingen Excel-arbetsbok"),
    ("zip bomb", with_sizes(1, 60 * 1024**2), "mycket större uppackad"),
    ("many entries", with_sizes(600, 1), "mycket större uppackad"),
    ("XML bomb", rewritten(workbook(), SHEET, entity_bomb), "skadad"),
    ("XML bomb in the styles", rewritten(workbook(), "xl/styles.xml",
     lambda data: ENTITIES + data), "skadad"),
    ("no XML", rewritten(workbook(), SHEET, lambda data: b"P3;Debatt"), "skadad"),
    ("merged cells", workbook(lambda sheet: sheet.merge_cells("A2:B2")), "sammanfogade (A2:B2)"),
    ("XLSX with 100,000 rows", workbook(rows=[["reference"]] + [["P3"]] * 100_000),
     "fler än 2000 rader"),
    ("empty workbook", workbook(rows=[[None]]), "anger dess första rad inte"),
    ("binary", bytes(range(256)) * 4, "går inte att läsa"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "told"), BAD_FILES, ids=[name for name, _content, _told in BAD_FILES]
)
def test_a_bad_file_is_named_and_nothing_is_written(
    admin: Client, name: str, content: bytes, told: str
) -> None:
    before = list(ActivityPage.objects.values_list("pk", "title", "latest_revision"))
    # What a file is, is judged by what it holds: its name counts only where it promises Excel.
    response = hand_in(admin, content, "plan.xlsx" if "as XLSX" in name else "plan.csv")
    assert response.status_code == 400
    assert told in " ".join(response.content.decode().split()).replace("\xa0", "")
    assert 'type="file"' in response.content.decode()
    assert list(ActivityPage.objects.values_list("pk", "title", "latest_revision")) == before


BAD_ROWS = [
    ("no reference", {"reference": "", "title_sv": "x"}, "vilken aktivitet den gäller"),
    ("bad reference", {"reference": "Ö 1!", "title_sv": "x", "area": "political"}, "a–z"),
    ("long reference", {"reference": "R" * 30, "title_sv": "x", "area": "political"}, "20 tecken"),
    ("no title", {"reference": "P9", "area": "political"}, "Rubrik på svenska"),
    ("taken in other letters", {"reference": "p3", "title_sv": "x", "area": "political"},
     "skriv referensen som den står där"),
    ("year of three digits", {"reference": "P3", "starts_on": "0850-01-01"}, "är inget datum"),
    ("no area", {"reference": "P9", "title_sv": "x"}, "Område (referens)"),
    ("unknown area", {"reference": "P3", "area": "politics"}, "Det finns: awareness"),
    ("unknown code", {"reference": "P3", "participating": "city-council; x"}, "”x” är okänt"),
    ("unknown page", {"reference": "P3", "networks": "nowhere"}, "”nowhere” är okänt"),
    ("no date", {"reference": "P3", "starts_on": "snart"}, "”snart” är inget datum"),
    ("31 June", {"reference": "P3", "ends_on": "31/6 2006"}, "är inget datum"),
    ("end before start", {"reference": "P3", "starts_on": "2006-05-01", "ends_on": "2006-04-01",
     "precision": "day"}, "Slutet ligger före början"),
    ("contradiction", {"reference": "P3", "starts_on": "kvartal 1 2006", "ends_on": "2006"},
     "säger emot varandra"),
    ("unknown precision", {"reference": "P3", "precision": "vecka"}, "”vecka” är okänt"),
    ("late is not judged", {"reference": "P3", "status": "late"}, "”late” är okänt"),
    ("judged without reason", {"reference": "P3", "status": "done", "status_on": "2006-03-01"},
     "Skäl på svenska"),
    ("judged in the future", {"reference": "P3", "status": "done", "status_on": "2190-03-01",
     "status_reason_sv": "x"}, "framtiden"),
    ("continued in itself", {"reference": "P3", "continued_in": "P3", "continued_how": "merged",
     "continued_on": "2006-03-01"}, "fortsätter i den här"),
    ("half continued", {"reference": "P3", "continued_in": "P4"}, "alla tre"),
    ("long title", {"reference": "P3", "title_sv": "x" * 300}, "255 tecken"),
    ("far too long", {"reference": "P3", "aim_sv": "x" * LONGEST_CELL}, "så många som en cell"),
    ("control characters", {"reference": "P3", "aim_sv": "a\0b"}, "styrtecken"),
    ("taken address", {"reference": "P3", "slug_sv": "sprida-nyhetsbrev"}, "har adressen"),
    ("English for nothing", {"reference": "P3", "aim_en": "x"}, "ingen svensk text"),
    ("English emptied", {"reference": "P3", "title_en": ""}, "töms inte"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "row", "told"), BAD_ROWS, ids=[name for name, _row, _told in BAD_ROWS]
)
def test_a_bad_row_is_named_with_its_column(
    admin: Client, name: str, row: dict[str, str], told: str
) -> None:
    response = hand_in(admin, as_csv(row))
    assert counts(response) == {"NEW": 0, "CHANGED": 0, "UNCHANGED": 0, "BAD": 1}
    assert told in response.content.decode().replace("\xa0", " ")


def test_a_row_names_all_that_is_wrong_with_it(admin: Client) -> None:
    row = {"reference": "P3", "title_sv": "", "starts_on": "snart", "precision": "vecka"}
    told = hand_in(admin, as_csv(row)).content.decode().replace("\xa0", " ")
    assert "cellen är tom" in told.lower()
    assert "”snart” är inget datum" in told
    assert "”vecka” är okänt" in told
    long = hand_in(admin, as_csv({"reference": "P3", "title_sv": "x" * 300})).content.decode()
    assert "draft_title" not in long


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("2006-03-31", "2006-03-31", "day"),
        ("31/3 2006", "2006-03-31", "day"),
        ("31.3.2006", "2006-03-31", "day"),
        ("1850-01-01", "1850-01-01", "day"),
        ("kvartal 2 2006", "2006-04-01", "quarter"),
        ("2006 Q2", "2006-04-01", "quarter"),
        ("mars 2006", "2006-03-01", "month"),
        ("andra halvåret 2006", "2006-07-01", "half-year"),
    ],
)
def test_a_date_in_each_of_its_forms(admin: Client, written: str, day: str, precision: str) -> None:
    row = {"reference": "P3", "starts_on": written, "ends_on": "", "precision": ""}
    row["precision"] = "dag" if precision == "day" else ""
    changes = hand_in(admin, as_csv(row)).context["dry_run"].rows[0].changes
    found = {change.name: change.after for change in changes}
    assert (found["starts_on"], found["precision"]) == (day, precision)


def test_five_digits_are_a_day_in_a_workbook_only(admin: Client) -> None:
    rows = [["reference", "starts_on", "precision"], ["P3", 38807, "dag"]]
    changes = hand_in(admin, workbook(rows=rows), "plan.xlsx").context["dry_run"].rows[0].changes
    assert {change.name: change.after for change in changes}["starts_on"] == "2006-03-31"
    for content, name in (
        (as_csv({"reference": "P3", "starts_on": "38807"}), "plan.csv"),
        (workbook(rows=[["reference", "starts_on"], ["P3", "38807"]]), "plan.xlsx"),
    ):
        response = hand_in(admin, content, name)
        assert counts(response)["BAD"] == 1
        assert "”38807” är inget datum" in response.content.decode()


def test_hidden_rows_are_named(admin: Client) -> None:
    rows = [["reference", "title_sv"], *([f"P{n}", f"Rubrik {n}"] for n in range(1, 6))]

    def hide(sheet: Any) -> None:
        for number in (3, 5, 40):
            sheet.row_dimensions[number].hidden = True

    response = hand_in(admin, workbook(hide, rows), "plan.xlsx")
    assert "Raderna 3, 5 är dolda i arbetsboken och läses ändå." in response.content.decode()
    shown = hand_in(admin, workbook(rows=rows), "plan.xlsx")
    assert "dolda" not in shown.content.decode()


def test_excels_own_dates_and_numbers(admin: Client) -> None:
    rows = [["reference", "starts_on", "ends_on"], ["P3", 2006, dt.datetime(2006, 3, 31)]]
    response = hand_in(admin, workbook(rows=rows), "plan.xlsx")
    assert "säger emot varandra" in response.content.decode()
    rows = [["reference", "ends_on", "precision"], ["P3", dt.datetime(2006, 3, 31), "day"]]
    changes = hand_in(admin, workbook(rows=rows), "p.xlsx").context["dry_run"].rows[0].changes
    assert "2006-03-31" in [change.after for change in changes]


def test_formulas_are_never_computed(admin: Client) -> None:
    formula = "=cmd|' /C calc'!A0"
    rows = [["reference", "title_sv"], ["P3", formula]]
    html = hand_in(admin, workbook(rows=rows), "plan.xlsx").content.decode()
    assert "klistra in värdet" in html
    response = hand_in(admin, as_csv({"reference": "P3", "title_sv": formula}))
    assert counts(response)["CHANGED"] == 1
    assert "tas som text" in response.content.decode()


def test_two_sheets_are_told_of(admin: Client) -> None:
    content = workbook(lambda sheet: sheet.parent.create_sheet("Andra"))
    assert len(load_workbook(io.BytesIO(content)).sheetnames) == 2
    assert "Bara det första bladet" in hand_in(admin, content, "plan.xlsx").content.decode()
