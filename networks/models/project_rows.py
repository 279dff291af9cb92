"""What belongs to a project, row by row: partners, places, deliverables, identifiers elsewhere."""

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin

from core.bilingual_fields import BilingualFields
from core.models.web_address import WebAddressField
from core.panels import FactPanel
from core.unseen import SeenTexts
from networks.models.money import amount_field

# Regulation (EC) No 1059/2003: two letters for the country, then up to three letters or digits.
nuts_format = RegexValidator(
    r"^[A-Z]{2}[A-Z0-9]{0,3}$", _("A NUTS code is two capital letters and up to three more: SE125.")
)


class PartnerRole(models.TextChoices):
    """What an organisation is in a project, as CORDIS and keep.eu call it."""

    LEAD = "lead", _("Lead partner")
    PARTNER = "partner", _("Project partner")
    ASSOCIATED = "associated", _("Associated partner")
    THIRD_PARTY = "third-party", _("Third party")


class ProjectPartner(Orderable):
    """An organisation that takes part in a project."""

    page = ParentalKey("networks.ProjectPage", on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "records.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="project_partnerships",
        help_text=_("Choose one, or make a new one under Records."),
    )
    role = models.CharField(
        _("role"),
        max_length=12,
        choices=PartnerRole,
        default=PartnerRole.PARTNER,
        help_text=_("What the organisation is in the project."),
    )
    contribution = amount_field(
        _("contribution"), _("Its own part of the total budget, in the project's currency.")
    )
    grant = amount_field(_("grant"), _("What the programme pays it, in the project's currency."))
    left_on = models.DateField(
        _("left on"), null=True, blank=True, help_text=_("Only if it left before the end.")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("organisation"),
        FieldRowPanel(["role", "contribution", "grant", "left_on"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return str(self.organisation)


class ProjectLocation(SeenTexts, Orderable):
    """A place where a project works."""

    page = ParentalKey("networks.ProjectPage", on_delete=models.CASCADE, related_name="locations")
    nuts = models.CharField(
        "NUTS",
        max_length=5,
        validators=[nuts_format],
        help_text=_("The EU's code of the region, for example SE125 for Västmanland."),
    )
    name = models.CharField(
        _("name"),
        max_length=120,
        blank=True,
        help_text=_("The region's own name, for example Västmanlands län."),
    )

    panels: ClassVar[list[Any]] = [FieldRowPanel(["nuts", "name"])]

    class Meta(Orderable.Meta):
        verbose_name = _("location")
        verbose_name_plural = _("locations")

    def __str__(self) -> str:
        return f"{self.name} ({self.nuts})" if self.name else self.nuts


class ProjectIdentifier(SeenTexts, Orderable):
    """What the project is called in a database elsewhere, so that both can be compared."""

    class Scheme(models.TextChoices):
        CORDIS = "cordis", "CORDIS"
        KEEP = "keep", "keep.eu"
        KOHESIO = "kohesio", "Kohesio"
        OTHER = "other", _("Other")

    # What a database's identifiers look like, and where it shows the project that has one.
    PAGES: ClassVar[dict[str, tuple[str, str]]] = {
        Scheme.CORDIS: (r"\d+", "https://cordis.europa.eu/project/id/{}"),
        Scheme.KEEP: (r"\d+", "https://keep.eu/projects/{}/"),
        Scheme.KOHESIO: (r"Q\d+", "https://kohesio.ec.europa.eu/en/projects/{}"),
    }

    page = ParentalKey("networks.ProjectPage", on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(
        _("database"), max_length=10, choices=Scheme, help_text=_("Which database it is.")
    )
    identifier = models.CharField(
        _("identifier"), max_length=80, help_text=_("As the database writes it.")
    )
    web_address = WebAddressField(
        _("web address"), blank=True, help_text=_("The project's page there.")
    )

    panels: ClassVar[list[Any]] = [
        FieldRowPanel(["scheme", "identifier"]),
        FieldPanel("web_address"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("identifier elsewhere")
        verbose_name_plural = _("identifiers elsewhere")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["scheme", "identifier"], name="networks_project_identifier")
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.identifier}"

    @property
    def address(self) -> str:
        """The project's page there: as given, else as it follows from the identifier; or none."""
        pattern, address = self.PAGES.get(self.scheme, ("", ""))
        follows = pattern and re.fullmatch(pattern, self.identifier, re.ASCII)
        return self.web_address or (address.format(self.identifier) if follows else "")


class Deliverable(SeenTexts, BilingualFields, TranslatableMixin, Orderable):
    """Something that a project has made: a document, or an address."""

    page = ParentalKey(
        "networks.ProjectPage", on_delete=models.CASCADE, related_name="deliverables"
    )
    title = models.CharField(_("title"), max_length=255, help_text=_("What it is, in words."))
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("An uploaded file."),
    )
    web_address = WebAddressField(
        _("web address"), blank=True, help_text=_("Or an address on another site.")
    )
    published_on = models.DateField(
        _("published on"), null=True, blank=True, help_text=_("If the day is known.")
    )

    translatable: ClassVar[list[str]] = ["title"]
    facts: ClassVar[list[str]] = ["document", "web_address", "published_on"]
    panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FactPanel("document"),
        FieldRowPanel([FactPanel("web_address"), FactPanel("published_on")]),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if bool(self.document) == bool(self.web_address):
            raise ValidationError(_("Give either a document or a web address."))
