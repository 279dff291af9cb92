"""The city, its news and its events in schema.org's words."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.images.shortcuts import get_rendition_or_not_found

from core.countries import country_name
from core.structured import Node, city, day_of, without_empty
from home.models import EventPage, HomePage, NewsPage

Absolute = Callable[[str], str]
Context = Mapping[str, Any]
# ISO 8601 durations.
FREQUENCIES = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y"}


def home(page: Any, context: Context, absolute: Absolute) -> Node:
    """The city, whose page about the world this is."""
    return {
        **city(absolute),
        "url": absolute(page.url),
        "description": page.introduction,
        "areaServed": {
            "@type": "City",
            "name": "Västerås",
            "containedInPlace": {
                "@type": "Country",
                "identifier": "SE",
                "name": country_name("SE"),
            },
        },
    }


def news(page: Any, context: Context, absolute: Absolute) -> Node:
    """A piece of news, by the city, about the pages that it names."""
    image = _picture(page.image) if page.image else ""
    return {
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.introduction,
        "inLanguage": page.language_code,
        "datePublished": page.date.isoformat(),
        "dateModified": day_of(page.last_published_at),
        "mainEntityOfPage": absolute(page.url),
        "image": absolute(image) if image else "",
        "author": {"@id": absolute("/") + "#city"},
        "publisher": {"@id": absolute("/") + "#city"},
        "about": _about(context, absolute),
    }


def _picture(image: Any) -> str:
    """The address of the picture as the page shows it."""
    return str(get_rendition_or_not_found(image, "max-960x640|format-webp").url)


def event(page: Any, context: Context, absolute: Absolute) -> Node:
    """An event with its times by the clock of its place."""
    zone = ZoneInfo(page.time_zone)
    start, end = (moment.astimezone(zone) for moment in page.next_times)
    status = "EventCancelled" if page.is_cancelled else "EventScheduled"
    return {
        "@type": "Event",
        "name": page.title,
        "description": page.introduction,
        "inLanguage": page.language_code,
        "startDate": start.isoformat(),
        "endDate": end.isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventSchedule": _schedule(page, zone),
        "location": {"@type": "Place", "name": page.place, "address": page.place},
        "organizer": {"@id": absolute("/") + "#city"},
        "url": absolute(page.url),
        "about": _about(context, absolute),
    }


def _schedule(page: Any, zone: ZoneInfo) -> Node:
    if not page.repeats:
        return {}
    first, last = page.starts_at.astimezone(zone), page.ends_at.astimezone(zone)
    return without_empty(
        {
            "@type": "Schedule",
            "repeatFrequency": FREQUENCIES[page.repeats],
            "startDate": first.date().isoformat(),
            "endDate": page.repeats_until.isoformat() if page.repeats_until else None,
            "startTime": first.time().isoformat(),
            "endTime": last.time().isoformat(),
            "scheduleTimezone": page.time_zone,
        }
    )


def _about(context: Context, absolute: Absolute) -> list[Node]:
    return [
        {"@type": "Thing", "name": page.title, "url": absolute(page.url)}
        for page in context.get("related", ())
    ]


DESCRIPTIONS = {HomePage: home, NewsPage: news, EventPage: event}
