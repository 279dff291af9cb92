import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel
from wagtail.contrib.routable_page.models import path
from wagtail.search import index

from blocks.streams import article_body
from core.models import BasePage, ExampleMixin, RoutesMixin
from core.page_form import FactsLockedForm
from core.panels import grouped
from policy.approving import report_workflow
from policy.as_of import TodayOnlyMixin
from policy.quarters import Quarter
from policy.report_links import decisions_on, link_activities
from policy.report_parts import ReportParts
from policy.report_reading import ReadReport, read
from policy.sealing import draft, latest, needs_new_version

if TYPE_CHECKING:
    from blocks.report_part import ReportPart
    from policy.models.action_plan import ActionPlanPage


# A version of more digits than this has never been.
LONGEST_VERSION = 4
YEARS = range(1990, 2101)


class ReportForm(FactsLockedForm):
    """A plan has one report on a quarter: what it got wrong is corrected in that."""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean()
        twins = QuarterlyReportPage.objects.child_of(self.parent_page).exclude(pk=self.instance.pk)
        if twins.filter(year=given.get("year"), quarter=given.get("quarter")).exists():
            self.add_error(
                "quarter", _("The plan has a report on this quarter already: correct that one.")
            )
        # The Swedish page alone asks: English has no facts of its own.
        plan = self.parent_page.specific
        # What is no quarter is told by the fields themselves.
        if given.get("year") in YEARS and given.get("quarter") in range(1, 5):
            quarter = Quarter(given["year"], given["quarter"])
            if quarter.last < (plan.starts_on or dt.date.min):
                self.add_error("quarter", _("That quarter is before the plan's first day."))
        return given


