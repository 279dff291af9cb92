"""Projects as CORDIS, keep.eu and Kohesio would write them: what they say, and back again."""

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from networks.models import (
    Call,
    ImportedFact,
    PartnerRole,
    Programme,
    ProjectIdentifier,
    ProjectLocation,
    ProjectPage,
    ProjectPartner,
)
from networks.models.project import JUDGED_STATES, ProjectState
from records.models import Organisation
from tests.networks.importing import CORDIS, answer, counts, hand_in, project, the_first, write

pytestmark = pytest.mark.any_database

FILES = {"cordis": "cordis.zip", "keep": "keep.xlsx", "kohesio": "kohesio.csv"}
PROJECTS = {"sv": "/projekt/", "en": "/en/projects/"}


def download(url: str) -> bytes:
    response = Client().get(url)
    assert response.status_code == 200, url
    return bytes(response.content)


def rows_of(content: bytes, name: str = "") -> list[dict[str, str]]:
    if name:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read(name)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.fixture
def public(admin: Client) -> None:
    """Public projects: those of the demo, and one from a file of each database."""
    files = {"cordis": CORDIS, "keep": ("keep.xlsx",), "kohesio": ("kohesio.csv",)}
    for source, names in files.items():
        dry_run = hand_in(admin, source, *names)
        if "WAITING" in counts(dry_run):
            dry_run = answer(admin, dry_run, the_first)
        write(admin, dry_run)
    for page in ProjectPage.objects.filter(locale__language_code="sv", live=False):
        page.get_latest_revision().publish()


def made_by_hand() -> None:
    """Projects with as little as there can be (one title ends in a blank), and one with a lot."""
    index, locale = project("EX-HARBOUR").get_parent(), project("EX-HARBOUR").locale
    for acronym in ("", "BARE"):
        page = ProjectPage(title=f"Påhittat {acronym}", slug=f"p{acronym}", acronym=acronym)
        page.locale = locale
        index.add_child(instance=page)
    same = {"name_sv": "Samma namn", "name_en": "Same name"}
    for years in (2007, 2014):
        Programme.objects.create(code=f"y{years}", period_start=years, period_end=years + 6, **same)
    programme = Programme.objects.get(code="y2014")
    page = ProjectPage(
        title='=Ett "projekt"; <b>med</b>, allt',
        slug="full",
        acronym="-FULL",
        state="applied",
        starts_on=dt.date(1850, 1, 1),
        ends_on=dt.date(2150, 12, 31),
        precision="year",
        budget=Decimal("9999999999999.99"),
        grant=Decimal(0),
        currency="SEK",
        city_role="lead",
        city_share=Decimal("10.10"),
        grant_agreement="7/8",
        programme=programme,
        call=Call.objects.create(code="c1", programme=programme, **same),
        web_address="https://example.org/?a=1&b=|",
        web_address_is_historical=True,
        locale=locale,
    )
    page.identifiers.set(
        [ProjectIdentifier(scheme=scheme, identifier="123") for scheme in ("keep", "other")]
    )
    page.locations.set(
        [ProjectLocation(nuts=nuts, name=name) for nuts, name in (("EL303", ""), ("SE", "Sverige"))]
    )
    organisations = [
        Organisation(code="o1", country="GR", pic="999900021", latitude="-1.5", longitude="20"),
        Organisation(code="o2", registration_number="2120 00-2080", country="SE", town="Östra"),
        Organisation(code="o3", country="GB", acronym="=A", web_address="http://example.org"),
        Organisation(code="o4"),
    ]
    for one, role in zip(organisations, PartnerRole, strict=True):
        one.name_sv, one.name_en = f"Påhittad {one.code}", f'"Invented", {one.code}'
        one.save()
        row = ProjectPartner(organisation=one, role=role, contribution=Decimal(0))
        row.left_on = dt.date(1900, 2, 28)
        page.partners.add(row)
    index.add_child(instance=page)


