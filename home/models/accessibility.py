from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from blocks.streams import article_body
from core.models import BasePage
from core.panels import grouped


class AccessibilityStatementPage(BasePage):
    """The statement that DOS-lagen (2018:1937) asks of every public website."""

    class Conformance(models.TextChoices):
        """The three degrees of the model statement (Decision (EU) 2018/1523, annex)."""

        FULL = "full", _("Fully compliant")
        PARTIAL = "partial", _("Partially compliant")
        NONE = "none", _("Not compliant")

    conformance = models.CharField(
        _("conformance"),
        max_length=10,
        choices=Conformance,
        help_text=_("With the law's requirements (EN 301 549)."),
    )
    assessed_on = models.DateField(
        _("assessed on"), help_text=_("The day of the latest assessment; renew it each year.")
    )
    contact = models.ForeignKey(
        "records.Contact",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="accessibility_statements",
        help_text=_("Whom to tell about barriers."),
    )
    body = article_body()

    translatable: ClassVar[list[str]] = ["body"]
    facts: ClassVar[list[str]] = ["conformance", "assessed_on", "contact"]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("body")]
    content_panels = grouped(
        facts=["conformance", "assessed_on"], contents=["body"], contacts=[FieldPanel("contact")]
    )
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("accessibility statement")
