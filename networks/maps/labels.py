"""Names beside the signs, as many as have room; the list and the links have them all."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.direction import isolated_text
from networks.maps.places import Kind
from networks.maps.signs import Sign
from networks.maps.views import WIDTH, MapView

# The type's size in units of the drawing, where it is largest.
EM = 19.0
CHARACTER = 0.56 * EM
SIGN = 14.0
MOST = 40
# Of more than so many others, the first says too little.
MOST_MORE = 2

Box = tuple[float, float, float, float]
# Towns and regions first: they are what a reader looks for.
ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Label:
    """A name in the drawing."""

    text: str
    language: str
    x: float
    y: float
    anchor: str
    box: Box


def labels_of(view: MapView, signs: list[Sign], home: tuple[float, float] | None) -> list[Label]:
    """The names that have room, none across another or across a sign."""
    taken = [_round(sign.x, sign.y) for sign in signs]
    found: list[Label] = []
    if home and view.shows(home):
        taken.append(_round(*home))
        _put("Västerås", "", *home, view, taken, found)
    for sign in sorted(signs, key=lambda sign: ORDER[sign.places[0].kind])[:MOST]:
        place, more = sign.places[0], len(sign.places) - 1
        if more > MOST_MORE:
            continue
        text = f"{isolated_text(place.name)} +{more}" if more else place.name
        _put(text, place.language, sign.x, sign.y, view, taken, found)
    return found


def _round(x: float, y: float) -> Box:
    return x - SIGN, y - SIGN, x + SIGN, y + SIGN


def _put(
    text: str,
    language: str,
    x: float,
    y: float,
    view: MapView,
    taken: list[Box],
    found: list[Label],
) -> None:
    """Adds the label at the first place that is free."""
    if len(text) > 34:
        return
    for label in _places(text, language, x, y):
        left, top, right, bottom = label.box
        if left < 2 or top < 2 or right > WIDTH - 2 or bottom > view.height - 2:
            continue
        if not any(_meets(label.box, other) for other in taken):
            taken.append(label.box)
            found.append(label)
            return


def _places(text: str, language: str, x: float, y: float) -> Iterator[Label]:
    """Beside the sign, above or below it."""
    width = len(text) * CHARACTER
    for anchor, dx, dy in (
        ("start", SIGN + 5, 0.35 * EM),
        ("end", -SIGN - 5, 0.35 * EM),
        ("middle", 0.0, SIGN + EM),
        ("middle", 0.0, -SIGN - 5),
    ):
        left = x + dx - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * width
        base = y + dy
        box = (left, base - 0.8 * EM, left + width, base + 0.25 * EM)
        yield Label(text, language, round(x + dx, 1), round(base, 1), anchor, box)


def _meets(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