def stored() -> list[Any]:
    pages = ProjectPage.objects.order_by("pk").values("pk", "latest_revision", "city_role")
    facts = ImportedFact.objects.order_by("pk").values("page", "organisation", "field", "value")
    return [*pages, *facts, *Organisation.objects.order_by("pk").values()]


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize("language", PROJECTS)
@pytest.mark.parametrize("source", FILES)
def test_what_is_exported_and_imported_again_changes_nothing(
    admin: Client, source: str, language: str
) -> None:
    made_by_hand()
    number = ProjectPage.objects.filter(locale__language_code="sv", live=True).count()
    before = stored()
    content = download(PROJECTS[language] + FILES[source])
    dry_run = hand_in(admin, source, **{FILES[source]: content})
    rows = dry_run.context["dry_run"].rows
    assert {row.reference: row.changes for row in rows if row.changes} == {}
    assert counts(dry_run) == {"UNCHANGED": number}
    assert dry_run.context["dry_run"].not_read == []
    assert [kept.shown_ours for row in rows for kept in row.kept] == []
    assert stored() == before


@pytest.mark.usefixtures("public")
def test_cordis_gets_its_own_columns() -> None:
    content = download("/en/projects/cordis.zip")
    projects = {row["acronym"]: row for row in rows_of(content, "project.csv")}
    partners = rows_of(content, "organization.csv")
    solar = projects["EXSOLAR"]
    assert (solar["id"], solar["status"], solar["startDate"]) == (
        "999000001",
        "SIGNED",
        "2023-01-01",
    )
    assert (solar["totalCost"], solar["ecMaxContribution"]) == ("2073781.25", "1500000.00")
    assert projects["EXWATER"]["status"] == "CLOSED"
    found = {row["name"]: row for row in partners if row["projectID"] == "999000001"}
    city, university = found["City of Västerås"], found["INVENTED UNIVERSITY"]
    assert (university["organisationID"], university["country"]) == ("999900001", "EL")
    assert (university["role"], university["geolocation"]) == ("coordinator", "37.9838,23.7275")
    assert (city["role"], city["totalCost"]) == ("participant", "573781.00")
    # What CORDIS does not have goes by the key that the site's own data has.
    harbour = projects["EX-HARBOUR"]
    key = project("EX-HARBOUR").translation_key
    assert (harbour["id"], harbour["reference"]) == (f"urn:uuid:{key}", "EX-0001")
    assert len([row for row in partners if row["projectID"] == harbour["id"]]) == 4


@pytest.mark.usefixtures("public")
def test_keep_and_kohesio_get_theirs() -> None:
    book = load_workbook(io.BytesIO(download("/en/projects/keep.xlsx")))
    assert book.sheetnames == ["Projects", "Partners"]
    head, *rows = book["Projects"].iter_rows(values_only=True)
    found = {row[head.index("Project acronym")]: dict(zip(head, row, strict=True)) for row in rows}
    harbour = found["EX-HARBOUR"]
    assert harbour["Project's total budget / expenditure"] == 800_000
    assert str(harbour["Project start"])[:10] == "2004-09-01"
    assert harbour["Specific objective code"] == "EX-1.2"
    head, *rows = book["Partners"].iter_rows(values_only=True)
    partners = [dict(zip(head, row, strict=True)) for row in rows]
    leads = [row for row in partners if row["Lead partner"] == "Yes"]
    assert {"EX-HARBOUR", "EXKEEP", "EXSOLAR"} <= {row["Project acronym"] for row in leads}

    rows = {row["Operation_Name_English"]: row for row in rows_of(download("/projekt/kohesio.csv"))}
    welfare = rows["Invented welfare together"]
    assert welfare["Operation_Unique_Identifier"] == "https://linkedopendata.eu/entity/Q999001"
    assert welfare["Operation_Start_Date"] == "04/09/2023"
    assert Decimal(welfare["Project_EU_Budget"]) == Decimal("134991.36")
    assert (welfare["NUTS3_Code"], welfare["NUTS3_Label"]) == ("SE125", "Västmanlands län")
    assert welfare["Beneficiary_Name"] == "Påhittade kommunen"


