"""The signs on the map: one for each place, or one with a number for places that overlap."""

import math
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.city import VASTERAS
from core.direction import isolated_text
from core.name_order import name_key
from networks.maps.geometry import Point, path_of, simplified
from networks.maps.places import Kind, Place
from networks.maps.views import WIDTH, MapView

# Nearer than this, in units of the drawing, two signs would hide each other.
APART = 34.0
# More signs than this are too many to tell apart, and too heavy: they are then put together.
MOST_SIGNS = 80
# More names than this are not read out one by one.
MOST_NAMED = 4
STEPS_OF_LINE = 24


@dataclass
class Sign:
    """A sign in the drawing, with the places that it stands for."""

    x: float
    y: float
    places: list[Place] = field(default_factory=list)

    @property
    def is_cluster(self) -> bool:
        """Whether it stands for several places."""
        return len(self.places) > 1

    @property
    def shape(self) -> str:
        """Which drawing it has: one for each kind, another for several places."""
        return "cluster" if self.is_cluster else self.places[0].kind.value

    @property
    def key(self) -> str:
        """What names it in addresses: its first place."""
        return self.places[0].key

    @property
    def name(self) -> str:
        """What its link is called."""
        if not self.is_cluster:
            place = self.places[0]
            return f"{place.spoken} ({KIND_OF_ONE[place.kind]()})"
        shown, more = self.places[:MOST_NAMED], len(self.places) - MOST_NAMED
        names = [isolated_text(place.name) for place in shown]
        if more > 0:
            names.append(ngettext("%(number)s more", "%(number)s more", more) % {"number": more})
        return _("%(number)s places: %(names)s") % {
            "number": len(self.places),
            "names": ", ".join(names),
        }

    @property
    def has_partner(self) -> bool:
        """Whether a project leads there."""
        return any(place.kind is Kind.PARTNER for place in self.places)


KIND_OF_ONE = {
    Kind.TOWN: lambda: _("twin town"),
    Kind.REGION: lambda: _("partner region"),
    Kind.NETWORK: lambda: _("network"),
    Kind.PARTNER: lambda: _("project partner"),
}


def position(view: MapView, place: Place) -> tuple[float, float] | None:
    """Where a place stands in the drawing; None if it has no place or is outside the view."""
    if place.latitude is None or place.longitude is None:
        return None
    point = view.place(place.longitude, place.latitude)
    return point if view.shows(point) else None


def signs_of(view: MapView, places: list[Place]) -> list[Sign]:
    """The signs of a view, by country and name of their first place: the order of the tab key."""
    points = [(place, point) for place in places if (point := position(view, place)) is not None]
    apart = APART
    while len(signs := _signs(points, apart)) > MOST_SIGNS:
        apart *= 1.4
    return sorted(
        signs,
        key=lambda sign: (name_key(sign.places[0].country_name), name_key(sign.places[0].name)),
    )


def _signs(points: list[tuple[Place, tuple[float, float]]], apart: float) -> list[Sign]:
    """The places, each with the nearest sign before it that it would overlap, or on its own."""
    cells: dict[tuple[int, int], list[Sign]] = {}
    signs: list[Sign] = []
    for place, (x, y) in points:
        column, row = int(x // apart), int(y // apart)
        near = [
            (distance, number, sign)
            for across in (column - 1, column, column + 1)
            for down in (row - 1, row, row + 1)
            for number, sign in enumerate(cells.get((across, down), ()))
            if (distance := math.dist((sign.x, sign.y), (x, y))) < apart
        ]
        if near:
            min(near, key=lambda found: found[:2])[2].places.append(place)
            continue
        sign = Sign(round(x, 1), round(y, 1), [place])
        signs.append(sign)
        cells.setdefault((column, row), []).append(sign)
    return signs


def home_of(view: MapView) -> tuple[float, float] | None:
    """Where Västerås stands in the drawing."""
    point = view.place(VASTERAS[1], VASTERAS[0])
    return point and (round(point[0], 1), round(point[1], 1))


def lines_of(view: MapView, signs: list[Sign]) -> list[str]:
    """The shortest ways from Västerås to the project partners, as SVG paths."""
    return [_way(view, sign.places[0]) for sign in signs if sign.has_partner]


def _way(view: MapView, place: Place) -> str:
    """The great circle to a place, broken where it goes round the edge of the map."""
    start, end = _vector(VASTERAS[1], VASTERAS[0]), _vector(place.longitude, place.latitude)
    angle = math.acos(max(-1.0, min(1.0, sum(a * b for a, b in zip(start, end, strict=True)))))
    if angle < 1e-6 or math.pi - angle < 1e-6:
        return ""
    ways: list[list[Point]] = []
    last: Point | None = None
    for step in range(STEPS_OF_LINE + 1):
        t = step / STEPS_OF_LINE
        x, y, z = (
            (math.sin((1 - t) * angle) * a + math.sin(t * angle) * b) / math.sin(angle)
            for a, b in zip(start, end, strict=True)
        )
        point = view.place(
            math.degrees(math.atan2(y, x)), math.degrees(math.asin(max(-1.0, min(1.0, z))))
        )
        if point is not None:
            if last is None or math.dist(last, point) > WIDTH / 2:
                ways.append([])
            ways[-1].append(point)
        last = point
    # Few points are enough for what is nearly straight.
    return path_of([simplified(way, 0.5) for way in ways], is_closed=False)


def _vector(longitude: float | None, latitude: float | None) -> tuple[float, float, float]:
    turn, phi = math.radians(longitude or 0), math.radians(latitude or 0)
    return math.cos(phi) * math.cos(turn), math.cos(phi) * math.sin(turn), math.sin(phi)
