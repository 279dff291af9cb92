from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from blocks.streams import article_body
from core.catalogue import Catalogue
from core.models import BasePage, CatalogueMixin
from core.panels import grouped
from networks.catalogue.projects import PROJECTS


class ProjectIndexPage(CatalogueMixin, BasePage):
    """All projects, as a catalogue."""

    body = article_body()

    translatable: ClassVar[list[str]] = ["body"]
    content_panels = grouped(contents=["body"])
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["networks.ProjectPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("projects index")

    def catalogue(self) -> Catalogue:
        return PROJECTS
