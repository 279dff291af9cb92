"""A small chart of an indicator: the points of a line, for a template to draw."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import F

from core.languages import preferred

if TYPE_CHECKING:
    from policy.models import ActivityPage, Indicator

WIDTH, HEIGHT, MARGIN = 320, 96, 8
MOST_OTHERS = 10


@dataclass(frozen=True)
class Chart:
    """An indicator with its values, and where they lie on a drawing of WIDTH × HEIGHT."""

    indicator: "Indicator"
    values: list[Any]
    points: list[tuple[float, float]]
    # Where the target's line lies; None without a target.
    target_at: float | None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def line(self) -> str:
        """The points as SVG's `polyline` takes them."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)

    @property
    def latest(self) -> Any:
        """The last value; None before the first."""
        return self.values[-1] if self.values else None

    @property
    def is_reached(self) -> bool:
        """Whether the last value is at the target or past it, seen from the baseline."""
        target, baseline = self.indicator.target, self.indicator.baseline
        if self.latest is None or target is None:
            return False
        falls = baseline is not None and target < baseline
        return bool(self.latest.value <= target if falls else self.latest.value >= target)


def measure_together(activity: "ActivityPage", indicators: "list[Indicator]") -> None:
    """Gives each of the activity's indicators its `others`: the other public activities that it
    measures, the first ones. One query, none without indicators.
    """
    by_pk: dict[int, list[Any]] = {indicator.pk: [] for indicator in indicators}
    if indicators:
        measured = type(activity).objects.filter(indicators__in=by_pk)
        for other in preferred(measured.annotate(by=F("indicators")).order_by("path")):
            if other.translation_key != activity.translation_key:
                by_pk[other.by].append(other)
    for indicator in indicators:
        indicator.others = by_pk[indicator.pk][:MOST_OTHERS]  # type: ignore[attr-defined]


def chart_of(indicator: "Indicator", as_of: dt.date | None = None) -> Chart:
    """The indicator as it is known today, or, read from the history, as it was known on the day
    `as_of`. One query.
    """
    values = indicator.known_values if as_of else list(indicator.values.order_by("on"))
    series = [(value.on, value.value) for value in values]
    if indicator.baseline is not None and indicator.baseline_on is not None:
        series.insert(0, (indicator.baseline_on, indicator.baseline))
    series.sort()
    numbers = [number for _day, number in series]
    if indicator.target is not None:
        numbers.append(indicator.target)
    low, high = min([Decimal(0), *numbers]), max([Decimal(0), *numbers])
    days = [day.toordinal() for day, _number in series]

    def height_of(number: Decimal) -> float:
        span = high - low
        share = float((number - low) / span) if span else 0.5
        return round(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN), 1)

    def place_of(day: int) -> float:
        span = days[-1] - days[0]
        share = (day - days[0]) / span if span else 0.5
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)

    points = [
        (place_of(day), height_of(number)) for day, (_day, number) in zip(days, series, strict=True)
    ]
    target_at = height_of(indicator.target) if indicator.target is not None else None
    return Chart(indicator, values, points, target_at)
