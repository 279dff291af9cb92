from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from blocks.streams import article_body
from core.countries import CountryField
from core.models import (
    BasePage,
    CoordinatesMixin,
    FactSourceMixin,
    PeriodMixin,
    WebAddressMixin,
)
from core.panels import grouped
from core.references import checkboxes
from networks.models.agreement import decision_field
from networks.models.money import Currency, amount_field
from records.fields import contact_field, focus_areas_field, keywords_field

# Not a slip of the finger: the databases differ in what they take.
IS_A_YEAR = [MinValueValidator(1000), MaxValueValidator(2199)]


class Level(models.TextChoices):
    """At which level a network works; the first three are those of the background of 2005."""

    REGIONAL = "regional", _("Regional level")
    COUNTY = "county", _("County level")
    LOCAL = "local", _("Local level")
    NATIONAL = "national", _("National level")
    EUROPEAN = "european", _("European level")
    GLOBAL = "global", _("Global level")


class CityRole(models.TextChoices):
    """What the city is in a network."""

    MEMBER = "member", _("Member")
    CO_OWNER = "co-owner", _("Co-owner")
    HOST = "host", _("Host")
    CONVENER = "convener", _("Convener")
    PARTNER = "partner", _("Partner")
    SUPPORTER = "supporter", _("Supporter")
    BOARD = "board", _("Seat on the board")
    OBSERVER = "observer", _("Observer")


class NetworkPage(FactSourceMixin, WebAddressMixin, CoordinatesMixin, PeriodMixin, BasePage):
    """A network or organisation that the city belongs to or works through."""

    acronym = models.CharField(
        _("acronym"),
        max_length=40,
        blank=True,
        help_text=_("If it is known by one, for example VIN."),
    )
    level = models.CharField(
        _("level"), max_length=10, choices=Level, help_text=_("Where the network works.")
    )
    city_role = models.CharField(
        _("the city's role"),
        max_length=10,
        choices=CityRole,
        blank=True,
        help_text=_("What the city is in the network; empty if the city is not in it itself."),
    )
    founded = models.PositiveSmallIntegerField(
        _("founded"),
        null=True,
        blank=True,
        validators=IS_A_YEAR,
        help_text=_("The year in which it was founded."),
    )
    through = models.ForeignKey(
        "records.Operation",
        verbose_name=_("through"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="networks",
        help_text=_("The part of the city through which it takes part."),
    )
    seat = models.CharField(
        _("seat"), max_length=120, blank=True, help_text=_("The town of its office, for the map.")
    )
    country = CountryField(_("country of the seat"), blank=True, help_text=_("For the map."))
    fee = amount_field(
        _("yearly fee"), _("What the city pays a year, if that is public; 0 if it pays nothing.")
    )
    fee_currency = models.CharField(
        _("currency"),
        max_length=3,
        choices=Currency,
        default=Currency.SEK,
        help_text=_("Of the fee."),
    )
    fee_year = models.PositiveSmallIntegerField(
        _("fee of the year"),
        null=True,
        blank=True,
        validators=IS_A_YEAR,
        help_text=_("The year that the fee is of."),
    )
    benefit = models.TextField(
        _("what the city gets out of it"),
        blank=True,
        help_text=_("In a few sentences; a blank line starts a new paragraph."),
    )
    decision = decision_field("networks")
    focus_areas = focus_areas_field("networks")
    keywords = keywords_field()
    contact = contact_field("networks")
    body = article_body()

    translatable: ClassVar[list[str]] = ["benefit", "body"]
    facts: ClassVar[list[str]] = [
        "acronym",
        "seat",
        "country",
        "fee",
        "fee_currency",
        "fee_year",
        "decision",
        "representatives",
        "level",
        "city_role",
        "founded",
        "through",
        "focus_areas",
        "contact",
    ]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("acronym"),
        index.SearchField("benefit"),
        index.SearchField("body"),
    ]
    content_panels = grouped(
        facts=[
            "acronym",
            FieldRowPanel(["level", "city_role"]),
            "through",
            "founded",
            FieldRowPanel(
                ["starts_on", "ends_on", "precision"], heading=_("The city's part in it")
            ),
            "web_address",
            "web_address_is_historical",
            "decision",
            FieldRowPanel(["fee", "fee_currency", "fee_year"], heading=_("Yearly fee")),
            FieldRowPanel(["seat", "country"], heading=_("Seat")),
            FieldRowPanel(["latitude", "longitude"]),
            checkboxes("focus_areas"),
            "keywords",
        ],
        contents=["benefit", "body", "fact_source"],
        contacts=[
            FieldPanel("contact"),
            InlinePanel("representatives", heading=_("Representatives"), label=_("Representative")),
        ],
    )
    parent_page_types: ClassVar[list[str]] = ["networks.NetworkIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")


class Representative(Orderable):
    """Who represents the city in a network, by role."""

    class Kind(models.TextChoices):
        POLITICAL = "political", _("Political representative")
        OFFICER = "officer", _("Officer")

    page = ParentalKey(NetworkPage, on_delete=models.CASCADE, related_name="representatives")
    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind, help_text=_("Elected, or employed.")
    )
    contact = models.ForeignKey(
        "records.Contact",
        verbose_name=_("role"),
        on_delete=models.CASCADE,
        related_name="representations",
        help_text=_("The role, as a contact: whoever holds it changes there."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")

    def __str__(self) -> str:
        return str(self.contact)


def by_level(networks: Any) -> list[tuple[Level, list[NetworkPage]]]:
    """Networks grouped by level, in the order of `Level`; empty levels left out."""
    pages = list(networks)
    groups = [(level, [page for page in pages if page.level == level]) for level in Level]
    return [(level, members) for level, members in groups if members]
