"""How news, events and plain pages name records."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from core.mentions import CardMention, Mention

NEWS, EVENTS = "home/includes/news_list.html", "home/includes/event_list.html"
PAGES = "includes/page_list.html"


def _of(record: str) -> list[Mention]:
    """What names a focus area or a contact."""
    return [
        Mention(record, "news", _("News"), NEWS, 50, ("-date", "path")),
        Mention(record, "events", _("Events"), EVENTS, 51, ("-starts_at", "path")),
    ]


def _with_keyword() -> list[Mention]:
    """The same pages by their keywords, which are rows of all page types."""
    return [
        replace(mention, model=f"home.{model}", lookup="keyword_links__tag")
        for mention, model in zip(_of("records.Keyword"), ("NewsPage", "EventPage"), strict=True)
    ]


MENTIONS = [
    *_with_keyword(),
    *_of("records.FocusArea"),
    *_of("records.Contact"),
    CardMention("records.Contact", "cards", _("Shown on"), PAGES, 60),
    Mention("records.Contact", "standard_pages", _("Other pages"), PAGES, 61),
    Mention("records.Contact", "accessibility_statements", _("Accessibility statement"), PAGES, 62),
]
