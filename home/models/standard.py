from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from blocks.streams import article_body
from core.models import BasePage
from core.panels import grouped
from core.references import checkboxes, references_to


class StandardPage(BasePage):
    """A plain page: about the site, contact, whatever has no type of its own."""

    contacts = references_to(
        "records.Contact",
        verbose_name=_("contacts"),
        related_name="standard_pages",
        help_text=_("Shown below the text, role first."),
    )
    body = article_body()

    translatable: ClassVar[list[str]] = ["body"]
    facts: ClassVar[list[str]] = ["contacts"]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("body")]
    content_panels = grouped(contents=["body"], contacts=[checkboxes("contacts")])
    parent_page_types: ClassVar[list[str]] = [
        "home.HomePage",
        "home.StandardPage",
        "policy.PolicyPage",
    ]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
