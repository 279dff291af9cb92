from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel
from wagtail.search import index

from blocks.streams import article_body
from core.models import BasePage
from core.panels import FactPanel, grouped
from policy.as_of import AsOfMixin
from policy.models.point import Point, PointsForm
from policy.tracing import points_of


class MethodsForm(PointsForm):
    points = "methods"


class MethodPage(AsOfMixin, BasePage):
    """How the city works to follow its policy, method by method."""

    body = article_body()

    translatable: ClassVar[list[str]] = ["methods", "body"]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.RelatedFields("methods", [index.SearchField("text")]),
        index.SearchField("body"),
    ]
    content_panels = grouped(
        contents=[InlinePanel("methods", heading=_("Methods"), label=_("Method")), "body"]
    )
    base_form_class = MethodsForm
    parent_page_types: ClassVar[list[str]] = ["policy.PolicyPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("methods")
        verbose_name_plural = _("methods")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["methods"] = points_of(self, "methods")
        policy = apps.get_model("policy", "PolicyPage").objects.parent_of(self)
        context["trace_url"] = policy.select_related("locale").get().trace_url
        return context


class Method(Point):
    """A method of the policy, M1 … M6 in the policy of 2005."""

    page = ParentalKey(MethodPage, on_delete=models.CASCADE, related_name="methods")
    text = models.TextField(_("text"), help_text=_("The method, word for word."))

    translatable: ClassVar[list[str]] = ["text"]
    panels: ClassVar[list[Any]] = [FactPanel("reference"), "text"]

    class Meta(Point.Meta):
        verbose_name = _("method")
        verbose_name_plural = _("methods")

    def __str__(self) -> str:
        return f"{self.reference} {self.text}"
