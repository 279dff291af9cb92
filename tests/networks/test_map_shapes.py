"""The map's shapes, derived from a world of a few corners."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from networks.maps.geometry import cut, path_of, simplified
from networks.maps.views import VIEWS, shapes

pytestmark = pytest.mark.any_database


def square(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def layer(**countries: list[list[float]]) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "properties": {"ADM0_A3": code},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
            for code, ring in countries.items()
        ],
    }


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Two countries side by side, one of them in two parts; an island too small; Antarctica."""
    for scale in (110, 50):
        files = {
            "land": layer(
                AAA=square(5, 50, 15, 60), BBB=square(0, 0, 0.01, 0.01), ATA=square(-9, -89, 9, -70)
            ),
            "lakes": layer(LAK=square(8, 53, 11, 56)),
            "admin_0_countries": layer(
                AAA=square(5, 50, 10, 60), CYP=square(10, 50, 12, 60), CYN=square(12, 50, 15, 60)
            ),
        }
        for name, content in files.items():
            path = tmp_path / f"ne_{scale}m_{name}.geojson"
            path.write_text(json.dumps(content))
    return tmp_path


def test_the_same_source_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for to in (first, second):
        call_command("make_map", source, to=to, stdout=StringIO())
    for name in VIEWS:
        text = (first / f"{name}.json").read_bytes()
        assert text == (second / f"{name}.json").read_bytes()
        found = json.loads(text)
        # One piece of land, one lake, and one border: the other is between parts of one country.
        assert found["land"].count("M") == 1
        assert found["lakes"].count("M") == 1
        assert found["borders"].count("M") == 1


def test_what_is_missing_is_said_in_a_line(source: Path) -> None:
    (source / "ne_50m_lakes.geojson").unlink()
    with pytest.raises(CommandError, match=r"no ne_50m_lakes\.geojson") as missing:
        call_command("make_map", source, to=source, stdout=StringIO())
    assert missing.value.returncode == 2
    (source / "ne_50m_lakes.geojson").write_text("[")
    with pytest.raises(CommandError, match="no GeoJSON"):
        call_command("make_map", source, to=source, stdout=StringIO())


def test_cutting_and_simplifying() -> None:
    ring = [(-5.0, -5.0), (5.0, -5.0), (5.0, 5.0), (-5.0, 5.0)]
    assert sorted(set(cut(ring, 0, 0, 10, 10))) == [(0, 0), (0, 5), (5, 0), (5, 5)]
    assert cut(ring, 6, 6, 10, 10) == []
    line = [(0.0, 0.0), (1.0, 0.1), (2.0, -0.1), (3.0, 4.0), (4.0, 0.0)]
    assert simplified(line, 0.5) == [line[0], line[2], line[3], line[4]]
    assert path_of([[(0.0, 0.0), (0.24, 0.0), (1.0, -0.5)]], is_closed=False, decimals=1) == (
        "M0 0l.2 0 .8-.5"
    )


def test_the_views_show_what_they_are_called() -> None:
    nordic = VIEWS["nordic"]
    for name, longitude, latitude in (("Akureyri", -18.09, 65.68), ("Lahti", 25.66, 60.98)):
        assert all(view.shows(view.place(longitude, latitude)) for view in VIEWS.values()), name
    assert not nordic.shows(nordic.place(9.5, 51.3))
    assert VIEWS["europe"].place(12 - 180, -54) is None
    for name in VIEWS:
        assert {"land", "lakes", "borders"} <= set(shapes(name))
