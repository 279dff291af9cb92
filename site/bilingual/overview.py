"""How the English side of the whole site stands, counted by the database."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from bilingual.models import SwedishOnly, TranslationState


class State(models.TextChoices):
    """How a page stands in the other language."""

    CURRENT = "current", _("Current")
    STALE = "stale", _("Changed since")
    IN_PROGRESS = "in-progress", _("In progress")
    MISSING = "missing", _("Missing")
    SWEDISH_ONLY = "swedish-only", _("Deliberately Swedish only")
    ENGLISH_ONLY = "english-only", _("English without a Swedish source")


# Somebody has decided that these have one language only: they count neither for nor against.
ON_PURPOSE = (State.SWEDISH_ONLY, State.ENGLISH_ONLY)


def with_state(pages: "QuerySet[Page]", language: str = "en") -> "QuerySet[Page]":
    """Adds `state`, `translated_id`, `stale_since`, `stale_by`, `changed`, `only_reason`.

    Of a translated page it is its own state. Costs no query of its own. An alias is no translation.
    """
    same = Page.objects.filter(translation_key=OuterRef("translation_key")).order_by("pk")
    translated = same.filter(locale__language_code=language, alias_of=None)
    known = TranslationState.objects.filter(page_id=OuterRef("translated_id"))
    decided = SwedishOnly.objects.filter(page__translation_key=OuterRef("translation_key"))
    return (
        pages.annotate(
            has_source=Exists(same.filter(locale__language_code=settings.LANGUAGE_CODE)),
            translated_id=Subquery(translated.values("pk")[:1]),
            translated_live=Subquery(translated.values("live")[:1]),
            only_reason=Subquery(decided.values("reason")[:1]),
        )
        .annotate(
            stale_since=Subquery(known.values("stale_since")[:1]),
            stale_by=Subquery(known.values("stale_by__username")[:1]),
            changed=Subquery(known.values("changed_segments")[:1]),
        )
        .annotate(
            state=Case(
                When(has_source=False, then=Value(State.ENGLISH_ONLY.value)),
                When(
                    Q(translated_live=True, stale_since__isnull=False),
                    then=Value(State.STALE.value),
                ),
                When(Q(translated_live=True), then=Value(State.CURRENT.value)),
                When(Q(only_reason__isnull=False), then=Value(State.SWEDISH_ONLY.value)),
                When(Q(translated_id=None), then=Value(State.MISSING.value)),
                default=Value(State.IN_PROGRESS.value),
                output_field=CharField(),
            )
        )
    )


def pages_with_state(language: str = "en") -> "QuerySet[Page]":
    """The Swedish pages, and the English ones that have no source, with their state.

    One query, however many pages there are.
    """
    pages = Page.objects.filter(depth__gt=1, alias_of=None)
    return with_state(pages, language).filter(
        Q(locale__language_code=settings.LANGUAGE_CODE) | Q(has_source=False)
    )


@dataclass(frozen=True)
class Totals:
    """How many published pages are in which state."""

    counts: dict[str, int]

    @property
    def pages(self) -> int:
        """Those that are to be in both languages."""
        return sum(number for state, number in self.counts.items() if state not in ON_PURPOSE)

    @property
    def percent_current(self) -> int:
        """The share whose translation is current, rounded down: 100 only if it is all."""
        return 100 * self.counts[State.CURRENT] // self.pages if self.pages else 100

    def as_json(self) -> dict[str, Any]:
        """For the health endpoint."""
        return {"percent_current": self.percent_current, **self.counts}


def totals(language: str = "en") -> Totals:
    """The figures for the whole site, of what is published, in one query."""
    rows = (
        pages_with_state(language)
        .filter(live=True)
        .order_by()
        .values("state")
        .annotate(number=Count("pk"))
    )
    found = {row["state"]: row["number"] for row in rows}
    return Totals({state.value: found.get(state.value, 0) for state in State})
