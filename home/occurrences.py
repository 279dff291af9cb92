"""When an event is held: once, or again and again by the clock of its place."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from dateutil import rrule
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from home.models import EventPage

Times = tuple[dt.datetime, dt.datetime]
FREQUENCIES = {
    "daily": rrule.DAILY,
    "weekly": rrule.WEEKLY,
    "monthly": rrule.MONTHLY,
    "yearly": rrule.YEARLY,
}


def last_moment(event: Any) -> dt.datetime:
    """The end of the last day that a repeated event can be on, at its place."""
    return dt.datetime.combine(event.repeats_until, dt.time(23, 59, 59), ZoneInfo(event.time_zone))


def occurrences(event: "EventPage") -> Iterator[Times]:
    """The times that the event is held, the first one first, as calendars count them (RFC 5545).

    An event that is at two o'clock in winter is at two o'clock in summer too. A month without
    the 31st is left out.
    """
    yield event.starts_at, event.ends_at
    if not (event.repeats and event.repeats_until):
        return
    zone, length = ZoneInfo(event.time_zone), event.ends_at - event.starts_at
    clock = event.starts_at.astimezone(zone).replace(tzinfo=None)
    until = last_moment(event).replace(tzinfo=None)
    for moment in rrule.rrule(FREQUENCIES[event.repeats], dtstart=clock, until=until):
        if moment != clock:
            start = moment.replace(tzinfo=zone)
            yield start, (start.astimezone(dt.UTC) + length).astimezone(zone)


def next_times(event: "EventPage", at: dt.datetime) -> Times:
    """The first times that are not over at `at`; the last ones of an event that is over."""
    times = event.starts_at, event.ends_at
    for times in occurrences(event):
        if times[1] >= at:
            break
    return times


def coming(events: Any) -> "list[EventPage]":
    """Those that are not over, the next one first. One query."""
    now = timezone.now()
    # A day's room, as the last day is that of the place.
    is_repeated = Q(repeats_until__gte=timezone.localdate() - dt.timedelta(days=1))
    found = events.filter(Q(ends_at__gte=now) | is_repeated)
    return _by_next_time(event for event in found if not event.is_past)


def past(events: Any, most: int) -> "list[EventPage]":
    """The last ones that are over, the latest first. One query."""
    found = events.filter(ends_at__lt=timezone.now()).order_by("-starts_at")
    return [event for event in found[: most * 2] if event.is_past][:most]


def _by_next_time(events: "Iterable[EventPage]") -> "list[EventPage]":
    return sorted(events, key=lambda event: event.next_times[0])
