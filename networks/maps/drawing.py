"""The drawing of a view with its signs: what its template reads, on a page and in a block."""

from collections.abc import Callable
from typing import Any

from networks.maps.labels import labels_of
from networks.maps.signs import Sign, home_of
from networks.maps.views import MapView, shapes


def drawing_of(
    view: MapView, signs: list[Sign], address_of: Callable[[Sign], str]
) -> dict[str, Any]:
    """`address_of` gives where a sign leads."""
    home = home_of(view)
    return {
        "view": view,
        "shapes": shapes(view.name),
        "signs": [(sign, address_of(sign)) for sign in signs],
        "labels": labels_of(view, signs, home),
        "home": home if view.shows(home) else None,
    }
