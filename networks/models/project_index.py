from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

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

    @path("cordis.zip/", name="cordis")
    @path("keep.xlsx/", name="keep")
    @path("kohesio.csv/", name="kohesio")
    def listed_for_comparison(self, request: HttpRequest) -> HttpResponse:
        """The same choice as CORDIS, keep.eu and Kohesio would write it."""
        return self.exported(request)

    def catalogue(self) -> Catalogue:
        return PROJECTS