def test_the_choice_is_exported_and_one_project_from_its_own_page() -> None:
    for language, index in PROJECTS.items():
        html = BeautifulSoup(download(f"{index}?country=ee"), "html.parser")
        links = {str(a["href"]) for a in html.select(".files a")}
        assert {f"{index}{name}?country=ee" for name in FILES.values()} <= links
        everywhere = rows_of(download(f"{index}kohesio.csv"))
        some = rows_of(download(f"{index}kohesio.csv?country=ee"))
        assert 0 < len(some) < len(everywhere)
        page = project("EX-HARBOUR").get_translations(inclusive=True)
        url = page.get(locale__language_code=language).url
        html = BeautifulSoup(download(url), "html.parser")
        (link,) = [str(a["href"]) for a in html.select(".files a") if "cordis" in str(a["href"])]
        (row,) = rows_of(download(link), "project.csv")
        assert row["acronym"] == "EX-HARBOUR"
    wrong = Client().get("/projekt/cordis.zip?country=zz")
    assert (wrong.status_code, "har inget val" in wrong.content.decode()) == (400, True)
    for key in ("x", "00000000-0000-0000-0000-000000000000"):
        assert Client().get(f"/projekt/kohesio.csv?page-key={key}").status_code == 404


STATES = [*JUDGED_STATES, ProjectState.RUNNING, ProjectState.CLOSED]


@pytest.mark.parametrize("state", STATES)
def test_each_file_says_how_a_project_stands(state: str) -> None:
    page = ProjectPage.objects.get(acronym="EX-HARBOUR", locale__language_code="sv")
    judged = state if state in JUDGED_STATES else ProjectState.GRANTED
    end = {ProjectState.RUNNING: dt.date(2150, 1, 1), ProjectState.CLOSED: dt.date(2004, 12, 1)}
    start = dt.date(2140, 1, 1) if state == ProjectState.GRANTED else dt.date(2004, 9, 1)
    ProjectPage.objects.filter(translation_key=page.translation_key).update(
        state=judged, starts_on=start, ends_on=end.get(state, dt.date(2150, 1, 1))
    )
    query = f"?page-key={page.translation_key}"
    (row,) = rows_of(download(f"/projekt/kohesio.csv{query}"))[:1]
    assert row["Project_State"] == state
    book = load_workbook(io.BytesIO(download(f"/projekt/keep.xlsx{query}")))
    head, values = list(book["Projects"].iter_rows(values_only=True))[:2]
    assert dict(zip(head, values, strict=True))["Project state"] == state
    (row,) = rows_of(download(f"/projekt/cordis.zip{query}"), "project.csv")
    theirs = {"granted": "SIGNED", "running": "SIGNED", "closed": "CLOSED"}
    assert row["status"] == theirs.get(state, state.upper())


def test_a_name_that_is_not_known_to_be_english_is_not_called_so() -> None:
    page = ProjectPage.objects.get(acronym="EX-HARBOUR", locale__language_code="sv")
    versions = ProjectPage.objects.filter(translation_key=page.translation_key)
    titles = {one.locale.language_code: one.title for one in versions}

    def names(language: str) -> tuple[str, str]:
        address = f"{PROJECTS[language]}kohesio.csv?page-key={page.translation_key}"
        row = rows_of(download(address))[0]
        return row["Operation_Name_English"], row["Operation_Name_Programme_Language"]

    versions.update(full_title="", title_language="")
    assert titles["sv"] != titles["en"]
    assert names("sv") == names("en") == (titles["en"], titles["en"])
    versions.update(full_title="Hamnar i samverkan")
    # The English page's own title is English in any case.
    assert names("sv") == names("en") == (titles["en"], "Hamnar i samverkan")
    versions.update(title_language="en")
    assert names("sv") == ("Hamnar i samverkan", "Hamnar i samverkan")
    versions.update(full_title="", title_language="")
    versions.get(locale__language_code="en").unpublish()
    assert names("sv") == names("en") == ("", titles["sv"])


def test_drafts_are_not_exported_and_formulas_are_not_run() -> None:
    page = ProjectPage.objects.get(acronym="EX-HARBOUR", locale__language_code="sv")
    other = ProjectPage.objects.filter(locale__language_code="sv").exclude(pk=page.pk).first()
    for version in page.get_translations(inclusive=True):
        version.unpublish()
    other.get_translations(inclusive=True).update(acronym="=1+1")
    for name in FILES.values():
        assert b"EX-HARBOUR" not in download(f"/projekt/{name}")
    acronyms = [r["acronym"] for r in rows_of(download("/projekt/cordis.zip"), "project.csv")]
    assert "'=1+1" in acronyms
    key = page.translation_key
    assert Client().get(f"/projekt/cordis.zip?page-key={key}").status_code == 404


