from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import ResolverMatch
from wagtail.contrib.routable_page.models import RoutablePageMixin

from core.addresses import with_query


class RoutesMixin(RoutablePageMixin):
    """A page with addresses below its own, which lead on like its own when the page moves."""

    def get_route_paths(self) -> list[str]:
        """Every route without parameters; a file's address has no final slash."""
        paths = []
        for route in self.get_subpage_urls():
            if not getattr(route.pattern, "converters", None):
                path = f"/{route.pattern}"
                last = path.rstrip("/").rpartition("/")[2]
                paths.append(path.rstrip("/") if "." in last else path)
        return list(dict.fromkeys(paths))

    def resolve_subpage(self, path: str) -> ResolverMatch:
        """Also of a file's address, as redirects know it."""
        return super().resolve_subpage(path if path.endswith("/") else f"{path}/")

    def render(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        """What has a `title` of its own in `context_overrides` stands below the page."""
        response: TemplateResponse = super().render(request, *args, **kwargs)
        context = response.context_data or {}
        if context.get("title"):
            context["breadcrumb"] = [*context["breadcrumb"], self]
        return response

    def own_address(self, name: str) -> str:
        """The address of a route in the page's own language; English ones are called `…_en`."""
        page: Any = self
        is_source = page.locale.language_code == settings.LANGUAGE_CODE
        return f"{page.url}{page.reverse_subpage(name if is_source else f'{name}_en')}"

    def from_other_word(
        self, request: HttpRequest, address: str, permanent: bool = True
    ) -> HttpResponse | None:
        """Leads from the word of the other language to the address that is promised, with the
        reader's choice; None where that was asked for.
        """
        if request.path == address:
            return None
        return redirect(with_query(address, request), permanent=permanent)
