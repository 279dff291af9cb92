"""The report on languages: every state, counted by the database."""

import csv
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from bilingual.overview import State, pages_with_state, totals
from home.models import NewsIndexPage, NewsPage
from networks.models import TwinTownPage
from policy.models import VisionPage
from tests.bilingual.test_traps import NEW, english, publish


@pytest.fixture
def mixed(admin: Client) -> None:
    """One page of each state but current."""
    publish(admin, VisionPage.objects.get(locale__language_code="sv"), vision=NEW)
    english(TwinTownPage.objects.get(slug="kassel", locale__language_code="sv")).unpublish()
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    page = NewsPage(title="Ny nyhet", locale=index.locale)
    index.add_child(instance=page)
    page.save_revision().publish()


def titles(client: Client, **query: str) -> list[str]:
    response = client.get(reverse("language_report"), query)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    return [link.get_text(strip=True) for link in soup.select("#listing-results .title a")]


def test_the_demo_site_is_wholly_current() -> None:
    figures = totals()
    assert figures.percent_current == 100
    swedish = Page.objects.live().filter(locale__language_code="sv", depth__gt=1)
    assert figures.pages == swedish.count()


@pytest.mark.usefixtures("mixed")
def test_each_state_is_counted_and_found(admin: Client) -> None:
    counts = totals().counts
    assert (counts[State.STALE], counts[State.IN_PROGRESS], counts[State.MISSING]) == (1, 1, 1)
    assert totals().percent_current == 96
    assert titles(admin, state="stale") == ["Sammanfattande vision"]
    assert titles(admin, state="in-progress") == ["Kassel"]
    assert titles(admin, state="missing") == ["Ny nyhet"]


@pytest.mark.usefixtures("mixed")
def test_what_is_not_published_is_listed_and_not_counted(admin: Client) -> None:
    counted = totals()
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    page = NewsPage(title="Ett utkast", locale=index.locale, live=False)
    index.add_child(instance=page)
    page.save_revision()
    assert totals() == counted
    assert Client().get("/health/ready").json()["english"] == counted.as_json()
    assert set(titles(admin, state="missing")) == {"Ny nyhet", "Ett utkast"}
    assert titles(admin, state="missing", live="True") == ["Ny nyhet"]
    assert titles(admin, live="False") == ["Ett utkast"]
    response = admin.get(reverse("language_report"), {"live": "False"})
    assert "Registren" in response.content.decode()
    exported = admin.get(reverse("language_report"), {"export": "csv", "live": "False"})
    text = b"".join(exported.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.reader(StringIO(text)))
    assert [row[:3] for row in rows[1:]] == [["Ett utkast", "missing", "False"]]


@pytest.mark.usefixtures("mixed")
def test_the_figure_is_on_the_start_page_and_in_the_health_endpoint(admin: Client) -> None:
    html = admin.get(reverse("wagtailadmin_home")).content.decode()
    assert "Engelska: 96 % aktuell" in html
    figures = Client().get("/health/ready").json()["english"]
    assert figures["percent_current"] == 96
    assert figures["missing"] == 1


@pytest.mark.usefixtures("mixed")
def test_the_report_can_be_taken_as_a_spreadsheet(admin: Client) -> None:
    response = admin.get(reverse("language_report"), {"export": "csv", "state": "missing"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.reader(StringIO(text)))
    assert [row[:2] for row in rows[1:]] == [["Ny nyhet", "missing"]]
    assert admin.get(reverse("language_report"), {"export": "xlsx"}).status_code == 200


@pytest.mark.parametrize("query", [{"state": "x"}, {"p": "999"}, {"ordering": "x;--"}])
def test_nonsense_in_the_reports_address_is_no_server_error(
    admin: Client, query: dict[str, str]
) -> None:
    assert admin.get(reverse("language_report"), query).status_code < 500


def test_it_costs_the_same_with_a_hundred_pages_more(admin: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(pages_with_state())
            totals()
        return len(captured)

    before = cost()
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    for number in range(100):
        index.add_child(instance=NewsPage(title=f"Nyhet {number}", locale=index.locale))
    assert cost() == before == 2


@pytest.mark.usefixtures("mixed")
@pytest.mark.parametrize("username", ["oversattare", "skribent", "godkannare"])
def test_each_role_that_edits_sees_the_pages(log_in: Any, username: str) -> None:
    client = log_in(username)
    assert titles(client, state="missing") == ["Ny nyhet"]
    assert titles(client)[:3] == ["Sammanfattande vision", "Ny nyhet", "Kassel"]


def test_whoever_may_not_edit_sees_no_report() -> None:
    assert Client().get(reverse("language_report")).status_code == 302
