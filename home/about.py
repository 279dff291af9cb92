"""News and events are about the pages that they name as related."""

from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.about import About
from core.periods import Precision
from home.mentions import EVENTS, NEWS
from home.models import EventPage, NewsPage


def naming(model: Any, keys: Any) -> Any:
    """The news, or events, that name one of the pages, in either language."""
    named = model.objects.filter(related_pages__related__translation_key__in=keys)
    return model.objects.filter(pk__in=named.values("pk"))


ABOUT = [
    About(
        "news",
        _("News"),
        NEWS,
        50,
        partial(naming, NewsPage),
        ("-date", "path"),
        lambda page: (page.date, Precision.DAY),
        _("News"),
    ),
    About(
        "events",
        _("Events"),
        EVENTS,
        51,
        partial(naming, EventPage),
        ("-starts_at", "path"),
        lambda page: (timezone.localtime(page.starts_at).date(), Precision.DAY),
        _("Event"),
    ),
]
