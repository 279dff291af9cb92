from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from blocks.streams import article_body
from core.catalogue import Catalogue
from core.models import BasePage, CatalogueMixin
from core.panels import grouped
from networks.catalogue.places import PLACES
from networks.history_page import HistoryRoutes
from networks.maps.page import MapRoutes


class TwinTownIndexPage(CatalogueMixin, MapRoutes, HistoryRoutes, BasePage):
    """The twin towns and the partner regions, as a catalogue."""

    body = article_body()

    translatable: ClassVar[list[str]] = ["body"]
    content_panels = grouped(contents=["body"])
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["networks.TwinTownPage", "networks.PartnerRegionPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("twin towns index")

    def catalogue(self) -> Catalogue:
        return PLACES
