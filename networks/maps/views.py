"""The parts of the world that the map shows, and where a place lies in each."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from networks.maps.projections import Projection, azimuthal, equal_earth

DATA = Path(__file__).parent / "data"
# All views are as wide, in the drawing's own units.
WIDTH = 1000


@dataclass(frozen=True)
class MapView:
    """A preset: what it is called, its projection, and its frame in kilometres of the plane."""

    name: str
    label: Any
    projection: Projection
    left: float
    right: float
    bottom: float
    top: float
    # Of Natural Earth: 110 or 50 million.
    scale: int

    @property
    def unit(self) -> float:
        """How many kilometres of the plane one unit of the drawing is."""
        return (self.right - self.left) / WIDTH

    @property
    def height(self) -> int:
        """Of the drawing, in its own units."""
        return round((self.top - self.bottom) / self.unit)

    def place(self, longitude: float, latitude: float) -> tuple[float, float] | None:
        """Where it lies in the drawing, inside the frame or not; None for what has no place."""
        plane = self.projection(longitude, latitude)
        if plane is None:
            return None
        return (plane[0] - self.left) / self.unit, (self.top - plane[1]) / self.unit

    def shows(self, point: tuple[float, float] | None) -> bool:
        """Whether the point lies in the frame, with room for its sign."""
        if point is None:
            return False
        return 4 <= point[0] <= WIDTH - 4 and 4 <= point[1] <= self.height - 4


VIEWS = {
    view.name: view
    for view in (
        MapView("europe", _("Europe"), azimuthal(12, 54), -2250, 2250, -1950, 1980, 50),
        MapView("nordic", _("Nordic countries"), azimuthal(14, 60), -1850, 1150, -760, 1370, 50),
        MapView("world", _("World"), equal_earth, -17600, 17600, -6900, 8400, 110),
    )
}


@cache
def shapes(name: str) -> dict[str, str]:
    """Land, lakes and borders of a view as SVG paths; `make_map` has derived them."""
    found: dict[str, str] = json.loads((DATA / f"{name}.json").read_text())
    return found
