"""News as a feed: in the language of its address, and valid by RFC 4287."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.test import Client

from home.models import EventPage, NewsIndexPage, NewsPage

pytestmark = pytest.mark.any_database

ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def index(language: str) -> NewsIndexPage:
    return NewsIndexPage.objects.get(locale__language_code=language)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_feed_has_the_news_in_its_language(language: str) -> None:
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


def entries(address: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(Client().get(address).content).findall("atom:entry", ATOM)


def test_the_feed_has_an_author() -> None:
    feed = ElementTree.fromstring(Client().get(index("en").feed_url).content)
    assert feed.findtext("atom:author/atom:name", None, ATOM) == "City of Västerås"


def test_an_introduction_is_text_and_no_markup() -> None:
    page = NewsPage.objects.live().filter(locale__language_code="sv").first()
    assert page is not None
    words = "<script>alert(1)</script> & <b>mer</b>"
    NewsPage.objects.filter(pk=page.pk).update(introduction=words)
    found = [entry.find("atom:summary", ATOM) for entry in entries(index("sv").feed_url)]
    (summary,) = [part for part in found if part is not None and "script" in (part.text or "")]
    assert (summary.get("type"), summary.text) == ("text", words)


def test_an_empty_feed_is_always_the_same(client: Client) -> None:
    NewsPage.objects.update(live=False)
    day = dt.datetime(2026, 2, 3, 4, 5, tzinfo=dt.UTC)
    NewsIndexPage.objects.update(last_published_at=day)
    feed = ElementTree.fromstring(client.get(index("sv").feed_url).content)
    updated = dt.datetime.fromisoformat(feed.findtext("atom:updated", "", ATOM))
    assert updated == day


@pytest.mark.parametrize(
    "address",
    ["/en/news/feed.atom", "/en/events/feed.atom", "/en/events/calendar.ics"],
)
def test_who_asks_again_gets_only_what_is_new(client: Client, address: str) -> None:
    etag = client.get(address)["ETag"]
    assert client.get(address, HTTP_IF_NONE_MATCH=etag).status_code == 304
    for model in (NewsPage, EventPage):
        model.objects.live().filter(locale__language_code="en").last().unpublish()
    again = client.get(address, HTTP_IF_NONE_MATCH=etag)
    assert (again.status_code, again["ETag"] == etag) == (200, False)


def test_an_events_file_is_not_sent_twice(client: Client) -> None:
    address = EventPage.objects.live().first().calendar_url
    etag = client.get(address)["ETag"]
    assert client.get(address, HTTP_IF_NONE_MATCH=etag).status_code == 304
