"""Lines and areas on a plane: cut to a frame, simplified, written as SVG paths."""

import itertools
from collections.abc import Iterable

Point = tuple[float, float]


def area(ring: list[Point]) -> float:
    """The area that a ring encloses, whichever way round it goes."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def cut(ring: list[Point], left: float, top: float, right: float, bottom: float) -> list[Point]:
    """The part of a ring inside a frame, side by side (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        if not ring:
            break
        found: list[Point] = []
        for start, end in zip([ring[-1], *ring[:-1]], ring, strict=True):
            is_in = sign * (end[axis] - limit) >= 0
            if is_in != (sign * (start[axis] - limit) >= 0):
                t = (limit - start[axis]) / (end[axis] - start[axis])
                found.append(
                    (start[0] + t * (end[0] - start[0]), start[1] + t * (end[1] - start[1]))
                )
            if is_in:
                found.append(end)
        ring = found
    return ring


def simplified(line: list[Point], tolerance: float) -> list[Point]:
    """The line with fewer points, nowhere farther off than `tolerance` (Douglas and Peucker)."""
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        far, distance = 0, tolerance
        for number in range(first + 1, last):
            off = _off(line[number], line[first], line[last])
            if off > distance:
                far, distance = number, off
        if far:
            kept.add(far)
            spans += [(first, far), (far, last)]
    return [line[number] for number in sorted(kept)]


def _off(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from a stretch."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    t = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    t = min(1.0, max(0.0, t))
    x, y = point[0] - start[0] - t * dx, point[1] - start[1] - t * dy
    return float((x * x + y * y) ** 0.5)


def path_of(lines: Iterable[list[Point]], is_closed: bool, decimals: int = 0) -> str:
    """An SVG path with rounded steps, each from the last point: short, and no error adds up."""
    factor = 10**decimals
    parts = []
    for line in lines:
        points = [(round(x * factor), round(y * factor)) for x, y in line]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(points) if a != b]
        if len(steps) < (2 if is_closed else 1):
            continue
        numbers = [n / factor for step in steps for n in step]
        x, y = points[0]
        parts.append(f"M{_joined([x / factor, y / factor])}l{_joined(numbers)}")
        if is_closed:
            parts.append("z")
    return "".join(parts)


def _joined(numbers: list[float]) -> str:
    """Numbers as a path has them: a minus parts them as well as a space does."""
    text = ""
    for number in numbers:
        piece = f"{number:g}".replace("0.", ".", 1) if abs(number) < 1 else f"{number:g}"
        text += piece if not text or piece.startswith("-") else f" {piece}"
    return text
