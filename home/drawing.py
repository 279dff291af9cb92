"""The compass as a drawing: frame, rings, and labels that do not run into each other.

All measures are in the drawing's own units, in which the outer ring has the radius 100.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import atan2, cos, pi, sin

from home.compass import RADIUS, Bearing, Compass

# One em where the type is largest, on the narrowest screen: what fits there fits everywhere.
EM = 9.0
CHARACTER = 0.53 * EM
LINE = 1.15 * EM
POINT = 2.4
MARGIN = 4.0
STEPS = (250, 500, 1000, 2000, 4000, 20_000)


@dataclass(frozen=True)
class Box:
    """A rectangle that something in the drawing takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two rectangles overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def lies_on_ray(self, point: Bearing) -> bool:
        """Whether the line from Västerås to the point runs through the rectangle."""
        steps = (i / 40 for i in range(1, 40))
        return any(
            self.left < point.x * t < self.right and self.top < point.y * t < self.bottom
            for t in steps
        )


@dataclass(frozen=True)
class Label:
    """A partner's name beside its point; `dx` and `dy` are in em, so they shrink with the type."""

    point: Bearing
    anchor: str
    dx: float
    dy: float
    box: Box


@dataclass(frozen=True)
class Ring:
    """A circle of equal distance, with the place of its label."""

    km: int
    radius: float
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """What the template draws of a compass."""

    compass: Compass
    labels: list[Label]

    @cached_property
    def frame(self) -> Box:
        """The part of the drawing that is shown: all points and labels."""
        boxes = [Box(-POINT, -POINT, POINT, POINT), *(label.box for label in self.labels)]
        boxes += [_box_of_point(point) for point in self.compass.points]
        # As wide as the outer ring, so that no ring is cut off at the side.
        return Box(
            min(-RADIUS, *(box.left for box in boxes)) - MARGIN,
            min(box.top for box in boxes) - MARGIN,
            max(RADIUS, *(box.right for box in boxes)) + MARGIN,
            max(box.bottom for box in boxes) + MARGIN,
        )

    @property
    def view_box(self) -> str:
        """The frame as SVG wants it."""
        frame = self.frame
        sides = (frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top)
        return " ".join(f"{value:.1f}" for value in sides)

    @property
    def rings(self) -> list[Ring]:
        """Up to five rings at round distances; their labels stand where no partner lies."""
        if not self.compass.ring_km:
            return []
        step = next(step for step in STEPS if self.compass.ring_km <= 5 * step)
        towards = _emptiest_direction(self.compass.points)
        rings = []
        for km in range(step, self.compass.ring_km + 1, step):
            radius = km / self.compass.ring_km * RADIUS
            x, y = sin(towards) * radius, -cos(towards) * radius
            rings.append(Ring(km, round(radius, 1), round(x, 1), round(y, 1)))
        return rings


def drawing_of(compass: Compass) -> Drawing:
    """Places the labels, the farthest first; one that fits nowhere is left to the list."""
    taken = [_box_of_point(point) for point in compass.points]
    taken.append(Box(-POINT, -POINT, POINT, POINT))
    labels: list[Label] = []
    for point in reversed(compass.points):
        free = [
            label for label in _places(point) if not any(label.box.meets(other) for other in taken)
        ]
        if free:
            best = min(free, key=lambda label: _cost(label, compass.points))
            taken.append(best.box)
            labels.append(best)
    return Drawing(compass, labels[::-1])


def _box_of_point(point: Bearing) -> Box:
    return Box(point.x - POINT, point.y - POINT, point.x + POINT, point.y + POINT)


def _places(point: Bearing) -> Iterator[Label]:
    """Where the label may stand: beside its point, above or below it, a little shifted."""
    width = len(point.page.title) * CHARACTER
    for dy in (0.35, -0.05, 0.75, -0.4, 1.1):
        yield _label(point, "start", 0.55, dy, width)
        yield _label(point, "end", -0.55, dy, width)
    for dy in (1.3, -0.6):
        for anchor, dx in (("middle", 0.0), ("start", -1.0), ("end", 1.0)):
            yield _label(point, anchor, dx, dy, width)


def _label(point: Bearing, anchor: str, dx: float, dy: float, width: float) -> Label:
    start = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    left = point.x + dx * EM - start * width
    # `dy` moves the base line; the type's middle stands 0.35 em above it.
    middle = point.y + (dy - 0.35) * EM
    return Label(
        point, anchor, dx, dy, Box(left, middle - LINE / 2, left + width, middle + LINE / 2)
    )


def _cost(label: Label, points: list[Bearing]) -> float:
    """How far the place is from the best one: beside the point, outwards, clear of the lines."""
    outwards = "start" if label.point.x >= 0 else "end"
    beyond = max(0.0, -RADIUS - label.box.left, label.box.right - RADIUS)
    crossed = sum(label.box.lies_on_ray(point) for point in points)
    return beyond / EM + 4 * crossed + abs(label.dy - 0.35) + (label.anchor != outwards)


def _emptiest_direction(points: list[Bearing]) -> float:
    """The middle of the widest angle in which no point lies, in radians from north."""
    angles = sorted(atan2(point.x, -point.y) % (2 * pi) for point in points)
    gaps = zip(angles, [*angles[1:], angles[0] + 2 * pi], strict=True)
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    return (start + end) / 2
