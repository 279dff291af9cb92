"""The facets that several catalogues have."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.facets import ChoiceFacet, Option, RecordFacet
from core.languages import reading_language
from records.merging import successor


def in_reading_language() -> tuple[str, ...]:
    """The column of a record's name."""
    return (f"name_{reading_language()}",)


def as_it_is(name: str) -> tuple[str, str]:
    """A record has its name in every language."""
    return name, ""


def keyword_label(name: str, name_en: str) -> tuple[str, str]:
    """A keyword may lack its English name: then the Swedish one is marked."""
    if reading_language() == "sv":
        return name, ""
    return (name_en, "") if name_en else (name, "sv")


def record_facet(name: str, label: Any, path: str, record: str) -> RecordFacet:
    """Records with a code and a name in both languages, by the relation `path`."""
    return RecordFacet(
        name, label, lambda model: path, record, "code", in_reading_language, as_it_is
    )


@dataclass(frozen=True)
class KeywordFacet(RecordFacet):
    """Keywords; a link with one that has been merged chooses the one that it was merged into."""

    def option(self, key: str) -> Option | None:
        found = super().option(key)
        merged = successor(key) if found is None and "\0" not in key else None
        return super().option(merged.slug) if merged else found


# From the dates alone; what has none, and what has begun and not ended, holds today.
STATUS = ChoiceFacet(
    "status",
    _("Status"),
    lambda model: Case(
        When(ends_on__lt=timezone.localdate(), then=Value("ended")),
        When(starts_on__gt=timezone.localdate(), then=Value("planned")),
        default=Value("now"),
        output_field=CharField(),
    ),
    (
        ("now", _("Now")),
        ("planned", _("Planned")),
        ("ended", pgettext_lazy("co-operation", "Ended")),
    ),
)
FOCUS_AREA = record_facet("focus-area", _("Focus area"), "focus_areas", "records.FocusArea")
THEME = KeywordFacet(
    "theme",
    _("Theme"),
    lambda model: "keyword_links__tag",
    "records.Keyword",
    "slug",
    lambda: ("name", "name_en"),
    keyword_label,
)
