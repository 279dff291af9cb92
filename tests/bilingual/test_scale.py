"""Lists of the whole site cost as many queries with 200 pages as with 20."""

from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from bilingual.models import SwedishOnly
from home.models import NewsIndexPage, NewsPage
from tests.bilingual.test_overview import mixed  # noqa: F401 – a fixture

pytestmark = pytest.mark.any_database


def news(language: str = "sv") -> str:
    index = NewsIndexPage.objects.get(locale__language_code=language)
    return reverse("wagtailadmin_explore", args=[index.pk])


def read(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, address
    if response.streaming:
        assert b"".join(response.streaming_content)  # type: ignore[arg-type]


def cost(client: Client, address: str) -> int:
    """The queries of a request; an earlier one has filled what a process keeps."""
    read(client, address)
    cache.delete("health:english")
    with CaptureQueriesContext(connection) as captured:
        read(client, address)
    return len(captured)


def test_as_many_queries_with_two_hundred_pages_as_with_twenty(admin: Client) -> None:
    report = reverse("language_report")
    addresses = [
        report,
        f"{report}?state=current",
        f"{report}?ordering=title&p=2",
        f"{report}?export=csv",
        f"{report}?export=xlsx",
        news(),
        f"{news()}?ordering=state",
        news("en"),
        reverse("wagtailadmin_home"),
        "/health/ready",
        "/nyheter/",
        "/en/news/",
        "/sitemap.xml",
    ]
    call_command("fill", "--pages", "20", stdout=StringIO())
    before = {address: cost(admin, address) for address in addresses}
    call_command("fill", "--pages", "200", stdout=StringIO())
    assert {address: cost(admin, address) for address in addresses} == before


def test_a_probe_that_comes_again_counts_nothing() -> None:
    Client().get("/health/ready")
    with CaptureQueriesContext(connection) as captured:
        figures = Client().get("/health/ready").json()["english"]
    assert [query["sql"] for query in captured] == ["SELECT 1"]
    assert figures["percent_current"] == 100


def buttons(client: Client, address: str, page: Page) -> set[str]:
    """The addresses of wagtail-localize's buttons beside a page in a list."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    title = soup.find("a", href=reverse("wagtailadmin_pages:edit", args=[page.pk]))
    row = title.find_parent("tr") if title else None
    assert row is not None
    return {
        str(link["href"]).split("?")[0]
        for link in row.select("a[href*='/localize/']")
        if "/localize/" in str(link["href"])
    }


@pytest.mark.usefixtures("mixed")
def test_translate_and_sync_stand_where_they_are_to_be(admin: Client) -> None:
    translated = NewsPage.objects.filter(locale__language_code="sv").exclude(title="Ny nyhet")[0]
    update = buttons(admin, news(), translated)
    assert len(update) == 1
    assert "/localize/update/" in update.pop()
    missing = NewsPage.objects.get(title="Ny nyhet")
    submit = reverse("wagtail_localize:submit_page_translation", args=[missing.pk])
    assert buttons(admin, news(), missing) == {submit}
    SwedishOnly.objects.create(page=missing, reason="Gäller bara här")
    assert buttons(admin, news(), missing) == {submit}
    english = translated.get_translations().get()
    assert buttons(admin, news("en"), english) == set()
