from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from blocks.streams import article_body
from core.models import BasePage, FactSourceMixin, LocatedMixin, PeriodMixin
from core.panels import grouped
from core.references import checkboxes, references_to
from networks.models.agreement import AgreementMixin, decision_field, partner_contact_field
from records.fields import contact_field, focus_areas_field, keywords_field


class Agreement(models.TextChoices):
    """What the co-operation rests on."""

    SIGNED = "signed", _("Signed co-operation agreement")
    CO_OPERATION = "co-operation", _("Established co-operation")
    CONTACTS = "contacts", _("Contacts")


class PartnerRegionPage(FactSourceMixin, AgreementMixin, LocatedMixin, PeriodMixin, BasePage):
    """A region abroad that the city, or the county, co-operates with."""

    agreement = models.CharField(
        _("agreement"), max_length=12, choices=Agreement, help_text=_("What it rests on.")
    )
    parties = references_to(
        "records.Organisation",
        verbose_name=_("parties"),
        related_name="partner_regions",
        help_text=_("Who co-operates, or has signed the agreement."),
    )
    fields = models.CharField(
        _("fields of co-operation"),
        max_length=500,
        blank=True,
        help_text=_("In words, for example: health care, education, democracy."),
    )
    decision = decision_field("partner_regions")
    focus_areas = focus_areas_field("partner_regions")
    keywords = keywords_field()
    contact = contact_field("partner_regions")
    partner_contact = partner_contact_field("partner_regions_there")
    body = article_body()

    translatable: ClassVar[list[str]] = ["fields", "body"]
    facts: ClassVar[list[str]] = [
        "agreement",
        "parties",
        "decision",
        "focus_areas",
        "contact",
        "partner_contact",
    ]
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
            FieldRowPanel(["own_name", "own_language"]),
            FieldRowPanel(["latitude", "longitude"]),
            "agreement",
            FieldRowPanel(["agreement_state", "agreed_on"]),
            FieldPanel("agreement_document", heading=_("the agreement as a file")),
            "decision",
            checkboxes("parties"),
            FieldRowPanel(["starts_on", "ends_on", "precision"], heading=_("Period")),
            checkboxes("focus_areas"),
            "keywords",
        ],
        contents=["body", "fact_source"],
        contacts=[FieldPanel("contact"), FieldPanel("partner_contact")],
    )
    parent_page_types: ClassVar[list[str]] = ["networks.TwinTownIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("partner region")
        verbose_name_plural = _("partner regions")
