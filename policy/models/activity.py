import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.models import Orderable, Page
from wagtail.search import index

from blocks.streams import article_body
from core.languages import read_linked, read_references, read_reverse, reading_language
from core.models import BasePage, ExampleMixin, PeriodMixin
from core.panels import grouped
from core.references import (
    SOURCE_ONLY,
    ReferencePanel,
    checkboxes,
    references_to,
    references_to_source,
)
from policy.areas import area_of, plan_of, public_below
from policy.as_of import AsOfMixin
from policy.charts import chart_of, measure_together
from policy.models.action_plan import PlanArea
from policy.models.activity_form import ActivityForm, CopyActivityForm, refuse_taken_reference
from policy.models.point import reference_format
from policy.partners import partners_of
from policy.past_points import points_then
from policy.progress import Progress, load_progress, read_rows, set_progress, set_targets
from policy.report_links import reports_telling_of
from policy.status import ActivityStatus, judgement_at
from records.fields import contact_field, focus_areas_field, keywords_field


class Continued(models.TextChoices):
    """How an activity went over into another."""

    MERGED = "merged", _("Merged into it")
    SUPERSEDED = "superseded", _("Superseded by it")


class ActivityPage(AsOfMixin, ExampleMixin, PeriodMixin, BasePage):
    """An activity of an action plan: one thing that shall be done, entered once."""

    reference = models.CharField(
        _("reference"),
        max_length=20,
        validators=[reference_format],
        help_text=_("Unique in its plan and never changed once published, for example P1."),
    )
    area = models.ForeignKey(
        PlanArea,
        verbose_name=_("area"),
        # Required in the form; empty only once the whole plan has been deleted.
        null=True,
        on_delete=models.SET_NULL,
        related_name="activities",
        limit_choices_to=SOURCE_ONLY,
        help_text=_("The area of the plan that it belongs to."),
    )
    operation = models.ForeignKey(
        "records.Operation",
        verbose_name=_("responsible operation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
        help_text=_("Who answers for it; empty only if the plan does not say."),
    )
    methods = references_to_source(
        "policy.Method",
        verbose_name=_("methods"),
        related_name="activities",
        help_text=_("Which methods of the policy it carries out."),
    )
    statements = references_to_source(
        "policy.Statement",
        verbose_name=_("direction statements"),
        related_name="activities",
        help_text=_("Which statements of the policy it carries out."),
    )
    focus_areas = focus_areas_field("activities")
    keywords = keywords_field()
    networks = references_to_source(
        "networks.NetworkPage",
        verbose_name=_("networks"),
        related_name="activities",
        help_text=_("Networks that it is done with, or about."),
    )
    partner_regions = references_to_source(
        "networks.PartnerRegionPage",
        verbose_name=_("partner regions"),
        related_name="activities",
        help_text=_("Partner regions that it is done with, or about."),
    )
    twin_towns = references_to_source(
        "networks.TwinTownPage",
        verbose_name=_("twin towns"),
        related_name="activities",
        help_text=_("Twin towns that it is done with, or about."),
    )
    participating = references_to(
        "records.Operation",
        verbose_name=_("operations taking part"),
        related_name="activities_taking_part",
        help_text=_("Those beside the responsible one."),
    )
    indicators = references_to(
        "policy.Indicator",
        verbose_name=_("indicators"),
        related_name="activities",
        help_text=_("What shows whether it has an effect."),
    )
    contact = contact_field("activities")
    aim = models.TextField(
        _("aim"), blank=True, help_text=_("What is to be different once it is done.")
    )
    continued_in = models.ForeignKey(
        "self",
        verbose_name=_("continued in"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="continues",
        limit_choices_to=SOURCE_ONLY,
        help_text=_("What it was merged into or superseded by; it keeps its own address."),
    )
    continued_how = models.CharField(
        _("how"), max_length=10, blank=True, choices=Continued, help_text=_("Merged or superseded.")
    )
    continued_on = models.DateField(
        _("since"), null=True, blank=True, help_text=_("The day from which the other one counts.")
    )
    outcome = models.TextField(
        _("what came of it"), blank=True, help_text=_("A blank line starts a new paragraph.")
    )
    body = article_body()

    translatable: ClassVar[list[str]] = [
        "aim",
        "outcome",
        "body",
        "judgements",
        "milestones",
        "notes",
        "links",
    ]
    facts: ClassVar[list[str]] = [
        "reference",
        "area",
        "operation",
        "methods",
        "statements",
        "focus_areas",
        "networks",
        "partner_regions",
        "twin_towns",
        "projects",
        "participating",
        "indicators",
        "contact",
        "continued_in",
        "continued_how",
        "continued_on",
    ]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("reference"),
        index.SearchField("aim"),
        index.SearchField("outcome"),
        index.SearchField("body"),
    ]
    content_panels = grouped(
        facts=[
            "is_example",
            FieldRowPanel(["reference", ReferencePanel("area")]),
            "operation",
            checkboxes("participating"),
            FieldRowPanel(["starts_on", "ends_on", "precision"], heading=_("Period")),
            checkboxes("methods"),
            checkboxes("statements"),
            checkboxes("focus_areas"),
            "keywords",
            checkboxes("networks"),
            checkboxes("partner_regions"),
            checkboxes("twin_towns"),
            InlinePanel("projects", heading=_("Projects"), label=_("Project")),
            checkboxes("indicators"),
            MultiFieldPanel(
                [
                    FieldPanel("continued_in"),
                    FieldRowPanel(["continued_how", "continued_on"]),
                ],
                heading=_("Continued in another activity"),
                classname="collapsed",
            ),
        ],
        contents=[
            "aim",
            "body",
            InlinePanel("judgements", heading=_("Status judged by a person"), label=_("judgement")),
            InlinePanel("milestones", heading=_("Milestones"), label=_("milestone")),
            InlinePanel("notes", heading=_("Progress, for everyone"), label=_("progress note")),
            "outcome",
            InlinePanel("links", heading=_("Links, documents and evidence"), label=_("link")),
        ],
        contacts=[FieldPanel("contact")],
    )
    # Of an activity of an earlier day: the keys of what it referred to then.
    known_ids: ClassVar[dict[str, list[int]]] = {}

    base_form_class = ActivityForm
    copy_form_class = CopyActivityForm
    parent_page_types: ClassVar[list[str]] = ["policy.ActionPlanPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def clean(self) -> None:
        super().clean()
        if self.path and self.reference:
            refuse_taken_reference(self.get_parent(), self.reference, self.pk)
        given = [self.continued_in_id, self.continued_how, self.continued_on]
        if any(given) and not all(given):
            raise ValidationError(
                {"continued_in": _("Give the other activity, how, and since when: all three.")}
            )
        if self.continued_in_id and self.leads_back():
            raise ValidationError(
                {"continued_in": _("That activity is continued in this one: choose another.")}
            )

    def leads_back(self) -> bool:
        """Whether the activities that it is continued in lead back to it."""
        seen, other = {self.pk}, self.continued_in
        while other is not None and other.pk not in seen:
            seen.add(other.pk)
            other = other.continued_in
        return other is not None

    @cached_property
    def progress(self) -> Progress:
        """What has happened to it; lists load it for all of theirs at once (`load_progress`)."""
        load_progress([self])
        found: Progress = vars(self)["progress"]
        return found

    @property
    def status(self) -> ActivityStatus:  # type: ignore[override]
        """The status on the day that the page is read as of."""
        return self.status_at(self.day)

    def status_at(self, at: dt.date) -> ActivityStatus:  # type: ignore[override]
        """The status on the day `at`, from its dates, its milestones and what was judged."""
        return self.progress.status_at(at)

    def section_pages(self) -> list[Page]:
        """The activities of the same area."""
        own = public_below(self.path[: -self.steplen], reading_language())
        return list(own.filter(area=self.area_id))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        rows = read_rows(self)
        plan = plan_of(self)
        # Of an earlier day: it may have been deleted since.
        into = self.continued_in_id
        continued = read_references(ActivityPage.objects.filter(pk=into) if into else [])
        # The status reads the same rows that are shown.
        leads_on = bool(continued or self.as_of)
        set_progress(self, plan.ends_on if plan else None, rows, leads_on)
        context |= rows | {"judgement": judgement_at(rows["judgements"], self.day)}
        told = [note for note in rows["notes"] if note.on <= self.day]
        context["notes"] = sorted(told, key=lambda note: note.on, reverse=True)
        set_targets(rows["links"])
        context["evidence"] = [link for link in rows["links"] if link.is_evidence]
        context["other_links"] = [link for link in rows["links"] if not link.is_evidence]
        context["continued_in"] = continued
        indicators = list(self.indicators.all())
        context["charts"] = [chart_of(indicator, self.as_of) for indicator in indicators]
        if not self.as_of:
            # What points here is told as of today only.
            context["continues"] = read_reverse(self, "continues")
            context["reports"] = reports_telling_of(self)
            measure_together(self, indicators)
        context["area"] = area_of(self, plan)
        context["plan"] = plan
        for name in ("methods", "statements"):
            context[name] = self._points(name)
        context["partners"] = partners_of(self)
        return context

    def _points(self, name: str) -> list[Any]:
        """The statements or methods that it carries out, in their words of the day."""
        if self.as_of is None:
            return read_linked(self, name, "page__locale")
        then = points_then(name, self.as_of)
        return [point for pk, point in then.items() if pk in self.known_ids[name]]


class ActivityProject(Orderable):
    """A project by which an activity is carried out."""

    page = ParentalKey(ActivityPage, on_delete=models.CASCADE, related_name="projects")
    project = models.ForeignKey(
        "networks.ProjectPage",
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        related_name="activity_links",
        help_text=_("A project by which the activity is carried out."),
    )

    panels: ClassVar[list[Any]] = [PageChooserPanel("project")]

    class Meta(Orderable.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def __str__(self) -> str:
        return str(self.project)
