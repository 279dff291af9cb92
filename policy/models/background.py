from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from blocks.streams import article_body
from core.languages import shown
from core.models import BasePage
from core.panels import grouped
from networks.models import NetworkPage, PartnerRegionPage, TwinTownIndexPage
from networks.models.network import by_level
from policy.as_of import TodayOnlyMixin
from records.fields import contact_field


class BackgroundPage(TodayOnlyMixin, BasePage):
    """The background in short: the work at its levels, read from the networks' own pages."""

    contact = contact_field("background_pages")
    body = article_body()

    translatable: ClassVar[list[str]] = ["body"]
    facts: ClassVar[list[str]] = ["contact"]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("body")]
    content_panels = grouped(contents=["body"], contacts=[FieldPanel("contact")])
    parent_page_types: ClassVar[list[str]] = ["policy.PolicyPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("background")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        own = {"locale": self.locale}
        context["levels"] = by_level(
            shown(NetworkPage.objects.filter(**own)).select_related("locale").order_by("path")
        )
        context["partner_regions"] = (
            shown(PartnerRegionPage.objects.filter(**own)).select_related("locale").order_by("path")
        )
        context["twin_towns"] = (
            shown(TwinTownIndexPage.objects.filter(**own)).select_related("locale").first()
        )
        return context
