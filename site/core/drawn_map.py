"""The site's map for whoever may not import the area that draws it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Place:
    """A place on the map as a list says it, in the reader's language."""

    name: str
    # Town and country, as far as they are known.
    where: str
    # The name's language where it is not the reader's.
    language: str = ""
    # From the site's root; empty for what has no page.
    address: str = ""
    # The page's language where it is not the reader's.
    hreflang: str = ""


@dataclass(frozen=True)
class DrawnMap:
    """A part of the world with its places, as the map's own templates draw it."""

    # Drawing and style sheet, with what the template reads.
    template: str
    styles: str
    context: dict[str, Any]
    # What the drawing shows: the same for those who do not see it.
    places: list[tuple[str, list[Place]]]
    # The whole map's page, and its language where it is not the reader's.
    address: str
    hreflang: str = ""


@dataclass(frozen=True)
class MapMaker:
    """How the area with the map draws it: names and labels of its views and kinds of places."""

    views: Callable[[], list[tuple[str, Any]]]
    kinds: Callable[[], list[tuple[str, Any]]]
    draw: Callable[[str, list[str]], DrawnMap]


_makers: list[MapMaker] = []


def register_map(maker: MapMaker) -> None:
    """Says how maps are drawn; the last one counts."""
    _makers[:] = [maker]


def map_views() -> list[tuple[str, Any]]:
    """The parts of the world that can be shown: name and label."""
    return _makers[0].views()


def map_kinds() -> list[tuple[str, Any]]:
    """The kinds of places that can be shown: name and label."""
    return _makers[0].kinds()


def drawn_map(view: str, kinds: list[str]) -> DrawnMap:
    """The map of a view with these kinds of places; all of them if none is named."""
    return _makers[0].draw(view, kinds)
