"""The times of an event, in Sweden and at its place."""

from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from core.languages import reading_language
from core.templatetags.writing import time_span

register = template.Library()


@register.simple_tag
def time_there(event: Any) -> SafeString | str:
    """The next times by the clock of the event's place; empty where it is that of Sweden."""
    start, end = event.next_times
    zone = ZoneInfo(event.time_zone)
    if start.astimezone(zone).utcoffset() == timezone.localtime(start).utcoffset():
        return ""
    with timezone.override(zone):
        return time_span(start, end)


@register.filter
def town_of(time_zone: str) -> str:
    """The town that a time zone is named by, in the reader's language: “Bryssel”."""
    return get_timezone_location(ZoneInfo(time_zone), reading_language(), return_city=True)
