from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from blocks.streams import article_body
from core.models import BasePage
from core.panels import grouped
from policy.as_of import AsOfMixin


class VisionPage(AsOfMixin, BasePage):
    """The vision in short ("Sammanfattande vision")."""

    vision = models.TextField(_("vision"), help_text=_("The vision, word for word."))
    body = article_body()

    translatable: ClassVar[list[str]] = ["vision", "body"]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("vision"),
        index.SearchField("body"),
    ]
    content_panels = grouped(contents=["vision", "body"])
    parent_page_types: ClassVar[list[str]] = ["policy.PolicyPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("vision")
