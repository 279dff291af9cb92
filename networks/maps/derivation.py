"""The shapes of a view, derived from Natural Earth: land, and the borders between countries."""

import itertools
import json
from collections.abc import Iterator
from typing import Any

from networks.maps.geometry import Point, area, cut, path_of, simplified
from networks.maps.views import WIDTH, MapView

# Beyond the frame, so that no edge of what was cut is seen.
MARGIN = 12
# In units of the drawing: what the eye does not miss.
TOLERANCE = 0.5
SMALLEST_ISLAND = 4.0
SMALLEST_LAKE = 25.0
DECIMALS = 1
# Antarctica is left out: it is nobody's partner, and most of a map of the world.
SOUTHERNMOST = -60.0
# Natural Earth draws what is in fact held, not what is recognised: these are no borders here.
ONE_COUNTRY = {"CYN": "CYP", "SOL": "SOM"}
# Between Crimea and the rest of Ukraine: west, south, east, north.
CRIMEA = (32.5, 45.6, 35.6, 46.4)

Ring = list[list[float]]


# Natural Earth's files, without the scale that their names begin with.
LAYERS = ("land", "lakes", "admin_0_countries")


def shapes_of(view: MapView, layers: dict[str, Any]) -> dict[str, str]:
    """Land, lakes and borders as SVG paths, from the GeoJSON of LAYERS."""
    borders = _borders(view, layers["admin_0_countries"])
    return {
        "land": _areas(view, layers["land"], SMALLEST_ISLAND),
        "lakes": _areas(view, layers["lakes"], SMALLEST_LAKE),
        "borders": path_of(borders, is_closed=False, decimals=DECIMALS),
    }


def as_file(shapes: dict[str, str]) -> str:
    """What is written beside the code: the same bytes for the same source."""
    return json.dumps(shapes, indent=0, sort_keys=True) + "\n"


def _rings(collection: dict[str, Any]) -> Iterator[tuple[str, Ring]]:
    """Every ring with its country's code."""
    for feature in collection["features"]:
        code = feature["properties"].get("ADM0_A3", "")
        geometry = feature["geometry"]
        polygons = geometry["coordinates"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        for polygon in polygons:
            for ring in polygon:
                yield ONE_COUNTRY.get(code, code), ring


def _areas(view: MapView, layer: dict[str, Any], smallest: float) -> str:
    outlines = (_outline(view, ring, smallest) for _, ring in _rings(layer))
    return path_of(filter(None, outlines), is_closed=True, decimals=DECIMALS)


def _outline(view: MapView, ring: Ring, smallest: float) -> list[Point]:
    """A ring of land in the drawing, or nothing if it is outside or too small."""
    if all(latitude < SOUTHERNMOST for _, latitude, *_rest in ring):
        return []
    points = [point for x, y, *_ in ring[:-1] if (point := view.place(x, y)) is not None]
    inside = cut(points, -MARGIN, -MARGIN, WIDTH + MARGIN, view.height + MARGIN)
    if len(inside) < 3 or area(inside) < smallest:
        return []
    # Opened at two points far from each other, as the method needs a beginning and an end.
    half = len(inside) // 2
    line = simplified([*inside[: half + 1]], TOLERANCE)
    return line[:-1] + simplified([*inside[half:], inside[0]], TOLERANCE)


def _borders(view: MapView, countries: dict[str, Any]) -> list[list[Point]]:
    """The stretches that two countries share, joined to lines."""
    owners: dict[tuple[tuple[float, ...], tuple[float, ...]], set[str]] = {}
    for code, ring in _rings(countries):
        corners = [(round(x, 4), round(y, 4)) for x, y, *_ in ring]
        for a, b in itertools.pairwise(corners):
            if a != b:
                owners.setdefault((min(a, b), max(a, b)), set()).add(code)
    shared = [stretch for stretch, codes in owners.items() if len(codes) > 1]
    lines = []
    for line in _joined([stretch for stretch in sorted(shared) if not _in_crimea(*stretch)]):
        points = [point for x, y in line if (point := view.place(x, y)) is not None]
        lines += [simplified(part, TOLERANCE) for part in _inside(view, points) if len(part) > 1]
    return lines


def _in_crimea(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    west, south, east, north = CRIMEA
    return all(west < x < east and south < y < north for x, y in (a, b))


def _joined(stretches: list[tuple[Any, Any]]) -> list[list[Any]]:
    """Stretches as lines from knot to knot (or round, where there is none)."""
    beside: dict[Any, list[Any]] = {}
    for a, b in stretches:
        beside.setdefault(a, []).append(b)
        beside.setdefault(b, []).append(a)
    ends = [corner for corner in beside if len(beside[corner]) != 2]
    left = set(stretches)
    lines = []
    for start in [*ends, *beside]:
        for following in beside[start]:
            line, here, there = [start], start, following
            while (step := (min(here, there), max(here, there))) in left:
                left.remove(step)
                line.append(there)
                if len(beside[there]) != 2:
                    break
                here, there = there, next(n for n in beside[there] if n != here)
            if len(line) > 1:
                lines.append(line)
    return lines


def _inside(view: MapView, line: list[Point]) -> list[list[Point]]:
    """The parts of a line in the frame; a step across its edge is kept whole."""
    parts: list[list[Point]] = [[]]
    for a, b in itertools.pairwise(line):
        if any(
            -MARGIN <= x <= WIDTH + MARGIN and -MARGIN <= y <= view.height + MARGIN
            for x, y in (a, b)
        ):
            if not parts[-1]:
                parts[-1].append(a)
            parts[-1].append(b)
        elif parts[-1]:
            parts.append([])
    return parts
