from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.routable_page.models import path
from wagtail.search import index

from blocks.streams import article_body
from core.languages import preferred_pages, read_references
from core.models import BasePage, ExampleMixin, RoutesMixin
from core.panels import grouped
from core.references import checkboxes
from home.feed import feed_address, feed_response
from home.models.related import Related
from records.fields import contact_field, focus_areas_field, keywords_field

NEWS_PER_PAGE = 10


class NewsIndexPage(RoutesMixin, BasePage):
    """All news, the newest first."""

    translatable: ClassVar[list[str]] = []
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # A page number that does not exist gives the nearest one that does.
        pages = Paginator(self.news(), NEWS_PER_PAGE)
        context["news"] = pages.get_page(request.GET.get("page"))
        return context

    def news(self) -> Any:
        """The news, the newest first; in Swedish what there is not in the page's language."""
        news = preferred_pages(NewsPage.objects.all(), self.language_code, passed=self.depth)
        return news.order_by("-date", "path")

    @path("")
    def page(self, request: HttpRequest) -> HttpResponse:
        return self.render(request)

    @path("feed.atom/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The latest news as a feed; of a topic alone where the address names one."""
        return feed_response(self, self.news(), request)

    @property
    def feed_url(self) -> str:
        """The feed's address."""
        return feed_address(self)


class NewsPage(ExampleMixin, BasePage):
    """A piece of news."""

    date = models.DateField(
        _("date"), default=timezone.localdate, help_text=_("The day that readers see on the news.")
    )
    image = models.ForeignKey(
        "records.CreditedImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its description is read to those who cannot see it."),
    )
    focus_areas = focus_areas_field("news")
    keywords = keywords_field()
    contact = contact_field("news")
    body = article_body()

    may_lack_swedish: ClassVar[bool] = True
    translatable: ClassVar[list[str]] = ["body"]
    facts: ClassVar[list[str]] = ["date", "image", "focus_areas", "related_pages", "contact"]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("body")]
    content_panels = grouped(
        facts=["is_example", "date", "image", checkboxes("focus_areas"), "keywords"],
        contents=[
            "body",
            InlinePanel(
                "related_pages",
                heading=_("Related pages (the same in both languages)"),
                label=_("Related page"),
            ),
        ],
        contacts=[FieldPanel("contact")],
    )
    parent_page_types: ClassVar[list[str]] = ["home.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["related"] = read_references(
            row.related for row in self.related_pages.select_related("related")
        )
        return context


class RelatedPage(Related):
    """A page that a piece of news is about."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="related_pages")
