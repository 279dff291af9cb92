"""Events as calendar files (RFC 5545)."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, Timezone

from core.languages import reading_language
from home.occurrences import last_moment

if TYPE_CHECKING:
    from home.models import EventPage

# Part of what an event is called for ever: it stays, whatever the site is called.
UID_DOMAIN = "Västerås-internationellt"
# How often a calendar that subscribes need ask again.
REFRESH = dt.timedelta(hours=12)


def calendar_address(index: Any) -> str:
    """The address of the calendar to subscribe to, of an index page."""
    word = "kalender" if index.locale.language_code == "sv" else "calendar"
    return f"{index.url}{word}.ics"


def calendar_of(
    events: "Iterable[EventPage]", address_of: "Callable[[EventPage], str]"
) -> Calendar:
    """A VCALENDAR with the events, each by the clock of its place and in its own language."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Västerås stad//Internationellt//{reading_language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    days = []
    for event in events:
        calendar.add_component(_entry(event, address_of(event)))
        days += [event.starts_at.date(), (event.repeats_until or event.ends_at.date())]
    if days:
        year = dt.timedelta(days=366)
        calendar.add_missing_timezones(min(days) - year, max(days) + year)
    else:
        # A calendar has a component at least (RFC 5545, 3.6), also before the first event.
        this_year = timezone.localdate().year
        first, last = dt.date(this_year, 1, 1), dt.date(this_year + 1, 12, 31)
        zone = Timezone.from_tzid(settings.TIME_ZONE, first_date=first, last_date=last)
        calendar.add_component(zone)
    return calendar


def subscription(calendar: Calendar, name: str, source: str) -> Calendar:
    """The same as a calendar to subscribe to: its name, where it is, how often to look."""
    for key in ("name", "x-wr-calname"):
        calendar.add(key, name)
    calendar.add("source", source, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH.seconds // 3600}H")
    return calendar


def _entry(event: "EventPage", url: str) -> Event:
    zone, spoken = ZoneInfo(event.time_zone), {"LANGUAGE": event.language_code}
    published = event.last_published_at or timezone.now()
    first = event.first_published_at or published
    entry = Event()
    entry.add("uid", f"{event.translation_key}@{UID_DOMAIN}")
    entry.add("dtstamp", published)
    entry.add("last-modified", published)
    entry.add("created", first)
    # Each publication has a higher number, and nothing has to be counted.
    entry.add("sequence", int((published - first).total_seconds()))
    entry.add("dtstart", event.starts_at.astimezone(zone))
    entry.add("dtend", event.ends_at.astimezone(zone))
    if event.repeats and event.repeats_until:
        until = last_moment(event).astimezone(dt.UTC)
        entry.add("rrule", {"freq": event.repeats.upper(), "until": until})
    entry.add("summary", event.title, parameters=spoken)
    entry.add("location", event.place, parameters=spoken)
    if event.introduction:
        entry.add("description", event.introduction, parameters=spoken)
    entry.add("url", url)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    return entry
