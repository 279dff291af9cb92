"""A project's and its partners' numbers, where people and programs read them."""

import csv
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import override

from networks.models import ProjectIdentifier, ProjectPage
from records.models import Organisation

pytestmark = pytest.mark.any_database

ADDRESSES = {
    ("cordis", "101069001"): "https://cordis.europa.eu/project/id/101069001",
    ("keep", "15957"): "https://keep.eu/projects/15957/",
    ("kohesio", "Q7361953"): "https://kohesio.ec.europa.eu/en/projects/Q7361953",
    # Not what those databases' numbers look like: nowhere to lead to.
    ("cordis", "see the agreement"): None,
    ("kohesio", "7361953"): None,
    ("keep", "١٢٣"): None,
    ("other", "101069001"): None,
}


@pytest.fixture
def page() -> ProjectPage:
    """A public project with all of these, in both languages."""
    source = ProjectPage.objects.get(acronym="EX-HARBOUR", locale__language_code="sv")
    source = source.get_latest_revision_as_object()
    source.identifiers.set(
        [ProjectIdentifier(scheme=scheme, identifier=text) for scheme, text in ADDRESSES]
    )
    Organisation.objects.filter(code="example-city").update(
        pic="999900007", registration_number="1234-7"
    )
    source.programme.fund = "erdf"
    source.programme.save()
    source.save_revision().publish()
    return source


def rows_of(url: str) -> dict[str, Any]:
    text = Client().get(url).content.decode("utf-8-sig")
    (row,) = [r for r in csv.DictReader(io.StringIO(text)) if r["acronym"] == "EX-HARBOUR"]
    return row


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_number_leads_to_the_project_in_the_database(page: ProjectPage, language: str) -> None:
    url = page.get_translations(inclusive=True).get(locale__language_code=language).url
    html = BeautifulSoup(Client().get(url).content, "html.parser")
    links = {link.get_text(): link["href"] for link in html.select(".facts a[rel=external]")}
    for (scheme, text), address in ADDRESSES.items():
        with override(language):
            said = str(ProjectIdentifier(scheme=scheme, identifier=text))
        assert links.get(said) == address
        assert said in html.get_text().replace("\u2068", "").replace("\u2069", "")
    table = html.select_one("#partners + table")
    assert table is not None
    said = " ".join(table.get_text(" ").split())
    assert "PIC 999900007" in said
    assert f"{'Registreringsnummer' if language == 'sv' else 'Registration number'} 1234-7" in said


def test_an_address_that_an_editor_gave_comes_first(page: ProjectPage) -> None:
    row = page.identifiers.filter(scheme="cordis").first()
    row.web_address = "https://example.org/p"
    assert row.address == "https://example.org/p"


def test_files_and_the_api_have_the_numbers(page: ProjectPage) -> None:
    for url in ("/projekt/lista.csv", "/en/projects/list.csv"):
        row = rows_of(url)
        assert "CORDIS 101069001; keep.eu 15957" in row["identifiers"]
        assert (row["objective_code"], row["nuts"]) == ("EX-1.2", "SE125; DE; EE")
        assert "European" in row["fund"] or "Europeiska" in row["fund"]
    items = Client().get("/api/data/v1/projects").json()["items"]
    (item,) = [item for item in items if item["acronym"] == "EX-HARBOUR"]
    found = {(one["scheme"], one["identifier"]): one["address"] for one in item["identifiers"]}
    assert found == ADDRESSES
