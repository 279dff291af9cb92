"""Feeds and calendars of one topic: a focus area, keyword, country, or section of the site."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from core.countries import country_name
from core.languages import shown
from networks.countries import OWN, all_of
from records.merging import successor
from records.models import FocusArea, Keyword

FOCUS_AREA, KEYWORD, COUNTRY, SECTION = "focus-area", "keyword", "country", "section"
PARAMETERS = (FOCUS_AREA, KEYWORD, COUNTRY, SECTION)


@dataclass(frozen=True)
class Topic:
    """What a reader has chosen: its name, and which pages belong to it."""

    parameter: str
    value: str
    name: str
    pages: Q

    @property
    def query(self) -> str:
        """As it stands in the address."""
        return f"{self.parameter}={self.value}"


def topics_of(choice: QueryDict, index: Page) -> list[Topic]:
    """The topics that an address names; a page has to belong to all of them.

    Raises Http404 for one that there is not.
    """
    return list(_topics(choice, index))


def _topics(choice: QueryDict, index: Page) -> Iterator[Topic]:
    # What is no code at all is no topic; PostgreSQL refuses a zero byte.
    given = {name: str(choice[name]) for name in PARAMETERS if name in choice}
    if any(not value.replace("-", "").replace("_", "").isalnum() for value in given.values()):
        raise Http404
    if code := given.get(FOCUS_AREA):
        area = get_object_or_404(FocusArea, code=code)
        yield Topic(FOCUS_AREA, code, area.name, Q(focus_areas=area))
    if code := given.get(KEYWORD):
        word = Keyword.public().filter(slug=code).first() or successor(code)
        if word is None:
            raise Http404
        yield Topic(KEYWORD, word.slug, word.label, Q(keyword_links__tag=word))
    if code := given.get(COUNTRY):
        keys = all_of(code.upper())
        # Those that have a page, by the codes that stand in its address.
        if not code.isascii() or code != code.lower() or code == OWN.lower() or not keys.exists():
            raise Http404
        there = Q(related_pages__related__translation_key__in=keys)
        yield Topic(COUNTRY, code, country_name(code.upper()), there)
    if slug := given.get(SECTION):
        section = get_object_or_404(shown(Page.objects.sibling_of(index)), slug=slug)
        below = Page.objects.none()
        for page in section.get_translations(inclusive=True):
            below |= Page.objects.descendant_of(page, inclusive=True)
        yield Topic(SECTION, slug, section.title, Q(related_pages__related__in=below))


def about(pages: Any, topics: list[Topic]) -> Any:
    """The pages that belong to all of the topics, each once."""
    for topic in topics:
        # Each in a subquery of its own, so that no page comes twice.
        pages = pages.filter(pk__in=pages.model.objects.filter(topic.pages).values("pk"))
    return pages


def titled(title: str, topics: list[Topic]) -> str:
    """The title of a feed or calendar with its topics: “News: Education”."""
    return f"{title}: {', '.join(topic.name for topic in topics)}" if topics else title


def query_of(topics: list[Topic]) -> str:
    """The topics as the end of an address; empty for none."""
    return "?" + "&".join(topic.query for topic in topics) if topics else ""
