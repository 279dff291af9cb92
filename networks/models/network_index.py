from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from blocks.streams import article_body
from core.catalogue import Catalogue
from core.models import BasePage, CatalogueMixin
from core.panels import grouped
from networks.catalogue.networks import NETWORKS


class NetworkIndexPage(CatalogueMixin, BasePage):
    """All networks, as a catalogue by level."""

    body = article_body()

    translatable: ClassVar[list[str]] = ["body"]
    content_panels = grouped(contents=["body"])
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["networks.NetworkPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("networks index")

    def catalogue(self) -> Catalogue:
        return NETWORKS
