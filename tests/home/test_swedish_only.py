"""What there is only in Swedish stands in English lists, feeds and calendars alike, marked."""

from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from icalendar import Calendar

from home.models import EventPage, NewsPage
from home.models.event import EventRelatedPage
from networks.models import TwinTownPage
from tests.home.test_feed import ATOM, entries

pytestmark = pytest.mark.any_database

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def event() -> EventPage:
    """An event about Kassel that is not in English."""
    town = TwinTownPage.objects.get(title="Kassel", locale__language_code="sv")
    page = EventPage.objects.live().filter(locale__language_code="sv").first()
    assert page
    EventRelatedPage.objects.create(page=page, related=town)
    page.get_translations().get().specific.unpublish()
    return page


def calendar(query: str = "") -> dict[str, str]:
    content = Client().get(f"/en/events/calendar.ics{query}").content
    entries = Calendar.from_ical(content).walk("VEVENT")
    return {str(entry["summary"]): entry["summary"].params["LANGUAGE"] for entry in entries}


def listed(address: str, title: str) -> list[str | None]:
    soup = BeautifulSoup(Client().get(address).content, "html.parser")
    return [str(a.get("lang")) for a in soup.select("main a") if a.get_text() == title]


def feed(address: str, title: str) -> list[str | None]:
    return [
        entry.get(LANG)
        for entry in entries(address)
        if entry.findtext("atom:title", None, ATOM) == title
    ]


def test_an_event_that_is_only_in_swedish(event: EventPage) -> None:
    for query in ("", "?country=de"):
        assert calendar(query)[event.title] == "sv"
        assert feed(f"/en/events/feed.atom{query}", event.title) == ["sv"]
    assert listed("/en/countries/de/", event.title) == ["sv"]
    assert listed("/en/events/", event.title) == ["sv"]
    # What is in English stands there once, and unmarked.
    assert set(calendar().values()) == {"sv", "en"}
    assert len(calendar()) == EventPage.objects.live().filter(locale__language_code="sv").count()


def test_news_that_are_only_in_swedish() -> None:
    page = NewsPage.objects.live().filter(locale__language_code="sv").order_by("-date").first()
    assert page
    page.get_translations().get().specific.unpublish()
    assert listed("/en/news/", page.title) == ["sv"]
    assert listed("/en/", page.title) == ["sv"]
    assert feed("/en/news/feed.atom", page.title) == ["sv"]
    content = Client().get("/nyheter/feed.atom").content
    assert not [e for e in ElementTree.fromstring(content).iter() if e.get(LANG) == "en"]


def test_what_only_members_may_read_is_not_told(event: EventPage) -> None:
    event.get_parent().view_restrictions.create(restriction_type="login")
    for address in ("/en/events/", "/en/events/feed.atom", "/en/events/calendar.ics", "/en/"):
        assert event.title not in Client().get(address).content.decode()
