from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel
from wagtail.search import index

from blocks.streams import article_body
from core.models import BasePage, ExampleMixin
from core.panels import grouped


class QuarterlyReportPage(ExampleMixin, BasePage):
    """A report to the executive board ("Ge kvartalsvisa rapporter till kommunstyrelsen")."""

    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(1990), MaxValueValidator(2100)],
        help_text=_("With four digits."),
    )
    quarter = models.PositiveSmallIntegerField(
        _("quarter"),
        validators=[MinValueValidator(1), MaxValueValidator(4)],
        help_text=_("1 to 4."),
    )
    body = article_body()

    translatable: ClassVar[list[str]] = ["body"]
    facts: ClassVar[list[str]] = ["year", "quarter"]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("body")]
    content_panels = grouped(
        facts=["is_example", FieldRowPanel(["year", "quarter"])], contents=["body"]
    )
    parent_page_types: ClassVar[list[str]] = ["policy.ActionPlanPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("quarterly report")
        verbose_name_plural = _("quarterly reports")
