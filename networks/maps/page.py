"""The map's page, below the partners' own."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import path

from core.models import BasePage, RoutesMixin
from core.navigation import language_alternatives
from networks.maps.choice import MapForm
from networks.maps.drawing import drawing_of
from networks.maps.places import Place, places_of, projects_of
from networks.maps.signs import Sign, lines_of, signs_of
from networks.maps.views import VIEWS

# With 400 partners in many projects the page stays below 40 kB.
PER_PAGE = 50


class MapRoutes(RoutesMixin):
    """Gives a page its map, at `karta/` or `map/`."""

    @path("karta/", name="map")
    @path("map/", name="map_en")
    def map(self, request: HttpRequest) -> HttpResponse:
        """Twin towns, regions, networks' seats and project partners, on a map and in a list."""
        if away := self.from_other_word(request, self.map_url):
            return away
        # Not the page's own context: its lists are not on the map's page.
        context = BasePage.get_context(self, request)  # type: ignore[arg-type]
        form = MapForm(request.GET)
        context |= {
            "form": form,
            "title": _("Map of our partners"),
            "breadcrumb": [*context["breadcrumb"], self],
            "language_alternatives": language_alternatives(self, "map_url"),  # type: ignore[arg-type]
        }
        is_valid = form.is_valid()
        if is_valid:
            context |= drawn(form, request.GET.get("page"))
        response = TemplateResponse(request, "networks/map.html", context)
        response.status_code = 200 if is_valid else 400
        return response

    @property
    def map_url(self) -> str:
        """The map's address in the page's own language."""
        return self.own_address("map")


def drawn(form: MapForm, number: str | None) -> dict[str, Any]:
    """What the template draws and lists."""
    view, places = form.map_view, places_of(form.kinds)
    signs = signs_of(view, places)
    chosen = next((s for s in signs if form.cleaned_data["at"] in [p.key for p in s.places]), None)
    listed = chosen.places if chosen else places
    # A page number that does not exist gives the nearest one that does.
    page = Paginator(listed, PER_PAGE).get_page(number)
    inside = {place.key for sign in signs for place in sign.places}
    projects = projects_of(list(page))
    return {
        **drawing_of(view, signs, lambda sign: _address(form, sign, page)),
        "views": [(v, form.query(view=v.name)) for v in VIEWS.values()],
        "lines": lines_of(view, signs) if form.cleaned_data["lines"] else [],
        "groups": [
            (
                kind,
                sum(place.kind is kind for place in listed),
                [
                    (place, place.key in inside, projects.get(place.key))
                    for place in page
                    if place.kind is kind
                ],
            )
            for kind in form.kinds
            if any(place.kind is kind for place in page)
        ],
        "listed": page,
        "chosen": chosen,
        "is_gone": bool(form.cleaned_data["at"]) and chosen is None,
        "everything": form.query(),
        "total": len(listed),
    }


def _address(form: MapForm, sign: Sign, page: "Page[Place]") -> str:
    """Where a sign leads: to the place's page, else to the place in the list."""
    place = sign.places[0]
    if sign.is_cluster:
        return f"{form.query(at=sign.key)}#places"
    if place.page is not None:
        return str(place.page.url)
    if place in page.object_list:
        return f"#{place.key}"
    return f"{form.query(at=sign.key)}#{place.key}"
