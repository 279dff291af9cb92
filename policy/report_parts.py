"""The parts of an approved report, each of which can stand by itself elsewhere on the site."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from blocks.report_part import REPORT_PARTS, Line, ReportPart, Row
from core.languages import preferred, read_references
from core.said import Said
from policy.report_reading import read
from policy.status import ActivityStatus

if TYPE_CHECKING:
    from policy.models import QuarterlyReportPage, SealedReport

Entry = dict[str, Any]


class ReportParts:
    """An approved version as readers of one language read it; what it leads to is as of today."""

    def __init__(
        self, report: "QuarterlyReportPage", sealed: "SealedReport", language: str
    ) -> None:
        self.sealed = sealed
        self.language = language
        with translation.override(language):
            self.reading = read(sealed, language)
            # The public page in the reader's language; None where the report is not public.
            self.page = next(iter(read_references([report], language=language)), None)

    def part(self, name: str) -> ReportPart | None:
        """A part by its name in REPORT_PARTS; None if the report is not public."""
        if self.page is None:
            return None
        with translation.override(self.language):
            heading = Said(str(REPORT_PARTS[name]), "")
            return ReportPart(
                name=name,
                heading=self.reading.title if name == "title" else heading,
                report=self.reading.title,
                page=self.page,
                version=self.sealed.version,
                approved_on=self.reading.approved_on or self.sealed.sealed_at.date(),
                figures=self._figures() if name == "figures" else [],
                words=self.reading.foreword if name == "foreword" else None,
                rows=self._rows(name),
            )

    def filled(self) -> list[str]:
        """The names of the parts that say something."""
        parts = [self.part(name) for name in REPORT_PARTS]
        return [part.name for part in parts if part and not part.is_empty]

    def _figures(self) -> list[tuple[str, str]]:
        totals = self.reading.totals
        figures = [(_("Activities"), str(totals["activities"]))]
        figures += [(str(status.label), str(n)) for status, n in self.reading.by_status]
        if totals["done"]:
            evidenced = {"with": totals["done_with_evidence"], "all": totals["done"]}
            figures.append((_("Done with evidence"), _("%(with)s of %(all)s") % evidenced))
        return figures

    def _rows(self, name: str) -> list[Row]:
        if name in ("projects", "networks"):
            return [self._row(e, [Line(Said(e["told"], ""))]) for e in getattr(self.reading, name)]
        if name == "events":
            return [self._row(e, [Line(e["place"], e["on"])]) for e in self.reading.events]
        if name == "notes":
            noted = [entry for entry in self._activities if entry["notes"]]
            return [self._row(e, [Line(n["text"], n["on"]) for n in e["notes"]]) for e in noted]
        changed = [entry for entry in self._activities if name in entry["codes"]]
        return [self._row(entry, self._lines(entry, name)) for entry in changed]

    def _row(self, entry: Entry, lines: list[Line]) -> Row:
        return Row(
            title=entry["title"],
            reference=entry.get("reference", ""),
            page=self._pages.get(entry.get("key", "")),
            lines=[line for line in lines if line.text or line.on],
        )

    def _lines(self, entry: Entry, name: str) -> list[Line]:
        lines = [Line(entry["operation"])] if entry["operation"] else []
        if name == "new":
            lines.append(Line(Said(str(entry["status"].label), "")))
        elif entry["judgement"]:
            lines.append(Line(entry["judgement"]["reason"], entry["judgement"]["on"]))
        if entry["status"] is ActivityStatus.DONE:
            lines += [Line(title) for title in entry["evidence"]]
        return lines

    @cached_property
    def _activities(self) -> list[Entry]:
        """As they are read, with the codes of their changes."""
        codes = [entry["changes"] for entry in self.reading.content["activities"]]
        pairs = zip(self.reading.activities, codes, strict=True)
        return [{**entry, "codes": code} for entry, code in pairs]

    @cached_property
    def _pages(self) -> dict[str, Any]:
        """The activities' public pages, by key."""
        from policy.models import ActivityPage

        told = [e["key"] for e in self._activities if e["codes"] or e["notes"]]
        pages = preferred(ActivityPage.objects.filter(translation_key__in=told), self.language)
        return {str(page.translation_key): page for page in pages}
