from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from blocks.streams import article_body
from core.languages import shown
from core.models import BasePage, FactSourceMixin, LocatedMixin, PeriodMixin
from core.panels import grouped
from core.references import checkboxes
from networks.models.partner_region import PartnerRegionPage
from records.fields import contact_field, focus_areas_field


class TwinTownIndexPage(BasePage):
    """The twin towns and the partner regions."""

    body = article_body()

    translatable: ClassVar[list[str]] = ["body"]
    content_panels = grouped(contents=["body"])
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["networks.TwinTownPage", "networks.PartnerRegionPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("twin towns index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        for name, model in (("twin_towns", TwinTownPage), ("partner_regions", PartnerRegionPage)):
            context[name] = shown(model.objects.child_of(self), passed=self.depth).select_related(
                "locale"
            )
        return context


class TwinTownPage(FactSourceMixin, LocatedMixin, PeriodMixin, BasePage):
    """A town that Västerås is twinned with (vänort)."""

    focus_areas = focus_areas_field("twin_towns")
    contact = contact_field("twin_towns")
    body = article_body()

    translatable: ClassVar[list[str]] = ["body"]
    facts: ClassVar[list[str]] = ["focus_areas", "contact"]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("own_name"),
        index.SearchField("body"),
    ]
    content_panels = grouped(
        facts=[
            "country",
            FieldRowPanel(["own_name", "own_language"]),
            FieldRowPanel(["latitude", "longitude"]),
            FieldRowPanel(["starts_on", "ends_on", "precision"], heading=_("Twinned since")),
            checkboxes("focus_areas"),
        ],
        contents=["body", "fact_source"],
        contacts=[FieldPanel("contact")],
    )
    parent_page_types: ClassVar[list[str]] = ["networks.TwinTownIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("twin town")
        verbose_name_plural = _("twin towns")
