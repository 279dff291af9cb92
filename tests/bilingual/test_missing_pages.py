"""The English address of a page that is not in English says so and leads to the Swedish page."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from wagtail.models import Page

from home.models import EventPage, NewsIndexPage, NewsPage
from policy.models import ActionPlanPage, GoneAddress

pytestmark = pytest.mark.any_database


def answer(url: str, status: int = 404) -> BeautifulSoup:
    response = Client().get(url)
    assert response.status_code == status
    soup = BeautifulSoup(response.content, "html.parser")
    robots = soup.select_one('meta[name="robots"]')
    assert robots is not None
    assert robots["content"] == "noindex"
    return soup


def new_news(*, live: bool) -> NewsPage:
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    page = NewsPage(title="Ny nyhet", slug="ny-nyhet", locale=index.locale, live=live)
    index.add_child(instance=page)
    return page


def test_a_page_that_was_never_translated() -> None:
    page = new_news(live=True)
    soup = answer("/en/news/ny-nyhet/")
    assert soup.h1.get_text(strip=True) == "This page is not in English yet"
    link = soup.select_one("main a")
    assert link is not None
    assert link["href"] == page.url
    assert link["hreflang"] == "sv"
    switch = soup.select_one('.site-header a[hreflang="sv"]')
    assert switch is not None
    assert switch["href"] == page.url


def test_the_swedish_address_of_a_section_in_the_english_tree() -> None:
    Page.objects.get(slug="contact", locale__language_code="en").specific.delete()
    assert "No longer public" in answer("/en/kontakt/", 410).h1.get_text()
    GoneAddress.objects.all().delete()
    assert "not in English yet" in answer("/en/kontakt/").h1.get_text()


def test_a_translation_that_was_unpublished() -> None:
    english = Page.objects.get(slug="vision", locale__language_code="en")
    english.unpublish()
    swedish = Page.objects.get(slug="vision", locale__language_code="sv")
    soup = answer(english.url, 410)
    assert soup.select_one(f'main a[hreflang="sv"][href="{swedish.url}"]')


def test_a_swedish_draft_is_not_betrayed() -> None:
    new_news(live=False)
    assert answer("/en/news/ny-nyhet/").h1.get_text(strip=True) == "Page not found"


@pytest.mark.parametrize(
    "path", ["/en/nope/", "/en/news/nope/", "/en/" + "a/" * 50, "/en/nyheter/ny/x/y/"]
)
def test_an_address_of_nothing_is_just_not_found(path: str) -> None:
    assert answer(path).h1.get_text(strip=True) == "Page not found"


@pytest.mark.parametrize("model", [ActionPlanPage, EventPage])
def test_an_address_below_a_page_that_is_not_in_english(model: type[Page]) -> None:
    english = model.objects.filter(locale__language_code="en", live=True)[0]
    addresses = [english.url.rstrip("/") + path for path in english.get_route_paths()]
    assert len(addresses) > 1
    english.unpublish()
    for address in addresses:
        assert answer(address, 410).select_one('main a[hreflang="sv"]'), address
    # Where no English page ever was public it says so, also of what the Swedish page answers.
    GoneAddress.objects.all().delete()
    for address in addresses:
        assert "not in English yet" in answer(address).h1.get_text(), address


@pytest.mark.parametrize(
    "path",
    ["/en/%00/", "/en/a%00b/", "/en/news/%00/", "/en/%00/x.ics", "/en/news/%C3%A5/", "/%00/"],
)
def test_what_cannot_be_an_address_is_not_asked_for_in_the_database(path: str) -> None:
    asked: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.extend(str(value) for value in params or ())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        assert Client().get(path).status_code == 404
    # PostgreSQL refuses it with an error.
    assert asked
    assert not [value for value in asked if "\x00" in value]
