"""When a person leaves, pages say whom to write to instead."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from home.models import StandardPage
from networks.models import NetworkPage, TwinTownPage
from records.models import Contact, Operation

pytestmark = pytest.mark.any_database

GENERAL = "international-coordinator"


def section(url: str, part: str = ".contacts") -> Any:
    found = BeautifulSoup(Client().get(url).content, "html.parser").select_one(part)
    assert found, url
    return found


def addresses(part: Any) -> list[str]:
    return [str(a["href"]) for a in part.select("a[href^='mailto:'], a[href^='tel:']")]


@pytest.fixture
def officer() -> Contact:
    """Somebody who has left: the role stays, the ways to write are emptied."""
    Contact.objects.filter(code=GENERAL).update(email="general@example.org")
    harbour = Operation.objects.create(code="harbour", name_sv="Hamnen", name_en="Harbour")
    return Contact.objects.create(
        code="officer-r6", role_sv="Handläggare R6", role_en="Officer R6", operation=harbour
    )


@pytest.fixture
def network(officer: Contact) -> Any:
    page = NetworkPage.objects.filter(locale__language_code="sv").first()
    assert page
    page.contact, page.through = officer, officer.operation
    page.save_revision().publish()
    return page


def test_where_the_person_has_left_the_page_leads_to_the_general_contact(network: Any) -> None:
    part = section(network.url)
    assert "Handläggare R6" in part.get_text()
    assert "Skriv i stället till" in " ".join(part.get_text().split())
    assert addresses(part) == ["mailto:general@example.org"]


def test_one_of_the_operation_comes_first_if_it_can_be_reached(
    network: Any, officer: Contact
) -> None:
    more = {"operation": officer.operation, "role_en": "x"}
    Contact.objects.create(code="aa", role_sv="Aa", **more)
    Contact.objects.create(code="bb", role_sv="Bb", phone="+46 21 1", **more)
    assert addresses(section(network.url)) == ["tel:+46211"]
    Contact.objects.create(code="cc", role_sv="Cc", email="cc@example.org", **more)
    assert addresses(section(network.url)) == ["mailto:cc@example.org"]
    network.contact = None
    network.save_revision().publish()
    assert addresses(section(network.url)) == ["mailto:cc@example.org"]


def test_where_nobody_at_all_can_be_reached_the_role_stands_alone(network: Any) -> None:
    Contact.objects.update(email="", phone="")
    part = section(network.url)
    assert "Handläggare R6" in part.get_text()
    assert "Skriv" not in part.get_text()


def test_the_contacts_own_page_and_plain_pages_say_it_too(officer: Contact) -> None:
    assert "mailto:general@example.org" in addresses(section(officer.get_absolute_url(), "main"))
    page = StandardPage.objects.filter(locale__language_code="sv").first()
    assert page
    page.contacts = [officer]
    page.save_revision().publish()
    assert addresses(section(page.url)) == ["mailto:general@example.org"]


def test_a_contact_at_the_other_end_who_has_left_is_no_dead_end(officer: Contact) -> None:
    town = TwinTownPage.objects.filter(locale__language_code="sv").first()
    assert town
    Contact.objects.filter(code="officer-r6").update(operation=None)
    town.contact, town.partner_contact = None, officer
    town.save_revision().publish()
    part = section(town.url)
    assert "Handläggare R6" in part.get_text()
    assert addresses(part) == ["mailto:general@example.org"]
