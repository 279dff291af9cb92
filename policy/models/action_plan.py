from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, InlinePanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Page
from wagtail.search import index

from blocks.streams import article_body
from core.languages import preferred_pages
from core.models import BasePage, ExampleMixin, PeriodMixin, RoutesMixin
from core.navigation import language_alternatives
from core.panels import FactPanel, grouped
from policy.areas import activities_by_area
from policy.as_of import AsOfMixin, TodayOnlyMixin
from policy.long_lists import area_lists
from policy.matrix import MatrixForm, current_activities, matrix_of
from policy.matrix_files import matrix_file
from policy.models.point import Point, PointsForm
from policy.report_links import reports_on


class AreasForm(PointsForm):
    points = "areas"


class ActionPlanIndexPage(TodayOnlyMixin, BasePage):
    """All action plans, the newest first."""

    body = article_body()

    translatable: ClassVar[list[str]] = ["body"]
    content_panels = grouped(contents=["body"])
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["policy.ActionPlanPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("action plans index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        plans = preferred_pages(ActionPlanPage.objects.all(), passed=self.depth)
        context["plans"] = plans.order_by("-starts_on")
        return context


class ActionPlanPage(AsOfMixin, ExampleMixin, RoutesMixin, PeriodMixin, BasePage):
    """An action plan for a period: its areas, with their activities, and its matrix."""

    update_interval = models.PositiveSmallIntegerField(
        _("months between updates"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
        help_text=_("An activity without news for longer than this is to be asked about."),
    )
    body = article_body()

    translatable: ClassVar[list[str]] = ["areas", "body"]
    facts: ClassVar[list[str]] = ["update_interval"]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.RelatedFields(
            "areas", [index.SearchField("title"), index.SearchField("introduction")]
        ),
        index.SearchField("body"),
    ]
    content_panels = grouped(
        facts=[
            "is_example",
            FieldRowPanel(["starts_on", "ends_on", "precision"], heading=_("Period")),
            "update_interval",
        ],
        contents=["body", InlinePanel("areas", heading=_("Areas"), label=_("Area"))],
    )
    base_form_class = AreasForm
    parent_page_types: ClassVar[list[str]] = ["policy.ActionPlanIndexPage"]
    subpage_types: ClassVar[list[str]] = ["policy.ActivityPage", "policy.QuarterlyReportPage"]

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")

    def section_pages(self) -> list[Page]:
        """None: the page itself lists its activities, area by area."""
        return []

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        """The plan with its activities, area by area; `?area=` for one of a plan with many."""
        lists = area_lists(activities_by_area(self), request.GET)
        reports = {"reports": reports_on(self)}
        return self.render(request, context_overrides=lists | reports)

    @path("matris/", name="matrix")
    @path("matrix/", name="matrix_en")
    def matrix(self, request: HttpRequest) -> HttpResponse:
        """Annex 4: the activities by operation and area, computed."""
        if away := self.from_other_word(request, self.matrix_url):
            return away
        activities = current_activities(self)
        form = MatrixForm(request.GET, self, activities)
        if form.led_query:
            return HttpResponsePermanentRedirect(f"{request.path}?{form.led_query}")
        context: dict[str, Any] = {
            "title": gettext("Matrix of the activities"),
            "form": form,
            "language_alternatives": language_alternatives(self, "matrix_url"),
        }
        if form.is_valid():
            context["matrix"] = matrix_of(form)
        response = self.render(request, template="policy/matrix.html", context_overrides=context)
        response.status_code = 200 if form.is_valid() else 400
        return response

    @path("matris.csv/", name="matrix_csv")
    @path("matris.xlsx/", name="matrix_xlsx")
    @path("matris.json/", name="matrix_json")
    @path("matrix.csv/", name="matrix_csv_en")
    @path("matrix.xlsx/", name="matrix_xlsx_en")
    @path("matrix.json/", name="matrix_json_en")
    def matrix_file(self, request: HttpRequest) -> HttpResponse:
        """The matrix of the same choice as a file."""
        activities = current_activities(self)
        form = MatrixForm(request.GET, self, activities)
        if form.led_query:
            return HttpResponsePermanentRedirect(f"{request.path}?{form.led_query}")
        if not form.is_valid():
            return HttpResponse(
                "\n".join(str(error) for errors in form.errors.values() for error in errors),
                status=400,
                content_type="text/plain; charset=utf-8",
            )
        return matrix_file(self, matrix_of(form), request.path.rpartition(".")[2], request)

    @property
    def matrix_url(self) -> str:
        """The matrix's address in the page's own language."""
        return self.own_address("matrix")


class PlanArea(Point):
    """An area of a plan, under which its activities stand."""

    page = ParentalKey(ActionPlanPage, on_delete=models.CASCADE, related_name="areas")
    title = models.CharField(
        _("title"), max_length=200, help_text=_("The area's heading in the plan.")
    )
    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("What stands before the list of activities.")
    )

    translatable: ClassVar[list[str]] = ["title", "introduction"]
    panels: ClassVar[list[Any]] = [FactPanel("reference"), "title", "introduction"]

    class Meta(Point.Meta):
        verbose_name = _("area")
        verbose_name_plural = _("areas")

    def __str__(self) -> str:
        return self.title
