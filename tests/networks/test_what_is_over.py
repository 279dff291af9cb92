"""What has ended, or never came to be, is told from what holds today."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from blocks.channels import Channel, render
from networks.models import NetworkPage, ProjectPage, TwinTownPage
from networks.models.project import ProjectState
from records.models import Organisation
from tests.blocks.cards import body

pytestmark = pytest.mark.any_database


def swedish(model: Any, **kwargs: Any) -> Any:
    return model.objects.get(locale__language_code="sv", **kwargs)


def words(address: str, selector: str = "main") -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    found = BeautifulSoup(response.content, "html.parser").select(selector)
    return " ".join(" ".join(part.get_text(" ").split()) for part in found)


@pytest.fixture
def ended() -> tuple[Any, Any]:
    """A twin town and a network that were."""
    town = swedish(TwinTownPage, slug="kassel")
    network = swedish(NetworkPage, acronym="ENSA")
    for page in (town, network):
        page.starts_on, page.ends_on = dt.date(1990, 1, 1), dt.date(2010, 12, 31)
        page.precision = "year"
        page.save_revision().publish()
    return town, network


def test_what_has_ended_is_marked_in_lists_and_cards(ended: tuple[Any, Any]) -> None:
    town, network = ended
    assert "Ended : 1990–2010" in words("/en/twin-towns/?q=kassel", ".entries")
    assert "Upphört : 1990–2010" in words("/natverk/?q=ensa", ".entries")
    assert "Ended : 1990–2010" in words("/en/countries/de/", ".entries")
    assert "Ended" not in words("/en/twin-towns/?q=lahti", ".entries")
    for name, page in (("twin_town_card", town), ("network_card", network)):
        assert "Upphört" in render(body((name, page.pk)), Channel.WEB, "sv")


def test_what_has_ended_is_chosen_by_its_status(ended: tuple[Any, Any]) -> None:
    assert "Kassel" in words("/en/twin-towns/?status=ended", ".entries")
    assert "Kassel" not in words("/en/twin-towns/?status=now", ".entries")
    assert "Lahtis" in words("/vanorter/?status=now", ".entries")
    assert words("/en/networks/?status=ended", ".entries h3") == words(
        ended[1].get_translations().get().url, "h1"
    )


def test_the_front_page_and_the_map_show_what_holds(ended: tuple[Any, Any]) -> None:
    town, network = ended
    for address in ("/", "/en/", "/vanorter/karta/", "/en/twin-towns/map/"):
        links = [
            link["href"]
            for link in BeautifulSoup(Client().get(address).content, "html.parser").select(
                "main a, main svg a"
            )
        ]
        for page in (town, network):
            assert not {page.url, page.get_translations().get().url} & set(links), address
        assert any("lahti" in link for link in links), address


def test_a_project_that_was_rejected_is_no_work_in_common() -> None:
    town = swedish(TwinTownPage, slug="kassel")
    Organisation.objects.filter(code="example-city").update(town="Kassel", country="DE")
    project = swedish(ProjectPage, acronym="EX-CARE")
    partner = Organisation.objects.get(code="example-city").name_sv
    assert project.title in words(town.url, ".timeline")
    assert partner in words("/vanorter/karta/")
    ProjectPage.objects.update(state=ProjectState.REJECTED)
    assert project.title not in words(town.url)
    assert partner not in words("/vanorter/karta/")


def test_the_front_page_counts_the_projects_that_its_link_leads_to() -> None:
    ProjectPage.objects.filter(locale__language_code="en").first().unpublish()  # type: ignore[union-attr]
    number = ProjectPage.objects.filter(locale__language_code="sv", live=True).count()
    assert f"{number} projects, with" in words("/en/")
    assert f"{number} " in words("/en/projects/", "[role=status]")
