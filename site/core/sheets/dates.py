"""Days and periods as people write them in a cell: “31/3 2006”, “kvartal 1 2006”, “mars 2006”."""

import datetime as dt
import re
from dataclasses import dataclass

from babel.dates import get_month_names
from django.utils.translation import gettext as _
from openpyxl.utils.datetime import from_excel

from core.periods import FIRST_YEAR, Precision

# Excel's numbers of the days from 1927 to 2119; a number of four digits is a year.
SERIALS = range(10_000, 80_000)
# What the forms take too: one that is exported is read again.
YEARS = range(FIRST_YEAR, dt.MAXYEAR + 1)
DAYS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?)?"),
    re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})[ /](?P<y>\d{4})"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
)
QUARTERS = (
    re.compile(r"(?:kvartal|quarter|kv\.?|q) ?(?P<n>[1-4])(?: of)?,? (?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[ -]?(?:kvartal |kv\.? ?|q)(?P<n>[1-4])"),
)
HALVES = (
    re.compile(r"(?P<n>första|andra|first|second) (?:halvåret|half of) (?P<y>\d{4})"),
    re.compile(r"h(?P<n>[12]) (?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[ -]?h(?P<n>[12])"),
)
MONTH = re.compile(r"(?P<name>[^\W\d]+)\.? (?P<y>\d{4})")
YEAR_MONTH = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})")
YEAR = re.compile(r"(?P<y>\d{4})")


@dataclass(frozen=True)
class Moment:
    """A day, or the first day of a period, and how exactly it was given."""

    day: dt.date
    precision: Precision


def _months() -> dict[str, int]:
    return {
        name.strip(".").casefold(): number
        for language in ("sv", "en")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }


def _made(year: int, month: int, day: int, precision: Precision) -> Moment:
    if year not in YEARS:
        raise ValueError(year)
    return Moment(dt.date(year, month, day), precision)


def _period(text: str) -> Moment | None:
    for pattern in QUARTERS:
        if found := pattern.fullmatch(text):
            return _made(int(found["y"]), int(found["n"]) * 3 - 2, 1, Precision.QUARTER)
    for pattern in HALVES:
        if found := pattern.fullmatch(text):
            first = found["n"] in ("1", "första", "first")
            return _made(int(found["y"]), 1 if first else 7, 1, Precision.HALF_YEAR)
    if found := YEAR_MONTH.fullmatch(text):
        return _made(int(found["y"]), int(found["m"]), 1, Precision.MONTH)
    if (found := MONTH.fullmatch(text)) and found["name"] in (months := _months()):
        return _made(int(found["y"]), months[found["name"]], 1, Precision.MONTH)
    if found := YEAR.fullmatch(text):
        return _made(int(found["y"]), 1, 1, Precision.YEAR)
    return None


def _read(text: str, is_number: bool) -> Moment | None:
    for pattern in DAYS:
        if found := pattern.fullmatch(text):
            return _made(int(found["y"]), int(found["m"]), int(found["d"]), Precision.DAY)
    is_serial = text.isascii() and text.isdigit() and len(text) == 5 and int(text) in SERIALS
    if is_number and is_serial:
        return Moment(from_excel(int(text)).date(), Precision.DAY)
    return _period(text)


def moment_of(text: str, *, is_number: bool = True) -> Moment:
    """The day or period that a cell names. Raises ValueError, in the editor's language.

    Not `is_number`: the cell is text, so that five digits are none of Excel's numbers of days.
    """
    try:
        found = _read(" ".join(text.casefold().split()), is_number)
    except ValueError:
        found = None
    if found is None:
        raise ValueError(
            _(
                "“%(text)s” is no date. Write 2006-03-31, 31/3 2006 or 31.3.2006, or a period: "
                "2006, kvartal 1 2006, mars 2006."
            )
            % {"text": text[:40]}
        )
    return found
