"""The city's international history: areas say what happened, one page tells it all."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from core.languages import reading_language
from core.periods import Precision, period_text


@dataclass(frozen=True)
class Happening:
    """Something that happened, as exactly dated as it is known."""

    day: dt.date
    precision: str
    # What it was, in a few words of the reader's language: “New twin town”.
    what: str
    # The public page that tells more.
    page: Any
    # As somebody has put it, with the language of that; where the page's title says too little.
    words: str = ""
    language: str = ""
    # A page that tells more than `page` does.
    more: Any = None

    @property
    def year(self) -> int:
        """The year that it is told under."""
        return self.day.year

    @property
    def when(self) -> str:
        """The day as exactly as it is known; empty where that is the year."""
        if self.precision == Precision.YEAR:
            return ""
        return period_text(self.day, self.day, self.precision)

    @property
    def date(self) -> str:
        """The day as exactly as it is known, whatever that is."""
        return period_text(self.day, self.day, self.precision)

    @property
    def words_language(self) -> str:
        """The language of the words if it is not the reader's (WCAG 2.2, 3.1.2)."""
        return "" if self.language in ("", reading_language()) else self.language


@dataclass(frozen=True)
class Strand:
    """A kind of happenings, with who tells them."""

    name: str
    label: Any
    happenings: Callable[[], Iterable[Happening]]


_strands: dict[str, Strand] = {}
_ROUGHEST_FIRST = {precision: number for number, precision in enumerate(Precision)}


def register(*strands: Strand) -> None:
    """Adds kinds of happenings; they are offered in this order."""
    for strand in strands:
        _strands[strand.name] = strand


def strands() -> list[Strand]:
    """All kinds of happenings."""
    return list(_strands.values())


def told(names: Iterable[str], until: dt.date) -> list[Happening]:
    """What has happened until then, of these kinds; the oldest first."""
    wanted = set(names)
    found = [
        (happening, number)
        for number, strand in enumerate(strands())
        if strand.name in wanted
        for happening in strand.happenings()
        if happening.day <= until
    ]
    found.sort(key=lambda pair: (*_time(pair[0]), pair[1], pair[0].page.title))
    return [happening for happening, _number in found]


def in_order(happenings: Iterable[Happening]) -> list[Happening]:
    """The oldest first."""
    return sorted(happenings, key=_time)


def _time(happening: Happening) -> tuple[Any, ...]:
    return (
        happening.day.year,
        # What is dated only to the year comes before what has a day in it.
        happening.precision != Precision.YEAR,
        happening.day,
        _ROUGHEST_FIRST[Precision(happening.precision)],
    )
