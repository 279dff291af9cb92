from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index

from blocks.streams import article_body
from core.bilingual_fields import BilingualFields
from core.models import BasePage, FactSourceMixin, LocatedMixin, PeriodMixin
from core.panels import FactPanel, grouped
from core.periods import Precision, first_day, period_text
from core.references import SOURCE_ONLY, checkboxes
from core.unseen import SeenTexts
from networks.models.agreement import AgreementMixin, decision_field, partner_contact_field
from records.fields import contact_field, focus_areas_field, keywords_field


class TwinKind(models.TextChoices):
    """What the two towns call their tie."""

    TWIN_TOWN = "twin-town", _("Twin town")
    FRIENDSHIP = "friendship", _("Friendship town")
    PARTNER = "partner-city", _("Partner city")


class TwinTownPage(FactSourceMixin, AgreementMixin, LocatedMixin, PeriodMixin, BasePage):
    """A town that Västerås is twinned with (vänort)."""

    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=TwinKind,
        default=TwinKind.TWIN_TOWN,
        help_text=_("What the two towns call their tie."),
    )
    fields = models.CharField(
        _("fields of co-operation"),
        max_length=500,
        blank=True,
        help_text=_("In words, for example: schools, culture, sports."),
    )
    decision = decision_field("twin_towns")

    focus_areas = focus_areas_field("twin_towns")
    keywords = keywords_field()
    contact = contact_field("twin_towns")
    partner_contact = partner_contact_field("twin_towns_there")
    body = article_body()

    translatable: ClassVar[list[str]] = ["fields", "together", "body"]
    facts: ClassVar[list[str]] = ["kind", "decision", "focus_areas", "contact", "partner_contact"]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("own_name"),
        index.SearchField("fields"),
        index.SearchField("body"),
    ]
    content_panels = grouped(
        what=["introduction", "fields"],
        facts=[
            "country",
            "kind",
            FieldRowPanel(["own_name", "own_language"]),
            FieldRowPanel(["latitude", "longitude"]),
            FieldRowPanel(["starts_on", "ends_on", "precision"], heading=_("Twinned since")),
            FieldRowPanel(["agreement_state", "agreed_on"]),
            FieldPanel("agreement_document", heading=_("the agreement as a file")),
            "decision",
            checkboxes("focus_areas"),
            "keywords",
        ],
        contents=[
            "body",
            InlinePanel("together", heading=_("Done together"), label=_("Event")),
            "fact_source",
        ],
        contacts=[FieldPanel("contact"), FieldPanel("partner_contact")],
    )
    parent_page_types: ClassVar[list[str]] = ["networks.TwinTownIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("twin town")
        verbose_name_plural = _("twin towns")


class Together(SeenTexts, BilingualFields, TranslatableMixin, Orderable):
    """Something that the two towns have done together, on the timeline of the twin town."""

    page = ParentalKey(TwinTownPage, on_delete=models.CASCADE, related_name="together")
    happened_on = models.DateField(
        _("when"), help_text=_("Any day of the year, half-year, quarter or month will do.")
    )
    precision = models.CharField(
        _("precision"),
        max_length=10,
        choices=Precision,
        default=Precision.YEAR,
        help_text=_("How exactly the day is known: it is never shown more exactly than this."),
    )
    title = models.CharField(_("what"), max_length=255, help_text=_("In a sentence."))
    page_link = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to=SOURCE_ONLY,
        help_text=_("A page of this site that tells more, in Swedish."),
    )

    translatable: ClassVar[list[str]] = ["title"]
    facts: ClassVar[list[str]] = ["happened_on", "precision", "page_link"]
    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FactPanel("happened_on"), FactPanel("precision")]),
        FieldPanel("title"),
        FactPanel("page_link"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("event in common")
        verbose_name_plural = _("events in common")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Moves the day to the first of the year, half-year, quarter or month that is known."""
        self.happened_on = first_day(self.happened_on, self.precision)
        super().save(*args, **kwargs)

    @property
    def when(self) -> str:
        """The day in the active language, as exactly as it is known."""
        return period_text(self.happened_on, self.happened_on, self.precision)
