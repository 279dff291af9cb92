"""The facets that several catalogues have."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.facets import RecordFacet
from core.languages import reading_language


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


FOCUS_AREA = record_facet("focus-area", _("Focus area"), "focus_areas", "records.FocusArea")
THEME = RecordFacet(
    "theme",
    _("Theme"),
    lambda model: "keyword_links__tag",
    "records.Keyword",
    "slug",
    lambda: ("name", "name_en"),
    keyword_label,
)
