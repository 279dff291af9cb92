from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from blocks.streams import article_body
from core.languages import preferred_pages, shown
from core.models import BasePage
from core.panels import grouped
from core.periods import not_ended
from home.compass import compass
from home.models.event import EventPage
from home.models.news import NewsPage
from home.occurrences import coming
from networks.models import NetworkPage, PartnerRegionPage, ProjectPage, TwinTownPage
from policy.models import ActionPlanPage, ActivityPage, PolicyPage, VisionPage


class HomePage(BasePage):
    """Shows at once what the city does in the world, and with whom."""

    body = article_body()

    translatable: ClassVar[list[str]] = ["body"]
    content_panels = grouped(contents=["body"])
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "policy.PolicyPage",
        "policy.ActionPlanIndexPage",
        "networks.NetworkIndexPage",
        "networks.TwinTownIndexPage",
        "networks.ProjectIndexPage",
        "home.NewsIndexPage",
        "home.EventIndexPage",
        "newsletter.NewsletterIndexPage",
        "home.StandardPage",
        "home.AccessibilityStatementPage",
    ]

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Finds the page of an address in one query, however deep it lies.

        Wagtail asks twice for each level. What is left of the address (the matrix of a plan) is
        the found page's own to answer. Raises Http404, also for a page of another language than
        the address's.
        """
        ends = range(len(path_components), 0, -1)
        addresses = ["/".join([self.url_path.strip("/"), *path_components[:end]]) for end in ends]
        deepest = (
            Page.objects.filter(url_path__in=[f"/{address}/" for address in addresses])
            .select_related("locale")
            .order_by("-depth")
            .first()
        )
        asked = getattr(request, "LANGUAGE_CODE", None)
        if asked not in (None, (deepest or self).locale.language_code):
            # Wagtail starts from the Swedish home page where the English one is not public.
            home = self.get_translations().filter(locale__language_code=asked).first()
            if home is None:
                raise Http404
            return home.specific.route(request, path_components)
        # The frame needs the home page too.
        request.home_page = self  # type: ignore[attr-defined]
        if deepest is None:
            return super().route(request, path_components)
        if deepest.alias_of_id and deepest.alias_of.locale_id != deepest.locale_id:
            raise Http404
        rest = path_components[deepest.depth - self.depth :]
        return deepest.specific.route(request, rest)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)

        def below(model: Any) -> Any:
            return shown(model.objects.descendant_of(self), passed=self.depth).select_related(
                "locale"
            )

        context["policy"] = below(PolicyPage).first()
        context["vision"] = below(VisionPage).first()
        context["plan"] = below(ActionPlanPage).order_by("-starts_on").first()
        context["twin_towns"] = list(not_ended(below(TwinTownPage)).order_by("path"))
        context["partner_regions"] = list(not_ended(below(PartnerRegionPage)).order_by("path"))
        context["networks"] = list(not_ended(below(NetworkPage)).order_by("path"))
        context["counts"] = {
            "activities": below(ActivityPage).count(),
            # In whichever language, as the catalogue that the number leads to counts them.
            "projects": preferred_pages(ProjectPage.objects.all()).count(),
        }
        context["compass"] = compass([*context["twin_towns"], *context["partner_regions"]])
        news, events = (
            preferred_pages(model.objects.all(), self.language_code, passed=self.depth)
            for model in (NewsPage, EventPage)
        )
        context["news"] = news.order_by("-date", "path")[:3]
        context["events"] = coming(events)[:3]
        return context
