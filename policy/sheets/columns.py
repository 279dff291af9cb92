"""The columns of the spreadsheet: their names, their headings, and what each of them holds."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.periods import Precision
from core.sheets.sheet import Layout
from core.sheets.words import folded, name_by_heading
from core.tables import Column
from policy.models import Continued
from policy.status import JUDGED


class Kind(enum.Enum):
    """What a cell holds, and so how it is read and written."""

    TEXT = enum.auto()
    ENGLISH = enum.auto()
    DATE = enum.auto()
    CHOICE = enum.auto()
    CODE = enum.auto()
    CODES = enum.auto()
    JUDGEMENT = enum.auto()


@dataclass(frozen=True)
class SheetColumn:
    """A column; `field` is the page's field, or for English the field that is translated."""

    name: str
    heading: Any
    kind: Kind
    field: str
    choices: tuple[Any, ...] = ()


def _text(field: str, swedish: Any, english: Any) -> tuple[SheetColumn, SheetColumn]:
    return (
        SheetColumn(f"{field}_sv", swedish, Kind.TEXT, field),
        SheetColumn(f"{field}_en", english, Kind.ENGLISH, field),
    )


def _fact(
    name: str, heading: Any, kind: Kind, field: str = "", choices: Iterable[Any] = ()
) -> SheetColumn:
    return SheetColumn(name, heading, kind, field or name, tuple(choices))


COLUMNS = (
    _fact("reference", _("Reference"), Kind.TEXT),
    *_text("title", _("Title in Swedish"), _("Title in English")),
    _fact("area", _("Area (reference)"), Kind.CODE),
    _fact("operation", _("Responsible operation (code)"), Kind.CODE),
    _fact("participating", _("Operations taking part (codes)"), Kind.CODES),
    _fact("starts_on", _("Starts on"), Kind.DATE),
    _fact("ends_on", _("Ends on"), Kind.DATE),
    _fact("precision", _("Precision"), Kind.CHOICE, choices=Precision),
    *_text("introduction", _("Introduction in Swedish"), _("Introduction in English")),
    *_text("aim", _("Aim in Swedish"), _("Aim in English")),
    *_text("outcome", _("What came of it, in Swedish"), _("What came of it, in English")),
    _fact("methods", _("Methods (references)"), Kind.CODES),
    _fact("statements", _("Direction statements (references)"), Kind.CODES),
    _fact("focus_areas", _("Focus areas (codes)"), Kind.CODES),
    _fact("networks", _("Networks (addresses)"), Kind.CODES),
    _fact("partner_regions", _("Partner regions (addresses)"), Kind.CODES),
    _fact("twin_towns", _("Twin towns (addresses)"), Kind.CODES),
    _fact("projects", _("Projects (addresses)"), Kind.CODES),
    _fact("indicators", _("Indicators (codes)"), Kind.CODES),
    _fact("contact", _("Contact (code)"), Kind.CODE),
    _fact("status", _("Judged status"), Kind.JUDGEMENT, choices=JUDGED),
    _fact("status_on", _("Judged on"), Kind.JUDGEMENT, "on"),
    _fact("status_reason_sv", _("Reason in Swedish"), Kind.JUDGEMENT, "reason"),
    _fact("continued_in", _("Continued in (reference)"), Kind.CODE),
    _fact("continued_how", _("Continued how"), Kind.CHOICE, choices=Continued),
    _fact("continued_on", _("Continued since"), Kind.DATE),
    _fact("slug_sv", _("Swedish address"), Kind.TEXT, "slug"),
)
BY_NAME = {column.name: column for column in COLUMNS}
ENGLISH = tuple(column for column in COLUMNS if column.kind is Kind.ENGLISH)
JUDGEMENT = tuple(column for column in COLUMNS if column.kind is Kind.JUDGEMENT)
# Without them an activity cannot be.
REQUIRED = ("title_sv", "area")


def table_columns() -> list[Column]:
    """The columns for `core.tables`, with their headings in the editor's language."""
    return [Column(column.name, str(column.heading)) for column in COLUMNS]


def choice_named(column: SheetColumn, text: str) -> str | None:
    """The value of a choice by its code, or by its name in Swedish or English; None if unknown."""
    wanted = folded(text)
    for language, _name in settings.LANGUAGES:
        with override(language):
            for choice in column.choices:
                if wanted in (folded(choice.value), folded(str(choice.label))):
                    return str(choice.value)
    return None


def label_of(name: str, value: str) -> str:
    """A cell's value as the editor knows it: a choice by its name."""
    labels = {choice.value: str(choice.label) for choice in BY_NAME[name].choices}
    return labels.get(value, value)


def name_of(heading: str) -> str | None:
    """The name of the column with this name or heading; None if none has."""
    return name_by_heading(heading, {column.name: column.heading for column in COLUMNS})


def layout() -> Layout:
    """What the file of a plan may hold, in the editor's language."""
    heading = BY_NAME["reference"].heading
    missing = _("The column “%(name)s” is missing: it says which activity a row is about.")
    return Layout(
        name_of,
        lambda name: str(BY_NAME[name].heading),
        [column.name for column in COLUMNS],
        {"reference": str(missing % {"name": heading})},
    )
