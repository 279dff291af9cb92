"""News as a feed: one language at a time."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from home.models import NewsIndexPage, NewsPage

ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def index(language: str) -> NewsIndexPage:
    return NewsIndexPage.objects.get(locale__language_code=language)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_feed_has_the_news_of_its_language_only(language: str) -> None:
    response = Client().get(index(language).feed_url)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    titles = [title.text for title in feed.findall("atom:entry/atom:title", ATOM)]
    news = NewsPage.objects.live().filter(locale__language_code=language).order_by("-date")
    assert titles == [page.title for page in news]
    links = [str(link.get("href")) for link in feed.findall("atom:entry/atom:link", ATOM)]
    assert all(link.startswith("http://testserver/") for link in links)
    assert all(("/en/" in link) is (language == "en") for link in links)


def test_what_is_not_public_is_not_in_the_feed() -> None:
    page = NewsPage.objects.live().filter(locale__language_code="sv").first()
    assert page is not None
    page.unpublish()
    assert page.title not in Client().get(index("sv").feed_url).content.decode()


def test_the_list_leads_to_its_feed() -> None:
    html = Client().get(index("en").url).content.decode()
    assert html.count('/en/news/feed.atom"') == 2
