"""The news and events that are about a page: any page shows them back."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Value

from core.languages import preferred_pages
from home.models.event import EventPage, EventRelatedPage
from home.models.news import NewsPage, RelatedPage

MOST_SHOWN = 20


@dataclass(frozen=True)
class ToldOf:
    """News and events, the newest first."""

    news: list[NewsPage]
    events: list[EventPage]


def told_of(page: Any) -> ToldOf:
    """The public news and events about `page`, in the reader's language.

    One query where there are none, which is so on most pages, and one more for each of the two.
    """
    keys: dict[str, list[Any]] = {"news": [], "events": []}
    for kind, key in _rows(RelatedPage, "news", page).union(
        _rows(EventRelatedPage, "events", page)
    ):
        keys[kind].append(key)
    news: Any = NewsPage.objects.filter(translation_key__in=keys["news"])
    events: Any = EventPage.objects.filter(translation_key__in=keys["events"])
    return ToldOf(
        list(preferred_pages(news).order_by("-date", "path")[:MOST_SHOWN]) if keys["news"] else [],
        list(preferred_pages(events).order_by("-starts_at", "path")[:MOST_SHOWN])
        if keys["events"]
        else [],
    )


def _rows(model: Any, kind: str, page: Any) -> Any:
    rows = model.objects.filter(related__translation_key=page.translation_key)
    return rows.order_by().values_list(
        Value(kind, output_field=CharField()), "page__translation_key"
    )
