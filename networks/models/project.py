import datetime as dt
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.search import index

from blocks.streams import article_body
from core.models import BasePage, ExampleMixin, PeriodMixin, WebAddressMixin
from core.panels import grouped
from core.periods import DatedStatus
from core.references import checkboxes, references_to_source
from networks.models.money import Currency, amount_field
from networks.models.project_rows import PartnerRole
from records.fields import contact_field, focus_areas_field, keywords_field


class ProjectState(models.TextChoices):
    """Where a project stands: the first four are judged, the others follow from its dates."""

    IDEA = "idea", _("Idea")
    APPLIED = "applied", _("Applied for")
    REJECTED = "rejected", _("Rejected")
    GRANTED = "granted", _("Granted")
    RUNNING = "running", _("Running")
    CLOSED = "closed", _("Closed")


JUDGED_STATES = (
    ProjectState.IDEA,
    ProjectState.APPLIED,
    ProjectState.GRANTED,
    ProjectState.REJECTED,
)
# What a granted project is, by its dates.
STATE_BY_DATES = {
    DatedStatus.UNDATED: ProjectState.GRANTED,
    DatedStatus.PLANNED: ProjectState.GRANTED,
    DatedStatus.ONGOING: ProjectState.RUNNING,
    DatedStatus.ENDED: ProjectState.CLOSED,
}


class ProjectPage(ExampleMixin, WebAddressMixin, PeriodMixin, BasePage):
    """An EU project, or another one with partners abroad."""

    acronym = models.CharField(
        _("acronym"), max_length=40, blank=True, help_text=_("If the project is known by one.")
    )
    full_title = models.CharField(
        _("full title"),
        max_length=500,
        blank=True,
        help_text=_("As in the grant agreement, if the page's title is shorter."),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[(state.value, state.label) for state in JUDGED_STATES],
        default=ProjectState.GRANTED,
        help_text=_("Once it is granted, its dates say whether it runs or is closed."),
    )
    programme = models.ForeignKey(
        "networks.Programme",
        verbose_name=_("programme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
        help_text=_("The programme that funds it."),
    )
    call = models.ForeignKey(
        "networks.Call",
        verbose_name=_("call"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
        help_text=_("The call that it was applied for under."),
    )
    grant_agreement = models.CharField(
        _("grant agreement number"),
        max_length=40,
        blank=True,
        help_text=_("As the programme writes it, for example 101012345."),
    )
    objective_code = models.CharField(
        _("objective code"),
        max_length=40,
        blank=True,
        help_text=_("The programme's code of the objective that it serves, for example RSO1.1."),
    )
    city_role = models.CharField(
        _("the city's role"),
        max_length=12,
        choices=PartnerRole,
        blank=True,
        help_text=_("What the city is in the project."),
    )
    budget = amount_field(_("total budget"), _("All partners together, for the whole period."))
    city_share = amount_field(
        _("the city's share"), _("The city's own part of the total budget, grant included.")
    )
    grant = amount_field(_("grant"), _("What the programme contributes to the total budget."))
    currency = models.CharField(
        _("currency"),
        max_length=3,
        choices=Currency,
        default=Currency.EUR,
        help_text=_("Of all amounts."),
    )
    operation = models.ForeignKey(
        "records.Operation",
        verbose_name=_("responsible operation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
        help_text=_("The part of the city that answers for it."),
    )
    networks = references_to_source(
        "networks.NetworkPage",
        verbose_name=_("networks"),
        related_name="projects",
        help_text=_("Networks that it grew out of, or is done with."),
    )
    twin_towns = references_to_source(
        "networks.TwinTownPage",
        verbose_name=_("twin towns"),
        related_name="projects",
        help_text=_("Twin towns that it is done with."),
    )
    partner_regions = references_to_source(
        "networks.PartnerRegionPage",
        verbose_name=_("partner regions"),
        related_name="projects",
        help_text=_("Partner regions that it is done with."),
    )
    focus_areas = focus_areas_field("projects")
    keywords = keywords_field()
    methods = references_to_source(
        "policy.Method",
        verbose_name=_("methods"),
        related_name="projects",
        help_text=_("Which methods of the policy the project carries out."),
    )
    statements = references_to_source(
        "policy.Statement",
        verbose_name=_("direction statements"),
        related_name="projects",
        help_text=_("Which statements of the policy the project carries out."),
    )
    contact = contact_field("projects")
    results = models.TextField(
        _("results"), blank=True, help_text=_("What came of it; a blank line parts paragraphs.")
    )
    body = article_body()

    translatable: ClassVar[list[str]] = ["results", "deliverables", "body"]
    facts: ClassVar[list[str]] = [
        "acronym",
        "full_title",
        "state",
        "programme",
        "call",
        "grant_agreement",
        "objective_code",
        "identifiers",
        "locations",
        "networks",
        "twin_towns",
        "partner_regions",
        "city_role",
        "partners",
        "budget",
        "city_share",
        "grant",
        "currency",
        "operation",
        "focus_areas",
        "methods",
        "statements",
        "contact",
    ]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("acronym"),
        index.SearchField("full_title"),
        index.SearchField("grant_agreement"),
        index.SearchField("results"),
        index.SearchField("body"),
    ]
    content_panels = grouped(
        facts=[
            "is_example",
            FieldRowPanel(["acronym", "state"]),
            "full_title",
            FieldRowPanel(["programme", "call"]),
            FieldRowPanel(["grant_agreement", "objective_code"]),
            InlinePanel("identifiers", heading=_("Identifiers elsewhere"), label=_("Identifier")),
            "city_role",
            InlinePanel("partners", heading=_("Partners"), label=_("Partner")),
            FieldRowPanel(["starts_on", "ends_on", "precision"], heading=_("Period")),
            FieldRowPanel(["budget", "grant", "city_share", "currency"], heading=_("Money")),
            InlinePanel("locations", heading=_("Locations"), label=_("Location")),
            "operation",
            "web_address",
            "web_address_is_historical",
            checkboxes("networks"),
            checkboxes("twin_towns"),
            checkboxes("partner_regions"),
            checkboxes("focus_areas"),
            "keywords",
            checkboxes("methods"),
            checkboxes("statements"),
        ],
        contents=[
            "body",
            "results",
            InlinePanel("deliverables", heading=_("Deliverables"), label=_("Deliverable")),
        ],
        contacts=[FieldPanel("contact")],
    )
    parent_page_types: ClassVar[list[str]] = ["networks.ProjectIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        partners = list(self.partners.select_related("organisation"))
        context["partners"] = partners
        leads = [row.organisation for row in partners if row.role == PartnerRole.LEAD]
        context["lead"] = leads[0] if leads else None
        return context

    @property
    def rate(self) -> Decimal | None:
        """The grant in per cent of the total budget; None where one of the two is not known."""
        if self.grant is None or not self.budget:
            return None
        return (self.grant / self.budget * 100).quantize(Decimal("0.1"))

    def status_at(self, at: dt.date) -> ProjectState:  # type: ignore[override]
        """Where it stands on the day `at`: once granted, by its dates."""
        if self.state != ProjectState.GRANTED:
            return ProjectState(self.state)
        return STATE_BY_DATES[super().status_at(at)]
