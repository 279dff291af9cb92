"""Quarters of a year: their days, and what comes before."""

import datetime as dt
from dataclasses import dataclass

from core.periods import Precision, last_day, period_text


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter; `number` is 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return last_day(self.first, Precision.QUARTER)

    @property
    def before(self) -> "Quarter":
        """The quarter before it."""
        return quarter_of(self.first - dt.timedelta(days=1))

    @property
    def next(self) -> "Quarter":
        """The quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def __contains__(self, day: dt.date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def __str__(self) -> str:
        return period_text(self.first, self.first, Precision.QUARTER)


def quarter_of(day: dt.date) -> Quarter:
    """The quarter that the day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)
