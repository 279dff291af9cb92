"""`/sitemap.xml`: the pages of both languages, each with its counterpart."""

from collections import defaultdict
from typing import Any

from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps.views import sitemap as sitemap_view
from wagtail.models import Page, Site

from core.languages import shown
from networks.countries import countries
from networks.models import TwinTownIndexPage
from records.models import Contact, FocusArea, Keyword, Operation


class BilingualSitemap(Sitemap):
    """Wagtail's sitemap lists one tree; this one the home page's translations as well."""

    def items(self) -> Any:
        site = Site.find_for_request(self.request)
        if site is None:
            return Page.objects.none()
        # Also of a home page that is not public itself: what lies below answers.
        homes = Page.objects.filter(translation_key=site.root_page.translation_key)
        query = Page.objects.none()
        for home in homes:
            query |= Page.objects.descendant_of(home, inclusive=True)
        return shown(query).select_related("locale").order_by("path")

    def address(self, item: Any) -> str:
        """The page's own, or that of what stands below it."""
        return item.get_url(self.request)

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        items = list(self.paginator.page(page).object_list)
        versions: dict[Any, list[dict[str, str]]] = defaultdict(list)
        # The address that the reader used, not the site record's: right behind any proxy or port.
        addresses = {item.pk: self.request.build_absolute_uri(self.address(item)) for item in items}
        for item in items:
            versions[item.translation_key].append(
                {"lang_code": item.locale.language_code, "location": addresses[item.pk]}
            )
        urls = []
        for item in items:
            alternates = versions[item.translation_key]
            urls.append(
                {
                    "item": item,
                    "location": addresses[item.pk],
                    "lastmod": self.lastmod(item),
                    "changefreq": None,
                    "priority": None,
                    "alternates": alternates if len(alternates) > 1 else [],
                }
            )
        self.latest_lastmod = max((url["lastmod"] for url in urls if url["lastmod"]), default=None)
        return urls


class PartnerRouteSitemap(BilingualSitemap):
    """What stands below the page of the partners, as a route of it."""

    route: str

    def items(self) -> Any:
        pages = TwinTownIndexPage.objects.filter(pk__in=super().items().values("pk"))
        return pages.select_related("locale").order_by("path")

    def address(self, item: Any) -> str:
        return getattr(item, self.route)


class MapSitemap(PartnerRouteSitemap):
    """The map of the partners."""

    route = "map_url"


class HistorySitemap(PartnerRouteSitemap):
    """The international history."""

    route = "history_url"


class RecordSitemap(DjangoSitemap):
    """The pages of records and countries, each in both languages."""

    i18n = True
    alternates = True

    def items(self) -> Any:
        found: list[tuple[str, list[str]]] = []
        for model in (Operation, FocusArea, Contact, Keyword):
            code = model.code_field
            codes = model.public().order_by(code).values_list(code, flat=True)
            found.append((f"{model.address_name}_index", []))
            found += [(model.address_name, [code]) for code in codes]
        found.append(("country_index", []))
        found += [("country", [code]) for code, _name, _number in countries()]
        return found

    def location(self, item: Any) -> str:
        name, args = item
        return reverse(name, args=args)


def sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap of the site that the request is for."""
    sitemaps = {
        "pages": BilingualSitemap,
        "map": MapSitemap,
        "history": HistorySitemap,
        "records": RecordSitemap,
    }
    return sitemap_view(request, sitemaps)
