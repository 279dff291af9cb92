"""A part of an approved quarterly report, as it was approved.

The report's page is known here by name alone: what it is asked is said by `ReportPage`.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from blocks.same import SameInBothLanguages
from core.languages import reading_language
from core.said import Said

# In the order in which a newsletter tells of them.
REPORT_PARTS = {
    "title": gettext_lazy("The report's title"),
    "figures": gettext_lazy("The report in brief"),
    "foreword": gettext_lazy("Foreword"),
    "new": gettext_lazy("New activities"),
    "started": gettext_lazy("Activities that have started"),
    "finished": gettext_lazy("Activities that are done"),
    "late": gettext_lazy("Activities that are late"),
    "cancelled": gettext_lazy("Activities that have been cancelled"),
    "notes": gettext_lazy("What has happened"),
    "projects": gettext_lazy("Projects and grants"),
    "networks": gettext_lazy("Networks"),
    "events": gettext_lazy("Events held"),
}


@dataclass(frozen=True)
class Line:
    """Something that is told of a row, with its day if it has one."""

    text: Said
    on: dt.date | None = None


@dataclass(frozen=True)
class Row:
    """An activity, project, network or event; `page` where it is public."""

    title: Said
    reference: str = ""
    page: Any = None
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class ReportPart:
    """What a part says in one language: every channel's template reads it."""

    name: str
    heading: Said
    report: Said
    page: Any
    version: int
    approved_on: dt.date
    figures: list[tuple[str, str]] = field(default_factory=list)
    words: Said | None = None
    rows: list[Row] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.name == "title" or self.figures or self.words or self.rows)

    @property
    def address(self) -> str:
        """The whole address of the version that it is a part of."""
        return f"{self.page.full_url}?version={self.version}"


class ReportPage(Protocol):
    """What the block asks of the page of a report, on the Swedish page."""

    pk: int

    def source(self) -> "ReportPage":
        """The Swedish page."""

    def approved_version(self, version: int | None) -> int | None:
        """The version if it has been approved, without one the latest; None if there is none."""

    def report_part(self, name: str, version: int, language: str) -> ReportPart | None:
        """A part of that version; None if the report is not public."""


class ReportPartBlock(SameInBothLanguages, blocks.StructBlock):
    """A part of an approved quarterly report: the version is fixed, so that it never changes.

    The report has its own words in both languages; there is nothing to translate.
    """

    report = blocks.PageChooserBlock(
        "policy.QuarterlyReportPage",
        label=gettext_lazy("Quarterly report"),
        help_text=gettext_lazy("It must have been approved."),
    )
    part = blocks.ChoiceBlock(choices=list(REPORT_PARTS.items()), label=gettext_lazy("Part"))
    version = blocks.IntegerBlock(
        min_value=1,
        max_value=9999,
        required=False,
        label=gettext_lazy("Version"),
        help_text=gettext_lazy(
            "Empty: the latest one. Its number is filled in when you save, and a later correction "
            "of the report then changes nothing here."
        ),
    )

    class Meta:
        icon = "doc-full"
        label = pgettext_lazy("block", "Part of a quarterly report")
        template = "blocks/report_part/web.html"
        description = gettext_lazy("Figures, foreword or activities, as they were approved")
        help_text = gettext_lazy("The same words as in the report, in both languages.")

    def bulk_to_python(self, values: Any) -> list[Any]:
        """Parts of one report share its page, so that what they say is read once."""
        found = super().bulk_to_python(values)
        pages: dict[int, Any] = {}
        for value in found:
            if value["report"]:
                value["report"] = pages.setdefault(value["report"].pk, value["report"])
        return found

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        report, part = value["report"], value["part"]
        if report is None:
            # A draft may be saved without it.
            return value
        value["report"] = report = report.source()
        version = report.approved_version(value["version"])
        if version is None:
            name = "version" if report.approved_version(None) else "report"
            raise _fault(name, _("It has not been approved."))
        value["version"] = version
        if part:
            found = report.report_part(part, version, reading_language())
            if found is None:
                raise _fault("report", _("It is not public."))
            if found.is_empty:
                raise _fault("part", _("The report says nothing there."))
        return value

    def get_preview_value(self) -> Any:
        """A part of the latest report that is public; without one there is nothing to show."""
        reports = self.child_blocks["report"].model_class.objects
        latest = reports.filter(live=True, locale__language_code="sv").order_by("year", "quarter")
        report = latest.last()
        version = report.approved_version(None) if report else None
        return self.normalize({"report": report, "part": "figures", "version": version})

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["part"] = self._read(value)
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any] | None:
        """The part's words and addresses; None if there is nothing to show."""
        part = self._read(value)
        if part is None:
            return None
        return {
            "part": part.name,
            "heading": _plain(part.heading),
            "report": _plain(part.report),
            "version": part.version,
            "approved_on": part.approved_on,
            "address": part.address,
            "figures": [{"label": label, "value": value} for label, value in part.figures],
            "words": _plain(part.words) if part.words else None,
            "rows": [
                {
                    "reference": row.reference,
                    "title": _plain(row.title),
                    "address": row.page.full_url if row.page else None,
                    "lines": [{"on": line.on, **_plain(line.text)} for line in row.lines],
                }
                for row in part.rows
            ],
        }

    def _read(self, value: Any) -> ReportPart | None:
        if not (value["report"] and value["part"] in REPORT_PARTS and value["version"]):
            return None
        report: ReportPage = value["report"]
        part = report.report_part(value["part"], value["version"], reading_language())
        return None if part is None or part.is_empty else part


def _fault(name: str, message: str) -> StructBlockValidationError:
    return StructBlockValidationError(block_errors={name: ValidationError(message)})


def _plain(words: Said) -> dict[str, str]:
    return {"text": words.words, "language": words.language or reading_language()}
