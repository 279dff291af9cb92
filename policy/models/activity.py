from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from blocks.streams import article_body
from core.copy_form import SameLanguageCopyForm
from core.languages import read_references, shown
from core.models import BasePage, PeriodMixin
from core.page_form import FactsLockedForm
from core.panels import grouped
from core.references import SOURCE_ONLY, ReferencePanel, checkboxes, references_to_source
from policy.areas import area_for, free_reference
from policy.models.action_plan import ActionPlanPage, PlanArea
from policy.models.point import reference_format
from records.fields import contact_field, focus_areas_field


def refuse_taken_reference(plan: Page, reference: str, own_pk: int | None) -> None:
    """Raises ValidationError if another activity of the plan has this reference."""
    others = ActivityPage.objects.child_of(plan).filter(reference=reference)
    other = others.exclude(pk=own_pk).first()
    if other is not None:
        raise ValidationError(
            {
                "reference": _(
                    "The activity “%(title)s” of this plan already has the reference "
                    "%(reference)s: choose another."
                )
                % {"title": other.title, "reference": reference}
            },
            code="reference_taken",
        )


class ActivityForm(FactsLockedForm):
    """Offers the areas of the plan that the activity stands under."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "area" in self.fields and self.parent_page is not None:
            self.fields["area"].queryset = PlanArea.objects.filter(
                SOURCE_ONLY, page__translation_key=self.parent_page.translation_key
            )

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        reference = cleaned_data.get("reference")
        if reference and self.parent_page is not None:
            try:
                refuse_taken_reference(self.parent_page, reference, self.instance.pk)
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned_data


class CopyActivityForm(SameLanguageCopyForm):
    """Gives the copy a reference that is free in its plan, and an area of that plan."""

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        plan = cleaned_data.get("new_parent_page")
        if plan is not None:
            # What Wagtail copies is this object, as it stands in memory.
            activity = self.page.specific
            activity.reference = free_reference(plan, activity.reference)
            activity.area = area_for(plan, activity.area)
        return cleaned_data


class ActivityPage(PeriodMixin, BasePage):
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
    contact = contact_field("activities")
    outcome = models.TextField(
        _("what came of it"), blank=True, help_text=_("A blank line starts a new paragraph.")
    )
    body = article_body()

    translatable: ClassVar[list[str]] = ["outcome", "body"]
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
        "contact",
    ]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("reference"),
        index.SearchField("outcome"),
        index.SearchField("body"),
    ]
    content_panels = grouped(
        facts=[
            FieldRowPanel(["reference", ReferencePanel("area")]),
            "operation",
            FieldRowPanel(["starts_on", "ends_on", "precision"], heading=_("Period")),
            checkboxes("methods"),
            checkboxes("statements"),
            checkboxes("focus_areas"),
            checkboxes("networks"),
            checkboxes("partner_regions"),
            checkboxes("twin_towns"),
            InlinePanel("projects", heading=_("Projects"), label=_("Project")),
        ],
        contents=["body", "outcome"],
        contacts=[FieldPanel("contact")],
    )
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

    def section_pages(self) -> list[Page]:
        """The activities of the same area."""
        return list(
            shown(ActivityPage.objects.sibling_of(self), passed=self.depth - 1)
            .filter(area=self.area_id)
            .select_related("locale")
            .order_by("path")
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["area"] = next(
            iter(read_references([self.area] if self.area else [], "page__locale")), None
        )
        context["plan"] = ActionPlanPage.objects.parent_of(self).select_related("locale").first()
        context["methods"] = read_references(self.methods.all(), "page__locale")
        context["statements"] = read_references(self.statements.all(), "page__locale")
        context["partners"] = [
            *read_references(self.networks.all()),
            *read_references(self.partner_regions.all()),
            *read_references(self.twin_towns.all()),
            *read_references(row.project for row in self.projects.select_related("project")),
        ]
        return context


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