@pytest.mark.parametrize("name", FILES.values())
def test_many_projects_cost_as_many_queries_as_one(name: str) -> None:
    key = project("EX-HARBOUR").translation_key
    numbers = []
    for query in (f"?page-key={key}", ""):
        download(f"/projekt/{name}{query}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            download(f"/projekt/{name}{query}")
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_places_of_all_countries_come_back_whatever_their_size(admin: Client) -> None:
    page = project("EX-HARBOUR")
    places = [("SE125", "Västmanlands län"), ("EE00", "Eesti"), ("PL6", "Makroregion"), ("LV", "")]
    page.locations = [ProjectLocation(nuts=nuts, name=name) for nuts, name in places]
    page.save_revision().publish()
    query = f"?page-key={page.translation_key}"
    content = download(f"/projekt/kohesio.csv{query}")
    row = rows_of(content)[0]
    assert (row["NUTS3_Code"], row["NUTS2_Code"], row["NUTS1_Code"]) == ("SE125", "EE00", "PL6|LV")
    page.locations = []
    page.save_revision().publish()
    dry_run = hand_in(admin, "kohesio", **{"kohesio.csv": content})
    (found,) = dry_run.context["dry_run"].rows
    taken = {change.name for change in found.changes}
    assert taken == {f"location.{nuts}" for nuts, _name in places}


@pytest.mark.parametrize(
    ("source", "files", "acronym", "words"),
    [
        ("cordis", CORDIS, "EXSOLAR", "An invented objective; with a semicolon."),
        ("kohesio", ("kohesio.csv",), "", "An invented summary"),
    ],
)
def test_the_summary_comes_with_the_import_and_never_over_an_editors_words(
    admin: Client, source: str, files: tuple[str, ...], acronym: str, words: str
) -> None:
    def imported() -> Any:
        dry_run = hand_in(admin, source, *files)
        return answer(admin, dry_run, the_first) if "WAITING" in counts(dry_run) else dry_run

    dry_run = imported()
    warnings = [text for row in dry_run.context["dry_run"].rows for _n, text in row.warnings]
    assert any("engelska" in text for text in warnings)
    write(admin, dry_run)
    fact = ImportedFact.objects.get(field="introduction", value=words)
    assert (fact.source, fact.imported_at is not None) == (source, True)
    page = fact.page.get_latest_revision_as_object()
    assert page.introduction == words
    if acronym:
        grants = [row.grant for row in page.partners.all() if row.grant is not None]
        assert grants
        assert ImportedFact.objects.filter(page=page, field__endswith=".grant").exists()
    page.introduction = "Redaktörens ord."
    page.save_revision()
    again = imported().context["dry_run"]
    assert again.counts["CHANGED"] == 0
    assert "introduction" not in [c.name for row in again.rows for c in row.changes]
    page = ProjectPage.objects.get(pk=page.pk)
    assert page.get_latest_revision_as_object().introduction == "Redaktörens ord."


def test_files_have_summary_and_results_and_each_partners_grant() -> None:
    page = project("EX-HARBOUR")
    page.results = "En hamn."
    rows = list(page.partners.all())
    rows[0].grant = Decimal("1234.50")
    page.partners = rows
    page.save_revision().publish()
    query = f"?page-key={page.translation_key}"
    listed = {row["acronym"]: row for row in rows_of(download("/projekt/lista.csv"))}
    assert listed["EX-HARBOUR"]["results"] == "En hamn."
    assert listed["EX-HARBOUR"]["introduction"] == page.introduction
    content = download(f"/projekt/cordis.zip{query}")
    (row,) = rows_of(content, "project.csv")
    english = page.get_translations().get(locale__language_code="en")
    assert row["objective"] == english.specific.introduction
    partners = rows_of(content, "organization.csv")
    assert "1234.50" in [partner["ecContribution"] for partner in partners]
    (row, *_rest) = rows_of(download(f"/projekt/kohesio.csv{query}"))
    assert row["Operation_Summary_English"] == english.specific.introduction
    shown = " ".join(BeautifulSoup(download(page.url), "html.parser").get_text(" ").split())
    assert "1 234,50" in shown.replace("\xa0", " ")
