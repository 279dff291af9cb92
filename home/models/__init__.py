"""The front door: home page, news, events, plain pages."""

from home.models.accessibility import AccessibilityStatementPage
from home.models.event import EventIndexPage, EventPage
from home.models.home import HomePage
from home.models.news import NewsIndexPage, NewsPage, RelatedPage
from home.models.standard import StandardPage

__all__ = [
    "AccessibilityStatementPage",
    "EventIndexPage",
    "EventPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "RelatedPage",
    "StandardPage",
]
