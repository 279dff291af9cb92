"""The public pages of operations, focus areas and contacts."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from core.mentions import Mention, register
from home.models import StandardPage
from networks.models import NetworkPage, TwinTownPage
from networks.models.network import Representative
from policy.models import ActionPlanPage, ActivityPage
from records.models import Contact, FocusArea, Keyword, Operation
from tests.bilingual.test_traps import english
from tests.forms import get_form
from tests.site.test_queries import queries

OPERATION = {"code": "harbour", "name_sv": "Hamnen", "name_en": "The Harbour"}


@pytest.fixture
def plan() -> ActionPlanPage:
    return ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")


def soup_of(address: str) -> BeautifulSoup:
    response = Client().get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def add_activities(plan: Any, numbers: range, **facts: Any) -> None:
    for number in numbers:
        plan.add_child(
            instance=ActivityPage(
                title=f"Aktivitet {number}",
                reference=f"Z{number}",
                area=plan.areas.first(),
                locale=plan.locale,
                **facts,
            )
        )


def test_a_record_is_one_page_in_two_languages() -> None:
    swedish, other = "/fokusomraden/education/", "/en/focus-areas/education/"
    for address, there, name in ((swedish, other, "Utbildning"), (other, swedish, "Education")):
        soup = soup_of(address)
        heading = soup.select_one("h1")
        assert heading is not None
        assert heading.get_text(strip=True) == name
        assert soup.select_one(f'header a[rel="alternate"][href="{there}"]') is not None
        trail = [str(link["href"]) for link in soup.select(".breadcrumb a")]
        assert trail == [soup.select_one("a.site-name")["href"], address.replace("education/", "")]  # type: ignore[index]
        assert soup_of(trail[1]).select_one(f'main a[href="{address}"]') is not None


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/verksamheter/finns-inte/", "Sidan finns inte"),
        ("/en/operations/not-there/", "Page not found"),
        ("/en/contacts/not-there/", "Page not found"),
        ("/fokusomraden/education/?list=nonsense", "Sidan finns inte"),
        ("/fokusomraden/education/?list=\x00", "Sidan finns inte"),
    ],
)
def test_what_is_not_there_is_said_in_the_readers_language(address: str, words: str) -> None:
    response = Client().get(address)
    assert response.status_code == 404
    assert words in response.content.decode()


def test_it_costs_the_same_with_forty_activities_more_and_long_lists_are_paged(
    plan: ActionPlanPage,
) -> None:
    operation = Operation.objects.create(**OPERATION)
    area = FocusArea.objects.get(code="education")
    addresses = [
        "/verksamheter/harbour/",
        "/en/operations/harbour/",
        "/fokusomraden/education/",
    ]
    add_activities(plan, range(11), operation=operation, focus_areas=[area])
    before = [queries(address) for address in addresses]
    assert max(before) <= 25
    add_activities(plan, range(11, 51), operation=operation, focus_areas=[area])
    assert [queries(address) for address in addresses] == before
    # What has no English page is listed in Swedish, and marked.
    soup = soup_of("/en/operations/harbour/")
    shown = soup.select("section[aria-labelledby=activities] .row__title a")
    assert len(shown) == 50
    assert {str(link.get("hreflang")) for link in shown} == {"sv"}
    more = soup.select_one('a[href*="list=activities"]')
    assert more is not None
    rest = soup_of(f"/en/operations/harbour/{more['href']}&page=2")
    assert [link.get_text() for link in rest.select(".row__title a")] == ["Aktivitet 50"]


def test_a_private_page_is_not_listed(plan: ActionPlanPage) -> None:
    operation = Operation.objects.create(**OPERATION)
    add_activities(plan, range(1), operation=operation)
    assert "Aktivitet 0" in soup_of("/verksamheter/harbour/").get_text()
    PageViewRestriction.objects.create(page=plan, restriction_type="login")
    assert "Aktivitet 0" not in soup_of("/verksamheter/harbour/").get_text()


def test_a_contact_shows_no_more_than_public_pages_do(plan: ActionPlanPage) -> None:
    contact = Contact.objects.create(
        code="clerk", role_sv="registrator", role_en="registrar", name="N.N.", email="n@example.org"
    )
    address = "/en/contacts/clerk/"
    assert "Registrar" in soup_of(address).get_text()
    assert not [word for word in ("N.N.", "n@example.org") if word in str(soup_of(address))]
    activity = ActivityPage.objects.get(reference="P1", locale__language_code="sv")
    activity.contact = contact
    activity.save_revision().publish()
    told = soup_of(address)
    assert "N.N." in told.get_text()
    assert told.select_one('main a[href="mailto:n@example.org"]') is not None
    assert told.select_one(f'main a[href="{english(activity).url}"]') is not None


@pytest.mark.parametrize(
    ("record", "accessor"),
    [
        ("records.Operation", "nonsense"),
        ("records.Nonsense", "activities"),
        # A relation, but none from pages.
        ("records.Operation", "contacts"),
        ("records.Operation", "name_sv"),
    ],
)
def test_a_wrong_relation_fails_at_start(record: str, accessor: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        register(Mention(record, accessor, "", "includes/page_list.html", 1))


@pytest.mark.any_database
def test_whoever_stands_on_a_page_in_another_part_can_be_written_to() -> None:
    made = {
        code: Contact.objects.create(code=code, role_sv=code, role_en=code, email=f"{code}@x.se")
        for code in ("chair", "there", "carded", "nowhere")
    }
    network = NetworkPage.objects.get(locale__language_code="sv", acronym="ENSA")
    network.representatives = [
        Representative(kind=kind, contact=made["chair"]) for kind in Representative.Kind
    ]
    network.save_revision().publish()
    town = TwinTownPage.objects.get(locale__language_code="sv", slug="kassel")
    town.partner_contact = made["there"]
    town.save_revision().publish()
    page = StandardPage.objects.filter(locale__language_code="sv").first()
    assert page is not None
    page.body = json.dumps([{"type": "contact_card", "value": made["carded"].pk, "id": "1"}])
    page.save_revision().publish()
    english_network = english(network)
    for contact, shown in (("chair", english_network), ("there", english(town)), ("carded", None)):
        soup = soup_of(f"/en/contacts/{contact}/")
        assert f"{contact}@x.se" in soup.get_text()
        links = [link["href"] for link in soup.select("main a")]
        assert links.count(shown.url if shown else english(page).url) == 1
    assert "nowhere@x.se" not in soup_of("/en/contacts/nowhere/").get_text()
    page.unpublish()
    assert "carded@x.se" not in soup_of("/en/contacts/carded/").get_text()


def test_the_address_of_a_deleted_record_says_so_and_names_nobody(admin: Client) -> None:
    contact = Contact.objects.create(
        code="leaving", role_sv="Samordnare", role_en="Coordinator", name="Karin Prov"
    )
    admin.post(reverse("wagtailsnippets_records_contact:delete", args=[contact.pk]))
    for address, words in (
        ("/kontakter/leaving/", "Inte längre offentlig"),
        ("/en/contacts/leaving/", "No longer public"),
    ):
        answer = Client().get(address)
        assert answer.status_code == 410
        html = answer.content.decode()
        assert words in html
        assert "Karin" not in html
        assert "Samordnare" not in html
    Keyword.objects.create(name="hemligt ord").delete()
    for never in (
        "/nyckelord/hemligt-ord/",
        "/kontakter/aldrig/",
        "/verksamheter/leaving/",
        "/kontakter/leaving/x/",
    ):
        assert Client().get(never).status_code == 404, never
    Contact.objects.create(code="leaving", role_sv="Ny", role_en="New")
    assert Client().get("/kontakter/leaving/").status_code == 200


def test_the_address_of_a_record_with_another_code_leads_on(admin: Client) -> None:
    addresses = {
        "contact": ("/kontakter/%s/", "/en/contacts/%s/"),
        "focusarea": ("/fokusomraden/%s/", "/en/focus-areas/%s/"),
        "operation": ("/verksamheter/%s/", "/en/operations/%s/"),
    }
    Contact.objects.create(code="first", role_sv="Samordnare", role_en="Coordinator")
    for model in (FocusArea, Operation):
        model.objects.create(**{**OPERATION, "code": "first"})
    for model in (Contact, FocusArea, Operation):
        name = model._meta.model_name
        pk = model.objects.get(code="first").pk
        for code in ("second", "third"):
            url = reverse(f"wagtailsnippets_records_{name}:edit", args=[pk])
            assert admin.post(url, {**get_form(admin, url), "code": code}).status_code == 302
        for address in addresses[name]:
            for old in ("first", "second"):
                answer = Client().get(address % old, {"list": "activities"})
                assert answer.status_code == 301, address % old
                assert answer.headers["Location"] == f"{address % 'third'}?list=activities"
        # Another one may have the code then, and the first one take it back.
        record = model.objects.get(pk=pk)
        record.code = "first"
        record.save()
        for address in addresses[name]:
            assert Client().get(address % "first").status_code == 200
            assert Client().get(address % "third").headers["Location"] == address % "first"
        record.delete()
        for address in addresses[name]:
            for old in ("first", "second", "third"):
                assert Client().get(address % old).status_code == 410, address % old


def test_the_history_of_the_site_names_no_person(admin: Client) -> None:
    contact = Contact.objects.create(
        code="leaving", role_sv="Samordnare", role_en="Coordinator", name="Karin Prov"
    )
    url = reverse("wagtailsnippets_records_contact:delete", args=[contact.pk])
    admin.post(url)
    assert not Contact.objects.filter(code="leaving").exists()
    assert "Karin Prov" not in admin.get("/admin/reports/site-history/").content.decode()
