"""Events as calendar files (RFC 5545)."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

if TYPE_CHECKING:
    from home.models import EventPage


def calendar_of(event: "EventPage", url: str) -> bytes:
    """A VCALENDAR with the one event, its times in the city's time zone; `url` is its page's."""
    zone = ZoneInfo(settings.TIME_ZONE)
    entry = Event()
    entry.add("uid", f"{event.translation_key}@{settings.WAGTAIL_SITE_NAME.replace(' ', '-')}")
    entry.add("dtstamp", event.last_published_at or timezone.now())
    entry.add("dtstart", event.starts_at.astimezone(zone))
    entry.add("dtend", event.ends_at.astimezone(zone))
    entry.add("summary", event.title)
    entry.add("location", event.place)
    if event.introduction:
        entry.add("description", event.introduction)
    entry.add("url", url)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")

    calendar = Calendar()
    calendar.add("prodid", "-//Västerås stad//Internationellt//SV")
    calendar.add("version", "2.0")
    calendar.add_component(entry)
    calendar.add_missing_timezones()
    return calendar.to_ical()