class QuarterlyReportPage(TodayOnlyMixin, RoutesMixin, ExampleMixin, BasePage):
    """A report to the executive board ("Ge kvartalsvisa rapporter till kommunstyrelsen").

    Until it is approved it is composed anew each time; publishing it approves it, and from then on
    it shows what was approved (`SealedReport`).
    """

    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(YEARS[0]), MaxValueValidator(YEARS[-1])],
        help_text=_("With four digits."),
    )
    quarter = models.PositiveSmallIntegerField(
        _("quarter"),
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        help_text=_("1 to 4."),
    )
    foreword = models.TextField(
        _("foreword"),
        blank=True,
        help_text=_("The coordinator's own words, before what is composed."),
    )
    read_on = models.DateField(
        _("as the site stood on"),
        null=True,
        blank=True,
        help_text=_(
            "Empty: the quarter's last day. A later day only in a correction, for what was entered "
            "too late."
        ),
    )
    correction = models.TextField(
        _("what is corrected"),
        blank=True,
        help_text=_("Only once the report has been approved: what this version corrects, and why."),
    )
    body = article_body()

    translatable: ClassVar[list[str]] = ["foreword", "correction", "body"]
    facts: ClassVar[list[str]] = ["year", "quarter", "read_on"]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("foreword"),
        index.SearchField("body"),
    ]
    content_panels = grouped(
        facts=["is_example", FieldRowPanel(["year", "quarter"]), "read_on"],
        contents=["foreword", "body", "correction"],
    )
    base_form_class = ReportForm
    parent_page_types: ClassVar[list[str]] = ["policy.ActionPlanPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("quarterly report")
        verbose_name_plural = _("quarterly reports")

    def plan(self) -> "ActionPlanPage":
        """The Swedish page of the plan that it reports on."""
        parent = self.get_parent().specific
        return parent if parent.locale.language_code == "sv" else self.source().plan()

    def source(self) -> "QuarterlyReportPage":
        """The Swedish page of the report."""
        if self.locale.language_code == "sv":
            return self
        return QuarterlyReportPage.objects.get(
            translation_key=self.translation_key, locale__language_code="sv"
        )

    def period(self) -> Quarter:
        """The quarter that it reports on."""
        return Quarter(self.year, self.quarter)

    def _has_period(self) -> bool:
        """Whether there is such a quarter; where there is none, the two fields say so."""
        try:
            others = {field.name for field in self._meta.fields} - {"year", "quarter"}
            self.clean_fields(exclude=others)
        except ValidationError:
            return False
        return True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new report is a draft: the screen for new pages saves it before it asks."""
        if self._state.adding and not (self.locale_id and self.locale.language_code != "sv"):
            self.live = False
        super().save(*args, **kwargs)

    def get_workflow(self) -> Any:
        """The Swedish report's own, from its first submission on, not that of its section."""
        own = report_workflow() if self.locale.language_code == "sv" else None
        return own or super().get_workflow()

    def clean(self) -> None:
        super().clean()
        if not self._has_period():
            return
        if self.period().first > timezone.localdate():
            raise ValidationError({"quarter": _("That quarter has not begun yet.")})
        if self.read_on and not self.period().last <= self.read_on <= timezone.localdate():
            raise ValidationError(
                {"read_on": _("Choose a day after the quarter, and no later than today.")}
            )
        last = latest(self) if self.pk and self.locale.language_code == "sv" else None
        if last is None:
            return
        kept = read(last, "sv")
        if (kept.year, kept.quarter) != (self.year, self.quarter):
            raise ValidationError(
                {"quarter": _("An approved report keeps its quarter: make a new report.")}
            )
        if needs_new_version(self, last) and self.correction in ("", kept.correction.words):
            raise ValidationError(
                {"correction": _("The report has been approved: say what this version corrects.")}
            )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["report"] = self.reading(request)
        link_activities(context["report"])
        context["decisions"] = decisions_on(self)
        context["newest"] = self.source().approved_version() if self.pk else None
        return context

    def reading(self, request: HttpRequest) -> ReadReport:
        """What its readers see: the version asked for by `?version=`, else the last one approved;
        a draft in preview. Raises Http404 for a version that there is not, or none approved.
        """
        source, language = self.source(), self.locale.language_code
        if getattr(request, "is_preview", False) and self.locale.language_code == "sv":
            return ReadReport(draft(self), language)
        wanted = request.GET.get("version")
        found = latest(source)
        if wanted is not None:
            is_number = wanted.isdecimal() and len(wanted) <= LONGEST_VERSION
            found = source.sealed.filter(version=wanted).first() if is_number else None
            if found is None:
                raise Http404
        if found is None:
            # Public without an approval: an alias. What nobody has approved is shown to nobody.
            raise Http404
        return read(found, language)

    def approved_version(self, version: int | None = None) -> int | None:
        """The version if it has been approved, without one the latest; None if there is none."""
        kept = self.sealed.filter(version=version) if version else self.sealed
        found: int | None = kept.order_by("version").values_list("version", flat=True).last()
        return found

    def report_part(self, name: str, version: int, language: str) -> "ReportPart | None":
        """A part of an approved version of this Swedish page; None if the report is not public."""
        parts = self.report_parts(version, language)
        return parts.part(name) if parts else None

    def report_parts(self, version: int, language: str) -> "ReportParts | None":
        """The parts of an approved version, read once; None if there is no such version."""
        known = self.__dict__.setdefault("_parts", {})
        if (version, language) not in known:
            sealed = self.sealed.filter(version=version).first()
            known[version, language] = ReportParts(self, sealed, language) if sealed else None
        found: ReportParts | None = known[version, language]
        return found

    @path("")
    def page(self, request: HttpRequest) -> HttpResponse:
        return self.render(request)

    @path("rapport.json/", name="json")
    @path("rapport.csv/", name="csv")
    @path("rapport.pdf/", name="pdf")
    @path("rapport.docx/", name="docx")
    @path("report.json/", name="json_en")
    @path("report.csv/", name="csv_en")
    @path("report.pdf/", name="pdf_en")
    @path("report.docx/", name="docx_en")
    def file(self, request: HttpRequest) -> HttpResponse:
        """The approved report as a file. Raises Http404 where none has been approved."""
        from policy.report_files import report_file

        kind = request.path.rpartition(".")[2]
        return report_file(self._approved(request), kind, self, request)

    @path("arkiv.zip/", name="archive")
    @path("archive.zip/", name="archive_en")
    def archive(self, request: HttpRequest) -> HttpResponse:
        """The approved report in both languages, with checksums, for the city's archive."""
        return self.file(request)

    def _approved(self, request: HttpRequest) -> ReadReport:
        report = self.reading(request)
        if report.sealed is None:
            raise Http404
        return report
