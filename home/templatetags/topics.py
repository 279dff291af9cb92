"""Where a topic is subscribed to."""

from dataclasses import dataclass
from typing import Any

from django import template

from core.templatetags.frame import page_of_type
from home.calendar import calendar_address
from home.feed import feed_address
from home.models import EventIndexPage, NewsIndexPage
from home.topics import COUNTRY, FOCUS_AREA, KEYWORD, SECTION
from records.models import FocusArea, Keyword

register = template.Library()

PARAMETERS = {FocusArea: FOCUS_AREA, Keyword: KEYWORD}


@dataclass(frozen=True)
class Subscriptions:
    """The addresses of a topic's feed of news and calendar of events; empty for none."""

    feed: str = ""
    calendar: str = ""


@register.simple_tag(takes_context=True)
def subscriptions(
    context: Any, record: Any = None, country: str = "", section: Any = None
) -> Subscriptions:
    """Those of a focus area, a keyword, a country or a section of the site (its page); none for
    any other record. No query.
    """
    parameter, value = PARAMETERS.get(type(record)), getattr(record, "code", "")
    if country:
        parameter, value = COUNTRY, country
    if section:
        parameter, value = SECTION, section.slug
    if parameter is None:
        return Subscriptions()
    sections = [*context["frame"].menu, *context["frame"].footer]
    news, events = (page_of_type(sections, model) for model in (NewsIndexPage, EventIndexPage))
    query = f"?{parameter}={value}"
    return Subscriptions(
        feed_address(news) + query if news else "",
        calendar_address(events) + query if events else "",
    )
