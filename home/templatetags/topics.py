"""Where a topic is subscribed to."""

from typing import Any

from django import template

from core.languages import reading_language, shown
from home.models import EventIndexPage, NewsIndexPage
from home.topics import FOCUS_AREA, KEYWORD
from records.models import FocusArea, Keyword

register = template.Library()

PARAMETERS = {FocusArea: FOCUS_AREA, Keyword: KEYWORD}


@register.simple_tag
def news_feed(record: Any) -> str:
    """The feed of the news on a focus area or keyword; empty for any other record."""
    return _address(NewsIndexPage, "feed_url", record)


@register.simple_tag
def event_calendar(record: Any) -> str:
    """The calendar of the events on a focus area or keyword; empty for any other record."""
    return _address(EventIndexPage, "calendar_url", record)


def _address(model: Any, name: str, record: Any) -> str:
    parameter = PARAMETERS.get(type(record))
    if parameter is None:
        return ""
    indexes = shown(model.objects.filter(locale__language_code=reading_language()))
    index = indexes.select_related("locale").first()
    return f"{getattr(index, name)}?{parameter}={record.code}" if index else ""
