"""The calendars: read by the library that wrote them and by another, in both languages."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from home.models import EventIndexPage, EventPage
from home.occurrences import occurrences
from tests.bilingual.test_traps import english
from tests.forms import errors_in, get_form

pytestmark = pytest.mark.any_database

TALLINN = ZoneInfo("Europe/Tallinn")


def repeated() -> Any:
    return EventPage.objects.get(slug="digitala-moten-med-parnu-lan")


def get(address: str) -> bytes:
    response = Client().get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content


def other_reader(content: bytes) -> dict[str, Any]:
    """The events of a calendar by title, as vobject reads them."""
    calendar = vobject.readOne(content.decode())
    return {event.summary.value: event for event in calendar.vevent_list}


def entry_of(event: Any) -> Any:
    (entry,) = Calendar.from_ical(get(event.calendar_url)).walk("VEVENT")
    return entry


@pytest.mark.parametrize(
    ("address", "language"), [("/evenemang/kalender.ics", "sv"), ("/en/events/calendar.ics", "en")]
)
def test_all_public_events_are_in_the_calendar_of_their_language(
    address: str, language: str
) -> None:
    events = EventPage.objects.live().filter(locale__language_code=language)
    gone = events.last()
    # Of a page that is gone in English alone the Swedish one would stand there.
    for page in gone.get_translations(inclusive=True).specific():
        page.unpublish()
    content = get(address)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(content)
    found = {str(entry["summary"]): entry for entry in calendar.walk("VEVENT")}
    read = other_reader(content)
    assert set(found) == set(read) == {event.title for event in events.all()}
    assert gone.title not in found
    assert str(calendar["method"]) == "PUBLISH"
    assert not calendar.get_missing_tzids()
    for event in events.all():
        assert read[event.title].dtstart.value == event.starts_at
        assert read[event.title].dtend.value == event.ends_at
        assert read[event.title].location.value == event.place
        assert str(found[event.title]["url"]) == f"http://testserver{event.url}"
    html = Client().get(address.rpartition("/")[0] + "/").content.decode()
    assert html.count(f'href="{address}"') == 2


def test_a_repeated_event_keeps_to_the_clock_of_its_place() -> None:
    event = repeated()
    entry = entry_of(event)
    assert entry["dtstart"].params["TZID"] == "Europe/Tallinn"
    assert entry.decoded("dtstart") == event.starts_at
    read = other_reader(get(event.calendar_url))[event.title]
    times = [moment.astimezone(TALLINN) for moment in read.getrruleset(addRDate=True)]
    own = [start.astimezone(TALLINN) for start, _end in occurrences(event)]
    assert len(own) == 5
    # Three o'clock in Tallinn, in winter and summer alike.
    assert {(moment.hour, moment.minute) for moment in own} == {(15, 0)}
    assert [moment.date() for moment in times] == [moment.date() for moment in own]
    assert entry["rrule"]["UNTIL"][0] == dt.datetime(2027, 5, 31, 20, 59, 59, tzinfo=dt.UTC)


def test_a_repeated_event_is_coming_until_its_last_time() -> None:
    event = repeated()
    now = timezone.now()
    event.starts_at, event.ends_at = (
        now - dt.timedelta(days=50),
        now - dt.timedelta(days=50, hours=-1),
    )
    event.repeats_until = timezone.localdate() + dt.timedelta(days=40)
    event.save_revision().publish()
    index = BeautifulSoup(Client().get("/evenemang/").content, "html.parser")
    coming = index.select_one("h2:-soup-contains('Kommande') + ul")
    assert coming is not None
    assert coming.select_one(f'a[href="{event.url}"]') is not None
    assert "Varje månad till och med" in coming.get_text()
    event.repeats_until = timezone.localdate() - dt.timedelta(days=25)
    event.save_revision().publish()
    page = Client().get(event.url).content.decode()
    assert "Evenemanget är över" in page or "är över" in page


def test_both_times_are_shown_where_the_clocks_differ() -> None:
    here = BeautifulSoup(Client().get(english(repeated()).url).content, "html.parser")
    said = " ".join(here.select(".facts")[0].get_text(" ").split()).replace("\xa0", " ")
    assert "14 January 2027 14:00 – 15:00 Swedish time" in said
    assert "14 January 2027 15:00 – 16:00 by the clock in Tallinn" in said
    same = EventPage.objects.get(slug="temaresa-till-bryssel-sysselsattning-och-integration")
    assert "enligt klockan" not in Client().get(same.url).content.decode()


def test_a_change_is_a_higher_number_of_the_same_event() -> None:
    event = repeated()
    before = entry_of(event)
    event.first_published_at = timezone.now() - dt.timedelta(days=1)
    event.is_cancelled = True
    event.title = "Ett möte, i två delar; med \\ och\nrad: " + "åäö" * 40
    event.save_revision().publish()
    after = entry_of(event)
    assert str(before["uid"]) == str(after["uid"]) == str(entry_of(english(event))["uid"])
    assert int(after["sequence"]) > int(before["sequence"])
    assert after.decoded("last-modified") > before.decoded("last-modified")
    content = get(event.calendar_url)
    assert b"STATUS:CANCELLED" in content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    # The title has no line breaks any more; all else comes back as it was, with either reader.
    assert " ".join(str(after["summary"]).split()) == " ".join(event.title.split())
    assert [" ".join(title.split()) for title in other_reader(content)] == [
        " ".join(event.title.split())
    ]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("focus-area=employment", {"Themed trip to Brussels: employment and integration"}),
        ("keyword=skolutbyte", {"Online meetings with Pärnu County"}),
        ("section=twin-towns", {"Online meetings with Pärnu County"}),
        ("country=ee", {"Online meetings with Pärnu County"}),
        ("keyword=skolutbyte&focus-area=employment", set()),
    ],
)
def test_a_topic_has_a_calendar_and_a_feed_of_its_own(query: str, titles: set[str]) -> None:
    index = EventIndexPage.objects.get(locale__language_code="en")
    section = query.replace("section=twin-towns", f"section={_twin_towns()}")
    found = Calendar.from_ical(get(f"{index.calendar_url}?{section}")).walk("VEVENT")
    assert {str(entry["summary"]) for entry in found} == titles
    feed = Client().get(f"{index.feed_url}?{section}").content.decode()
    assert feed.count("<entry>") == len(titles)
    for title in titles:
        assert title in feed


def _twin_towns() -> str:
    from networks.models import TwinTownIndexPage

    return str(TwinTownIndexPage.objects.get(locale__language_code="en").slug)


@pytest.mark.parametrize(
    "query",
    [
        "focus-area=nonsense",
        "keyword=%00",
        "section=news",
        "keyword=",
        "country=xx",
        # Nothing has to do with it; our own has no page; one code has one address.
        "country=jp",
        "country=se",
        "country=EE",
    ],
)
def test_a_topic_that_there_is_not_is_not_found(query: str) -> None:
    for address in ("/en/events/calendar.ics", "/en/news/feed.atom"):
        answer = Client().get(f"{address}?{query}")
        expected = 200 if query == "section=news" else 404
        assert answer.status_code == expected, (address, query)


def test_a_keyword_leads_to_the_feed_and_calendar_of_its_news_and_events() -> None:
    soup = BeautifulSoup(Client().get("/en/keywords/skolutbyte/").content, "html.parser")
    for address, words in (
        ("/en/news/feed.atom?keyword=skolutbyte", b"Pupils from Kassel"),
        ("/en/events/calendar.ics?keyword=skolutbyte", b"Online meetings"),
    ):
        assert soup.select_one(f'a[href="{address}"]') is not None
        assert words in Client().get(address).content


def test_a_calendar_without_events_can_be_read() -> None:
    EventPage.objects.all().delete()
    index = EventIndexPage.objects.get(locale__language_code="en")
    calendar = Calendar.from_ical(get(f"{index.url}calendar.ics"))
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]


def test_a_repetition_has_an_end_that_calendars_can_bear(admin: Client) -> None:
    event = repeated()
    url = reverse("wagtailadmin_pages:edit", args=[event.pk])
    answer = admin.post(url, {**get_form(admin, url), "repeats_until": "2999-01-01"})
    assert any("10 år" in error for error in errors_in(answer.content.decode()))
