from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from blocks.streams import article_body
from core.languages import shown
from core.models import BasePage, ExampleMixin, PeriodMixin, WebAddressMixin
from core.panels import grouped
from core.references import checkboxes, references_to_source
from records.fields import contact_field, focus_areas_field


class ProjectRole(models.TextChoices):
    """What the city is in a project."""

    LEAD = "lead", _("Lead partner")
    PARTNER = "partner", _("Project partner")
    ASSOCIATED = "associated", _("Associated partner")


class Currency(models.TextChoices):
    """ISO 4217 codes of the currencies that budgets are given in."""

    EUR = "EUR", "EUR"
    SEK = "SEK", "SEK"


class ProjectIndexPage(BasePage):
    """All projects, the ongoing ones first."""

    body = article_body()

    translatable: ClassVar[list[str]] = ["body"]
    content_panels = grouped(contents=["body"])
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["networks.ProjectPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("projects index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["projects"] = (
            shown(ProjectPage.objects.child_of(self), passed=self.depth)
            .select_related("locale", "programme")
            .order_by("-starts_on", "title")
        )
        return context


class ProjectPage(ExampleMixin, WebAddressMixin, PeriodMixin, BasePage):
    """An EU project, or another one with partners abroad."""

    acronym = models.CharField(
        _("acronym"), max_length=40, blank=True, help_text=_("If the project is known by one.")
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
    city_role = models.CharField(
        _("the city's role"),
        max_length=10,
        choices=ProjectRole,
        blank=True,
        help_text=_("What the city is in the project."),
    )
    lead = models.ForeignKey(
        "records.Organisation",
        verbose_name=_("lead partner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="led_projects",
        help_text=_("The organisation that leads it and answers to the programme."),
    )
    budget = models.DecimalField(
        _("total budget"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("All partners together, for the whole period."),
    )
    grant = models.DecimalField(
        _("grant"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("What the programme contributes to the total budget."),
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        choices=Currency,
        default=Currency.EUR,
        help_text=_("Of both amounts."),
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
    focus_areas = focus_areas_field("projects")
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

    translatable: ClassVar[list[str]] = ["results", "body"]
    facts: ClassVar[list[str]] = [
        "acronym",
        "programme",
        "city_role",
        "lead",
        "partners",
        "budget",
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
        index.SearchField("results"),
        index.SearchField("body"),
    ]
    content_panels = grouped(
        facts=[
            "is_example",
            "acronym",
            "programme",
            "city_role",
            "lead",
            InlinePanel("partners", heading=_("Partners"), label=_("Partner")),
            FieldRowPanel(["starts_on", "ends_on", "precision"], heading=_("Period")),
            FieldRowPanel(["budget", "grant", "currency"], heading=_("Money")),
            "operation",
            "web_address",
            "web_address_is_historical",
            checkboxes("focus_areas"),
            checkboxes("methods"),
            checkboxes("statements"),
        ],
        contents=["body", "results"],
        contacts=[FieldPanel("contact")],
    )
    parent_page_types: ClassVar[list[str]] = ["networks.ProjectIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["partners"] = self.partners.select_related("organisation")
        return context

    def clean(self) -> None:
        super().clean()
        if self.budget is not None and self.grant is not None and self.grant > self.budget:
            raise ValidationError(
                {"grant": _("The grant is larger than the total budget: check both amounts.")}
            )


class ProjectPartner(Orderable):
    """An organisation that takes part in a project."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "records.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="project_partnerships",
        help_text=_("Choose one, or make a new one under Records."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return str(self.organisation)
