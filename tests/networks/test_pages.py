"""What the pages of networks, places and projects show, and what shows them back."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from home.models import EventPage, NewsPage
from networks.models import NetworkPage, PartnerRegionPage, ProjectPage, TwinTownPage
from networks.models.network import Representative
from networks.models.project_rows import Deliverable
from policy.models import ActivityPage, DecisionPage
from records.models import Contact, Operation, WebLink
from tests.bilingual.test_traps import english

pytestmark = pytest.mark.any_database


def swedish(model: Any, **kwargs: Any) -> Any:
    return model.objects.filter(locale__language_code="sv", **kwargs).order_by("path").first()


def read(page: Any) -> BeautifulSoup:
    response = Client().get(page.url)
    assert response.status_code == 200, page.url
    return BeautifulSoup(response.content, "html.parser")


def facts(page: Any) -> dict[str, str]:
    return {
        " ".join(fact.dt.get_text().split()): " ".join(fact.dd.get_text(" ").split())  # type: ignore[union-attr]
        for fact in read(page).select(".fact")
    }


def links(page: Any, part: str = "main") -> set[str]:
    return {str(link["href"]) for link in read(page).select(f"{part} a[href]")}


def test_a_network_says_what_it_costs_gives_and_who_represents_the_city() -> None:
    network = swedish(NetworkPage, acronym="ENSA")
    contact = Contact.objects.create(
        code="chair", role_sv="ordförande i nämnden", role_en="chair of the committee"
    )
    decision = swedish(DecisionPage)
    network.fee, network.fee_year, network.benefit = 12000, 2026, "Kunskap.\n\nVänner."
    network.decision = decision
    network.representatives = [Representative(kind="political", contact=contact)]
    network.save_revision().publish()
    WebLink.objects.create(
        address="https://ensa.example/", seen_alive_at=timezone.make_aware(dt.datetime(2026, 11, 2))
    )
    network.web_address = "https://ensa.example/"
    network.save_revision().publish()
    said = facts(network)
    assert said["Årsavgift"].replace("\xa0", " ") == "12 000 svenska kronor (2026)"
    assert "2 november 2026" in said["Webbadress"]
    there = english(network)
    assert {decision.url, contact.get_absolute_url()} <= links(network)
    assert english(decision).url in links(there)
    assert "Chair of the committee" in read(there).get_text()
    assert "Political representative" in read(there).get_text()
    # The decision shows it back, in each language.
    assert network.url in links(decision)
    assert there.url in links(english(decision))
    assert "granskas" not in read(network).get_text().lower()


def test_a_fee_of_nothing_is_not_an_unknown_one() -> None:
    network = swedish(NetworkPage)
    assert "Årsavgift" not in facts(network)
    network.fee = 0
    network.save_revision().publish()
    assert facts(network)["Årsavgift"] == "Ingen"


def test_a_project_and_its_networks_show_each_other() -> None:
    project = swedish(ProjectPage, acronym="EX-HARBOUR")
    for page in (project, english(project)):
        network = english(page.networks.get()) if page != project else page.networks.get()
        assert network.url in links(page)
        assert page.url in links(network)


def test_a_project_shows_its_partners_as_a_table_and_where_it_is_known_elsewhere() -> None:
    project = english(swedish(ProjectPage, acronym="EX-HARBOUR"))
    soup, said = read(project), facts(project)
    heads = [th.get_text(strip=True) for th in soup.select("#partners ~ table thead th")]
    assert heads == ["Organisation", "Role", "Contribution", "Left on"]
    rows = soup.select("#partners ~ table tbody tr")
    assert len(rows) == 4
    assert [bool(row.select("time")) for row in rows] == [False, False, False, True]
    assert "https://example.org/keep/ex-0001" in links(project)
    assert "SE125" in said["Where"]
    assert said["Call"] == "The example call EX-CALL-2003"
    assert "European Regional Development Fund" in said["Programme"]
    assert (
        said["Grant"].replace("\xa0", " ").endswith("50 % of the total budget")
        or "50%" in said["Grant"]
    )
    full_title = soup.select_one(".full-title")
    assert full_title is not None
    assert "exchange between towns" in full_title.get_text()
    deliverable = soup.select_one('#deliverables ~ ul a[href="https://example.org/handledning"]')
    assert deliverable is not None
    assert deliverable.get_text() == "Guide to harbour areas (example)"


def test_a_twin_town_has_contacts_at_both_ends_and_a_timeline() -> None:
    town = swedish(TwinTownPage, title="Kassel")
    there = Contact.objects.create(
        code="kassel",
        role_sv="Kontoret i Kassel",
        role_en="Office in Kassel",
        email="a@example.org",
    )
    town.partner_contact, town.agreement_state, town.agreed_on = (
        there,
        "in-force",
        dt.date(1972, 5, 2),
    )
    town.save_revision().publish()
    for page in (town, english(town)):
        assert "mailto:a@example.org" in links(page, ".contacts")
        assert len(read(page).select(".contact-card")) == 2
        assert "1972" in read(page).select(".timeline li")[0].get_text()
    assert facts(english(town))["Signed on"] == "2 May 1972"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_news_and_events_about_a_page_are_shown_there(language: str) -> None:
    for model, related in ((NewsPage, "Kassel"), (EventPage, "Pärnu län")):
        told = next(
            page
            for page in model.objects.filter(locale__language_code="sv")
            if related in [row.related.title for row in page.related_pages.all()]
        )
        about = told.related_pages.get().related.specific
        if language == "en":
            told, about = english(told), english(about)
        assert told.url in links(about)
        assert about.url in links(told)
        PageViewRestriction.objects.create(page=told, restriction_type="login")
        assert told.url not in links(about)


def test_where_nobody_is_named_the_page_says_whom_to_write_to() -> None:
    general = Contact.objects.get(code="international-coordinator")
    operation = Operation.objects.create(code="harbour", name_sv="Hamnen", name_en="The Harbour")
    for model in (NetworkPage, PartnerRegionPage, ProjectPage, ActivityPage):
        page = swedish(model)
        page.contact = None
        for name in ("operation", "through"):
            if hasattr(page, name):
                setattr(page, name, operation)
        page.save_revision().publish()
        assert general.get_absolute_url() in links(page, ".contacts"), page
        assert "Skriv till" in read(page).select(".contacts")[0].get_text()
    clerk = Contact.objects.create(
        code="clerk",
        role_sv="Hamnkontoret",
        role_en="Harbour office",
        email="harbour@example.org",
        operation=operation,
    )
    project = swedish(ProjectPage)
    assert clerk.get_absolute_url() in links(project, ".contacts")
    # Nobody at all: the page says nothing, and still answers.
    Contact.objects.all().delete()
    assert not read(project).select(".contacts")


def test_a_dead_address_of_a_deliverable_is_marked() -> None:
    page = swedish(ProjectPage)
    page.deliverables = [Deliverable(title="Rapport", web_address="https://dead.example/r")]
    page.save_revision().publish()
    failing = timezone.make_aware(dt.datetime(2026, 3, 2))
    WebLink.objects.create(address="https://dead.example/r", state="dead", failing_since=failing)
    (part,) = read(page).select("section[aria-labelledby=deliverables]")
    assert "Svarar inte (sedan 2 mars 2026)" in " ".join(part.get_text().split())


def test_the_title_of_a_document_is_marked_as_swedish_on_english_pages() -> None:
    town = swedish(TwinTownPage)
    town.agreement_document = Document.objects.create(title="Avtalet", file="avtal.pdf")
    default_storage.save("avtal.pdf", ContentFile(b"%PDF"))
    Document.objects.update(file_size=4)
    town.save_revision().publish()
    for page, language in ((town, None), (english(town), "sv")):
        (link,) = [a for a in read(page).select("main a") if a.get_text() == "Avtalet"]
        assert link.get("lang") == language


def test_the_form_of_a_region_calls_no_two_fields_the_same(admin: Client) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[swedish(PartnerRegionPage).pk])
    form = BeautifulSoup(admin.get(url).content, "html.parser")
    labels = form.select("label[for=id_agreement], label[for=id_agreement_document]")
    names = [" ".join(label.get_text(" ").split()).strip("* ") for label in labels]
    assert len(names) == len(set(names)) == 2, names


def test_a_network_says_by_when_it_is_reviewed() -> None:
    network = swedish(NetworkPage)
    assert "Granskas senast" not in facts(network)
    network.review_on = dt.date(2027, 3, 1)
    network.save_revision().publish()
    assert facts(network)["Granskas senast"] == "1 mars 2027"
    assert facts(english(network))["Review by"] == "1 March 2027"
