"""Networks, places, projects and their vocabularies as open data: all that their pages say."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.documents.models import Document

from networks.models import (
    Call,
    NetworkPage,
    PartnerRegionPage,
    Programme,
    ProjectPage,
    TwinTownPage,
)
from networks.models.network import Representative
from networks.models.project_rows import Deliverable, ProjectLocation
from networks.models.twin_town import Together
from policy.models import DecisionPage
from records.models import Contact, Keyword, KeywordedPage, Operation, Organisation, WebLink
from tests.networks.many_projects import fill
from tests.policy.test_api import ROOT, everything, get

pytestmark = pytest.mark.any_database


def swedish(model: Any, **of: Any) -> Any:
    return model.objects.filter(locale__language_code="sv", live=True, **of).first()


def of(collection: str, page: Any) -> dict[str, Any]:
    """As the list has it, which is what its own address has."""
    alone = get(f"{ROOT}/{collection}/{page.translation_key}")
    (listed,) = [
        item
        for item in everything(f"{ROOT}/{collection}")
        if item["id"] == str(page.translation_key)
    ]
    assert alone == listed
    return dict(alone)


@pytest.fixture
def document() -> Document:
    return Document.objects.create(title="Avtal", file="avtal.pdf")


def test_a_network_says_what_its_page_says() -> None:
    page = swedish(NetworkPage)
    chair = Contact.objects.create(code="chair", role_sv="ordförande", role_en="chair")
    address = "https://network.example/"
    page.level, page.city_role, page.founded, page.seat = "european", "host", 1984, "Lund"
    page.through, page.decision = Operation.objects.first(), swedish(DecisionPage)
    page.fee, page.fee_year, page.benefit = 12000, 2026, "Kunskap."
    page.latitude, page.longitude, page.web_address = "55.7000", "13.2000", address
    page.country = ""
    page.representatives = [Representative(kind="political", contact=chair)]
    page.save_revision().publish()
    WebLink.objects.create(
        address=address,
        state="alive",
        seen_alive_at=timezone.make_aware(dt.datetime(2026, 11, 2)),
    )
    word = Keyword.objects.create(name="hållbarhet", slug="hallbarhet")
    KeywordedPage.objects.create(tag=word, content_object_id=page.pk)
    said = of("networks", page)
    assert (said["level"]["code"], said["role"]["code"], said["founded"]) == (
        "european",
        "host",
        1984,
    )
    assert said["role"]["label"]["en"] == "Host"
    assert said["through"]["code"] == page.through.code
    assert (said["seat"], said["country"]) == ("Lund", None)
    assert said["coordinates"] == {"latitude": 55.7, "longitude": 13.2}
    assert said["fee"] == {"amount": "12000.00", "currency": "SEK", "year": 2026}
    assert said["benefit"]["sv"] == "Kunskap."
    assert said["summary"]["sv"] == page.introduction
    assert said["decision"]["type"] == "decision"
    (who,) = said["representatives"]
    assert (who["kind"]["code"], who["contact"]["code"]) == ("political", "chair")
    assert said["web_address"]["seen_alive_on"] == "2026-11-02"
    assert said["web_address"]["state"]["code"] == "alive"
    (keyword,) = [k for k in said["keywords"] if k["code"] == "hallbarhet"]
    assert keyword["name"] == {"sv": "hållbarhet", "en": None}
    assert "hallbarhet" in [k["code"] for k in get(f"{ROOT}/keywords")]


def test_places_say_what_their_pages_say(document: Document) -> None:
    town = swedish(TwinTownPage)
    there = Contact.objects.create(code="there", role_sv="kansli", role_en="office")
    town.own_name, town.own_language, town.kind = "Lahti", "fi", "friendship"
    town.agreement_state, town.agreed_on = "in-force", dt.date(1999, 5, 4)
    town.agreement_document, town.partner_contact = document, there
    town.decision, town.fields = swedish(DecisionPage), "skola"
    network = swedish(NetworkPage)
    town.together = [
        Together(happened_on=dt.date(2001, 1, 1), precision="year", title="Fest", page_link=network)
    ]
    town.save_revision().publish()
    said = of("twin-towns", town)
    assert said["own_name"] == {"name": "Lahti", "language": "fi"}
    assert said["kind"]["code"] == "friendship"
    assert said["agreement"]["state"]["code"] == "in-force"
    assert said["agreement"]["signed_on"] == "1999-05-04"
    assert said["agreement"]["document"].endswith(document.url)
    assert (said["contact_there"]["code"], said["fields"]["sv"]) == ("there", "skola")
    assert said["decision"]["type"] == "decision"
    assert said["coordinates"]
    (event,) = said["done_together"]
    assert (event["title"]["sv"], event["precision"]) == ("Fest", "year")
    assert event["page"]["id"] == str(network.translation_key)
    region = swedish(PartnerRegionPage)
    region.parties.set([Organisation.objects.first()])
    region.save_revision().publish()
    said = of("partner-regions", region)
    assert said["basis"]["code"] == region.agreement
    assert len(said["parties"]) == 1
    assert {"own_name", "agreement", "decision", "fields", "coordinates"} <= set(said)


def test_a_project_says_what_its_page_says(document: Document) -> None:
    page = swedish(ProjectPage)
    programme = Programme.objects.create(
        code="invented", name_sv="Påhittat", name_en="Invented", fund="life",
        period_start=2021, period_end=2027,
    )  # fmt: skip
    call = Call.objects.create(
        code="first", name_sv="Första", name_en="First", programme=programme, identifier="LIFE-1"
    )
    page.programme, page.call, page.results = programme, call, "En bro."
    page.budget, page.grant, page.web_address = 1000, 400, "https://project.example/"
    page.locations = [ProjectLocation(nuts="SE125", name="Västmanlands län")]
    page.deliverables = [Deliverable(title="Rapport", document=document)]
    page.save_revision().publish()
    said = of("projects", page)
    assert said["summary"]["sv"] == page.introduction
    assert said["results"]["sv"] == "En bro."
    assert said["locations"] == [{"nuts": "SE125", "name": "Västmanlands län"}]
    assert said["money"]["grant_rate"] == "40.0"
    assert said["funding"]["fund"]["code"] == "life"
    assert (said["funding"]["period_start"], said["funding"]["period_end"]) == (2021, 2027)
    (made,) = said["deliverables"]
    assert made["title"]["sv"] == "Rapport"
    assert made["document"].endswith(document.url)
    assert said["web_address"]["address"] == "https://project.example/"
    assert said["web_address"]["seen_alive_on"] is None
    assert "keywords" in said
    (listed,) = [one for one in get(f"{ROOT}/programmes") if one["code"] == "invented"]
    assert listed["calls"][0]["identifier"] == "LIFE-1"


def test_organisations_are_those_of_public_pages() -> None:
    hidden = Organisation.objects.create(code="hidden", name_sv="Dold", name_en="Hidden")
    page = swedish(ProjectPage)
    found = {one["code"]: one for one in everything(f"{ROOT}/organisations")}
    assert "hidden" not in found
    assert {"pic", "registration_number", "country", "coordinates"} <= set(found["vasteras"])
    page.save_revision().publish()
    page.partners.add(page.partners.model(organisation=hidden))
    page.save_revision().publish()
    assert "hidden" in {one["code"] for one in everything(f"{ROOT}/organisations")}


def test_more_projects_cost_no_more_queries() -> None:
    def queries() -> int:
        Client().get(f"{ROOT}/projects?limit=500")
        with CaptureQueriesContext(connection) as captured:
            get(f"{ROOT}/projects?limit=500")
        return len(captured)

    before = queries()
    fill(100)
    assert queries() <= before + 2


@pytest.mark.parametrize("collection", ["networks", "twin-towns", "projects"])
def test_focus_areas_lead_on_to_all_that_names_them(collection: str) -> None:
    items = Client().get(f"/api/data/v1/{collection}").json()["items"]
    areas = [area for item in items for area in item["focus_areas"]]
    for area in areas:
        assert Client().get(area["api"]).json()["code"] == area["code"]
    assert areas or collection == "twin-towns"
