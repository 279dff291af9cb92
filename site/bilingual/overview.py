"""How the English side of the whole site stands, counted by the database."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, CharField, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from bilingual.models import TranslationState


class State(models.TextChoices):
    """How the translation of a published Swedish page stands."""

    CURRENT = "current", _("Current")
    STALE = "stale", _("Changed since")
    IN_PROGRESS = "in-progress", _("In progress")
    MISSING = "missing", _("Missing")


def pages_with_state(language: str = "en") -> "QuerySet[Page]":
    """The published Swedish pages with `state`, `translated_id`, `stale_since`, `changed`.

    One query, however many pages there are.
    """
    translated = Page.objects.filter(
        translation_key=OuterRef("translation_key"),
        locale__language_code=language,
        alias_of=None,
    ).order_by("pk")
    known = TranslationState.objects.filter(page_id=OuterRef("translated_id"))
    return (
        Page.objects.live()
        .filter(locale__language_code=settings.LANGUAGE_CODE, depth__gt=1, alias_of=None)
        .annotate(
            translated_id=Subquery(translated.values("pk")[:1]),
            translated_live=Subquery(translated.values("live")[:1]),
        )
        .annotate(
            stale_since=Subquery(known.values("stale_since")[:1]),
            changed=Subquery(known.values("changed_segments")[:1]),
        )
        .annotate(
            state=Case(
                When(Q(translated_id=None), then=Value(State.MISSING.value)),
                When(Q(translated_live=False), then=Value(State.IN_PROGRESS.value)),
                When(Q(stale_since__isnull=False), then=Value(State.STALE.value)),
                default=Value(State.CURRENT.value),
                output_field=CharField(),
            )
        )
    )


@dataclass(frozen=True)
class Totals:
    """How many published Swedish pages are in which state."""

    counts: dict[str, int]

    @property
    def pages(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def percent_current(self) -> int:
        """The share whose translation is current, rounded down: 100 only if it is all."""
        return 100 * self.counts[State.CURRENT] // self.pages if self.pages else 100

    def as_json(self) -> dict[str, Any]:
        """For the health endpoint."""
        return {"percent_current": self.percent_current, **self.counts}


def totals(language: str = "en") -> Totals:
    """The figures for the whole site, in one query."""
    rows = pages_with_state(language).order_by().values("state").annotate(number=Count("pk"))
    found = {row["state"]: row["number"] for row in rows}
    return Totals({state.value: found.get(state.value, 0) for state in State})
