from django.urls import ResolverMatch
from wagtail.contrib.routable_page.models import RoutablePageMixin


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
