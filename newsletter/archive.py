"""The newsletter's archive: its list, a feed, and the newest issue for other systems."""

from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import path

from core.languages import shown
from core.models import RoutesMixin
from home.feed import MOST_IN_FEED, feed_address, feed_of
from newsletter.fragment import fragment_of

ISSUES_PER_PAGE = 20


class ArchiveMixin(RoutesMixin):
    """The index page of the newsletter: issues in the page's own language, the newest first."""

    def issues(self, passed: int = 0) -> Any:
        """Those that everyone may read, and those that readers of this page may (`passed`)."""
        model = apps.get_model("newsletter", "NewsletterIssuePage")
        issues = shown(model.objects.child_of(self), passed=passed)
        return issues.select_related("locale").order_by("-issue_date", "-number", "path")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        page: Any = self
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        # A page number that does not exist gives the nearest one that does.
        pages = Paginator(self.issues(passed=page.depth), ISSUES_PER_PAGE)
        context["issues"] = pages.get_page(request.GET.get("page"))
        return context

    @path("")
    def page(self, request: HttpRequest) -> HttpResponse:
        return self.render(request)

    @path("feed.atom/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The newest issues as a feed."""
        content = feed_of(self, self.issues()[:MOST_IN_FEED], [], request)
        return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")

    @path("senaste.html/", name="newest")
    @path("latest.html/", name="newest_en")
    def newest(self, request: HttpRequest) -> HttpResponse:
        """The newest issue as a piece of HTML, for other systems to show in a page of theirs."""
        issue = self.issues().first()
        if issue is None:
            told = _("No issue has been published yet.")
            response = HttpResponse(told, status=404, content_type="text/plain; charset=utf-8")
        else:
            response = HttpResponse(fragment_of(issue))
            # Search engines shall find the issue itself.
            response["X-Robots-Tag"] = "noindex"
        response["Access-Control-Allow-Origin"] = "*"
        return response

    @property
    def feed_url(self) -> str:
        """The feed's address."""
        return feed_address(self)
