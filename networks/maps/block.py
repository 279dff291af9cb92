"""The map as a block on any page: the drawing of its own page, and the list beside it."""

from typing import Any

from core.drawn_map import DrawnMap, MapMaker
from core.drawn_map import Place as Listed
from core.languages import preferred_pages, reading_language
from networks.maps.drawing import drawing_of
from networks.maps.places import Kind, Place, places_of
from networks.maps.signs import signs_of
from networks.maps.views import VIEWS
from networks.models.twin_town_index import TwinTownIndexPage


def draw(view_name: str, kind_names: list[str]) -> DrawnMap:
    """A view with kinds of places. Raises KeyError for a view that there is not."""
    view = VIEWS[view_name]
    kinds = [kind for kind in Kind if not kind_names or kind.value in kind_names]
    places = places_of(kinds)
    signs = signs_of(view, places)
    index = preferred_pages(TwinTownIndexPage.objects.all()).first()
    address = index.map_url if index else ""
    shown = [place for sign in signs for place in sign.places]
    return DrawnMap(
        template="networks/includes/map_in_block.html",
        styles="css/map.css",
        context=drawing_of(view, signs, lambda sign: _address(sign.places, address)),
        places=[
            (str(kind.label), [_listed(place) for place in shown if place.kind is kind])
            for kind in kinds
            if any(place.kind is kind for place in shown)
        ],
        address=address,
        hreflang=_foreign(index),
    )


def _foreign(page: Any) -> str:
    """The page's language, if it is not the reader's."""
    code = page.locale.language_code if page is not None else ""
    return "" if code == reading_language() else code


def _address(places: list[Place], map_address: str) -> str:
    """A place's own page; several places, and those without a page, stand on the map's page."""
    if len(places) == 1 and places[0].page is not None:
        return str(places[0].page.url)
    return f"{map_address}?at={places[0].key}#places"


def _listed(place: Place) -> Listed:
    address = str(place.page.url) if place.page is not None else ""
    # A town's own name is where it lies.
    return Listed(place.name, place.where, place.language, address, _foreign(place.page))


MAP = MapMaker(
    views=lambda: [(view.name, view.label) for view in VIEWS.values()],
    kinds=lambda: list(Kind.choices),
    draw=draw,
)
