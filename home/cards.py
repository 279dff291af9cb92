"""What cards of news and events say, and the rules that choose them."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.card_rules import CardRule
from core.cards import Card, CardKind, facts, page_card, said_by
from core.templatetags.writing import date_text, day, time_span
from home.occurrences import coming, past

MOST_PAST = 12


def news_card(page: Any) -> Card:
    return page_card(page, when=day(page.date), dates=(page.date, page.date), image=page.image)


def load_pictures(news: list[Any]) -> None:
    """Fetches the sizes that the pictures have already. One query for all of them."""
    prefetch_related_objects([page.image for page in news if page.image], "renditions")


def event_card(page: Any) -> Card:
    begins, ends = page.next_times
    is_open = not (page.is_past or page.is_cancelled)
    deadline = page.sign_up_deadline if is_open else None
    return page_card(
        page,
        when=time_span(begins, ends),
        dates=(timezone.localtime(begins), timezone.localtime(ends)),
        notice=_("Cancelled") if page.is_cancelled else "",
        facts=facts(
            (_("Where"), said_by(page, page.place)),
            (_("Last day to sign up"), deadline and date_text(deadline)),
            (_("Sign up"), deadline and page.sign_up_has_closed and _("Sign-up has closed.")),
        ),
    )


CARDS = [
    CardKind("home.NewsPage", news_card, ("image",), load_pictures),
    CardKind("home.EventPage", event_card),
]
RULES = [
    CardRule(
        "news-latest",
        gettext_lazy("The latest news"),
        "home.NewsPage",
        lambda news: news.order_by("-date", "path"),
    ),
    CardRule("events-coming", gettext_lazy("Coming events"), "home.EventPage", coming),
    CardRule(
        "events-held",
        gettext_lazy("Events held, the latest first"),
        "home.EventPage",
        lambda events: past(events, MOST_PAST),
    ),
]
