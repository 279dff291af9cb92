from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel
from wagtail.contrib.routable_page.models import path
from wagtail.search import index

from blocks.streams import article_body
from core.models import BasePage, RoutesMixin
from core.navigation import language_alternatives
from core.panels import FactPanel, grouped
from policy.as_of import AsOfMixin
from policy.models.point import Point, PointsForm
from policy.models.version import PolicyVersionPage
from policy.tracing import points_of, trace_of


class StatementsForm(PointsForm):
    points = "statements"


class PolicyPage(AsOfMixin, RoutesMixin, BasePage):
    """The policy in force: its direction, statement by statement."""

    direction_heading = models.CharField(
        _("heading of the direction"),
        max_length=120,
        blank=True,
        help_text=_("Stands above the statements, for example Direction."),
    )
    body = article_body()

    translatable: ClassVar[list[str]] = ["direction_heading", "statements", "body"]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.RelatedFields("statements", [index.SearchField("text")]),
        index.SearchField("body"),
    ]
    content_panels = grouped(
        contents=[
            "direction_heading",
            InlinePanel("statements", heading=_("Direction statements"), label=_("Statement")),
            "body",
        ]
    )
    base_form_class = StatementsForm
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = [
        "policy.VisionPage",
        "policy.MethodPage",
        "policy.BackgroundPage",
        "policy.DecisionIndexPage",
        "policy.PolicyVersionIndexPage",
        "home.StandardPage",
    ]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")

    @path("")
    def policy(self, request: HttpRequest) -> HttpResponse:
        """The policy's own words, with what carries out each statement."""
        context = {
            "statements": points_of(self, "statements"),
            "adopted": PolicyVersionPage.adopted_ones(),
            "trace_url": self.trace_url,
        }
        return self.render(request, context_overrides=context)

    @path("uppfoljning/", name="trace")
    @path("trace/", name="trace_en")
    def trace(self, request: HttpRequest) -> HttpResponse:
        """What carries out each statement and each method, and which nothing carries out."""
        if away := self.from_other_word(request, self.trace_url):
            return away
        if self.as_of:
            # What has come of the words is told as of today only.
            return redirect(self.trace_url)
        return self.render(
            request,
            template="policy/trace.html",
            context_overrides={
                "title": gettext("From words to action"),
                **trace_of(self, request.GET),
                "language_alternatives": language_alternatives(self, "trace_url"),
            },
        )

    @property
    def trace_url(self) -> str:
        """The trace's address in the page's own language."""
        return self.own_address("trace")


class Statement(Point):
    """A statement of the policy's direction (inriktning), I1 … I6 in the policy of 2005."""

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="statements")
    text = models.TextField(_("text"), help_text=_("The statement, word for word."))

    translatable: ClassVar[list[str]] = ["text"]
    panels: ClassVar[list[Any]] = [FactPanel("reference"), "text"]

    class Meta(Point.Meta):
        verbose_name = _("direction statement")
        verbose_name_plural = _("direction statements")

    def __str__(self) -> str:
        return f"{self.reference} {self.text}"
