"""Two languages: addresses, `lang`, the switch, and no guessing from the browser."""

from functools import cache

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

pytestmark = pytest.mark.any_database


def soup_of(url: str, **headers: str) -> BeautifulSoup:
    response = Client().get(url, headers=headers)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


@cache
def unchanged(url: str) -> BeautifulSoup:
    """A page as the demo content has it, for tests that change nothing."""
    return soup_of(url)


def all_pages() -> list[Page]:
    return list(Page.objects.live().filter(depth__gt=1).select_related("locale"))


def test_every_page_has_its_language_and_leads_to_the_same_page_in_the_other() -> None:
    counterparts = {}
    for page in all_pages():
        soup = unchanged(page.url)
        code = page.locale.language_code
        assert soup.html["lang"] == code
        other = "en" if code == "sv" else "sv"
        link = soup.select_one(f'a[hreflang="{other}"][lang="{other}"]')
        assert link is not None, page.url
        counterparts[page.url] = str(link["href"])
        assert page.url.startswith("/en/") == (code == "en")
    assert all(counterparts[other] == url for url, other in counterparts.items())
    assert len(counterparts) > 100


def test_alternates_are_mutual_and_the_default_is_swedish() -> None:
    for page in all_pages():
        soup = unchanged(page.url)
        found = {
            str(link["hreflang"]): str(link["href"])
            for link in soup.select('link[rel="alternate"][hreflang]')
        }
        assert set(found) == {"sv", "en", "x-default"}, page.url
        assert found["x-default"] == found["sv"]
        canonical = soup.select_one('link[rel="canonical"]')
        assert canonical is not None
        assert canonical["href"] == found[page.locale.language_code]


@pytest.mark.parametrize("way", ["delete", "unpublish"])
def test_a_page_without_english_says_so_in_swedish(way: str) -> None:
    page = Page.objects.get(slug="vision", locale__language_code="sv")
    getattr(page.get_translations().first().specific, way)()
    soup = soup_of(page.url)
    assert soup.select_one('a[hreflang="en"]') is None
    assert "Finns inte på engelska ännu" in soup.get_text(" ")


@pytest.mark.parametrize("language", ["en", "de", "sv;q=0.1,en;q=0.9", "*", "\x00"])
def test_the_browsers_language_changes_nothing(language: str) -> None:
    response = Client().get("/", headers={"accept-language": language})
    assert response.status_code == 200
    assert '<html lang="sv"' in response.content.decode()
    assert "Accept-Language" not in response.headers.get("Vary", "")
    assert response.headers["Content-Language"] == "sv"
    assert not response.cookies


def test_english_interface_texts_are_english_and_swedish_ones_swedish() -> None:
    assert "Hoppa till innehållet" in soup_of("/").get_text(" ")
    assert "Skip to content" in soup_of("/en/").get_text(" ")


@pytest.mark.parametrize(
    ("url", "language", "words"),
    [("/finns-inte/", "sv", "Sidan finns inte"), ("/en/not-there/", "en", "Page not found")],
)
def test_the_error_page_is_in_the_readers_language(url: str, language: str, words: str) -> None:
    response = Client().get(url)
    assert response.status_code == 404
    html = response.content.decode()
    assert f'<html lang="{language}"' in html
    assert words in html


def test_every_page_describes_itself_to_search_engines() -> None:
    for page in all_pages():
        description = unchanged(page.url).select_one('meta[name="description"]')
        assert description is not None, page.url
        assert len(str(description["content"])) > 20, page.url
