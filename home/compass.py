"""Where the partners lie as seen from Västerås: direction and distance, for a drawing."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.city import VASTERAS

EARTH_RADIUS_KM = 6371.0
# Radius of the outer ring in the drawing's own units.
RADIUS = 100


@dataclass(frozen=True)
class Bearing:
    """A partner's page with its distance and its place in the drawing (x to the right, y down)."""

    page: Any
    distance_km: int
    x: float
    y: float


@dataclass(frozen=True)
class Compass:
    """The points, nearest first, and the distance that the outer ring stands for."""

    points: list[Bearing]
    ring_km: int


def distance_and_bearing(latitude: float, longitude: float) -> tuple[float, float]:
    """Great-circle distance in kilometres and initial bearing in radians from Västerås."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*VASTERAS, latitude, longitude))
    dlon = lon2 - lon1
    y = math.sin(dlon) * math.cos(lat2)
    x = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(dlon)
    central = math.atan2(
        math.hypot(y, x),
        math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(dlon),
    )
    return central * EARTH_RADIUS_KM, math.atan2(y, x)


def compass(pages: Iterable[Any]) -> Compass:
    """An azimuthal equidistant drawing round Västerås of the pages that have co-ordinates."""
    placed = [
        (page, *distance_and_bearing(float(page.latitude), float(page.longitude)))
        for page in pages
        if page.latitude is not None and page.longitude is not None
    ]
    if not placed:
        return Compass([], 0)
    ring_km = math.ceil(max(distance for _, distance, _ in placed) / 500) * 500
    points = [
        Bearing(
            page,
            int(round(distance, -1)),
            round(math.sin(bearing) * distance / ring_km * RADIUS, 1),
            round(-math.cos(bearing) * distance / ring_km * RADIUS, 1),
        )
        for page, distance, bearing in placed
    ]
    return Compass(sorted(points, key=lambda point: point.distance_km), ring_km)
