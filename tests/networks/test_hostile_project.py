"""A hostile project through the editor's form and the importer: refused clearly, or whole."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import gettext, override
from openpyxl import load_workbook

from networks.models import ProjectPage
from tests.forms import get_form
from tests.networks.hostile import (
    ARABIC,
    FORMULA,
    LARGEST,
    LONG,
    LONGEST_NAME,
    SCRIPT,
    TITLE,
    add_below,
    enter,
)
from tests.networks.importing import counts, hand_in, project, write

pytestmark = pytest.mark.any_database

ATOM = "{http://www.w3.org/2005/Atom}"
OVERRIDE = "\u202egnp.exe"
REFUSED = {
    "title": ["W" * 400, OVERRIDE, "a\x01b"],
    "full_title": ["W" * 501, "\u2067x"],
    "acronym": ["W" * 41],
    "budget": ["9007199254740993", "1e400", "-1", "NaN"],
    "ends_on": ["2150-02-30", "99999-01-01"],
    "results": [OVERRIDE],
}


def get_html(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


@pytest.fixture
def hostile(admin: Client) -> Client:
    """A reader's browser, after the project was entered by an editor's."""

    def post(url: str, fields: Any) -> str:
        return admin.post(url, fields, follow=True).content.decode()

    enter(lambda url: get_html(admin, url), post)
    return Client()


def texts(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text()


def test_what_cannot_be_kept_is_refused_at_its_field(admin: Client) -> None:
    url = add_below(lambda path: get_html(admin, path), "/projekt/", "networks/projectpage")
    form = get_form(admin, url)
    for name, values in REFUSED.items():
        for value in values:
            fields = {**form, "title": ["T"], "slug": ["t"], name: [value]}
            response = admin.post(url, {**fields, "action-publish": ["1"]})
            errors = response.context["form"].errors
            assert (response.status_code, list(errors)) == (200, [name]), value
            # The editor reads Swedish; the texts are Django's and ours.
            assert not str(errors[name][0]).startswith(("Ensure", "Enter")), errors
    with override("sv"):
        why = gettext(
            "There is a character in it (%(code)s) that nobody sees and that turns the direction "
            "of writing: remove it. Arabic and Hebrew letters turn by themselves."
        )
    assert errors["results"] == [why % {"code": "U+202E"}]
    # The last year that there is has an end too.
    fields = {**form, "title": ["T"], "slug": ["t"], "ends_on": ["9999-12-31"]}
    response = admin.post(url, {**fields, "precision": ["year"], "action-publish": ["1"]})
    assert response.status_code == 302


def test_every_page_shows_it_whole_and_runs_nothing(hostile: Client) -> None:
    pages = {
        "/projekt/hostile/": [TITLE, LONG, LONGEST_NAME, ARABIC, FORMULA, "D" * 255, "L" * 120],
        "/projekt/": [TITLE, LONGEST_NAME],
        "/en/projects/?country=ee": [TITLE, LONGEST_NAME],
        "/lander/ee/": [TITLE],
        "/vanorter/historia/": [TITLE],
        "/vanorter/karta/?kind=partner": [TITLE, LONGEST_NAME],
        "/nyheter/hostile/": [TITLE, LONG],
        "/": [TITLE],
    }
    for url, wanted in pages.items():
        html = get_html(hostile, url)
        assert SCRIPT not in html, url
        for text in wanted:
            assert text in texts(html).replace("\u2068", "").replace("\u2069", ""), (url, text[:9])
    page = BeautifulSoup(get_html(hostile, "/projekt/hostile/"), "html.parser")
    said = " ".join(page.select_one(".facts").get_text().replace("\xa0", " ").split())  # type: ignore[union-attr]
    assert "9 999 999 999 999,99 euro" in said
    assert "1 januari 1850 – 31 december 2150" in said
    # What runs from right to left stands apart from what is beside it.
    assert page.h1
    assert page.h1["dir"] == "auto"
    assert TITLE in [bdi.get_text() for bdi in page.select(".table bdi")]
    assert page.title
    assert f"\u2068{TITLE}\u2069" in page.title.get_text()
    catalogue = BeautifulSoup(get_html(hostile, "/projekt/"), "html.parser")
    link = catalogue.select_one("a[href='/projekt/hostile/']")
    assert link
    assert link["dir"] == "auto"
    # Where nothing does, nothing is marked.
    (other,) = catalogue.select(".entry:has([href*=hamnomraden])")
    assert not other.select("[dir], bdi")
    words = get_html(hostile, f"/projekt/?q={FORMULA.replace('+', '%2B')}")
    assert TITLE in texts(words)


def test_programs_get_it_whole(hostile: Client) -> None:
    page = BeautifulSoup(get_html(hostile, "/projekt/hostile/"), "html.parser")
    data = json.loads(page.select_one("script[type='application/ld+json']").get_text())  # type: ignore[union-attr]
    node = next(node for node in data["@graph"] if node["@type"] == "Project")
    assert (node["name"], node["alternateName"]) == (TITLE, [FORMULA, LONG])
    assert node["funding"]["amount"]["value"] == "9999999999999.98"
    assert (node["foundingDate"], node["dissolutionDate"]) == ("1850-01-01", "2150-12-31")
    feed = ElementTree.fromstring(hostile.get("/nyheter/feed.atom").content)
    assert TITLE in [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    items = hostile.get("/api/data/v1/projects").json()["items"]
    assert TITLE in [item["title"]["sv"] for item in items]
    row = next(r for r in _csv(hostile.get("/projekt/lista.csv").content) if r["title"] == TITLE)
    # A spreadsheet would compute what begins so.
    assert (row["acronym"], row["budget"]) == (f"'{FORMULA}", LARGEST)
    assert row["grant_agreement"].startswith("'@SUM")
    cells = {cell.value: cell for cell in _cells(hostile.get("/projekt/lista.xlsx").content)}
    assert cells[FORMULA].data_type == "s"
    # A workbook has no number for a day before 1900.
    assert "1850-01-01" in cells
    assert LONGEST_NAME in cells
    assert any(isinstance(value, float | int) and f"{value:.2f}" == LARGEST for value in cells)


def _csv(content: bytes) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(content.decode("utf-8-sig")))


def _cells(content: bytes) -> list[Any]:
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_importer_says_the_same_of_a_spreadsheet(admin: Client) -> None:
    head = (
        "reference;title;acronym;full_title;starts_on;ends_on;budget;partner_name;partner_country"
    )
    rows = [
        head,
        f"1;{TITLE};'{FORMULA};{LONG};1850-01-01;2150-12-31;{LARGEST};{TITLE};FI",
        f"2;{LONG};A;;;;;;",
        f"3;{OVERRIDE};B;;;;;;",
        f"4;T;C;;;;;{OVERRIDE};EE",
        f"5;T;D;;;;;{LONG};EE",
        "6;T;E;;;;9007199254740993;;",
        "7;T;F;;2150-02-30;;;;",
    ]
    dry_run = hand_in(admin, "csv", **{"own.csv": "\n".join(rows)})
    assert counts(dry_run) == {"NEW": 1, "BAD": 6}
    html = dry_run.content.decode()
    assert SCRIPT not in html
    faults = [row.faults for row in dry_run.context["dry_run"].rows if row.faults]
    columns = ["Rubrik", "Rubrik", "Partner", "Partner", "Total budget", "Börjar"]
    assert [{label for label, _why in row} for row in faults] == [{name} for name in columns]
    assert all("U+202E" in faults[number][0][1] for number in (1, 2))
    write(admin, dry_run, rows="good")
    page = project(FORMULA)
    assert (page.title, page.full_title, str(page.budget)) == (TITLE, LONG, LARGEST)
    assert (page.starts_on.year, page.ends_on.year) == (1850, 2150)
    assert str(page.partners.get().organisation) == TITLE
    page.save_revision().publish()
    assert SCRIPT not in Client().get(page.url).content.decode()


def test_and_of_a_file_of_cordis(admin: Client) -> None:
    files = {
        "project.csv": "id;acronym;title;startDate;endDate;totalCost;frameworkProgramme\n"
        f"1;GOOD;{TITLE};1850-01-01;2150-12-31;{LARGEST};\n2;BAD;{OVERRIDE};;;;\n3;WORSE;x;;;;\n",
        "organization.csv": "projectID;organisationID;name;country;role\n"
        f"1;999900001;{TITLE};FI;coordinator\n3;999900002;{OVERRIDE};FI;coordinator\n",
    }
    dry_run = hand_in(admin, "cordis", **files)
    assert counts(dry_run) == {"NEW": 1, "BAD": 2}
    for row in dry_run.context["dry_run"].rows[1:]:
        assert all("U+202E" in why for _label, why in row.faults), row.faults
    write(admin, dry_run, rows="good")
    assert project("GOOD").full_title == TITLE
    assert not ProjectPage.objects.filter(acronym="WORSE").exists()
