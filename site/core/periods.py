"""Periods that keep the precision in which they were given, and the status that follows."""

import calendar
import datetime as dt
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

# A year of fewer digits is a slip of the hand.
FIRST_YEAR = 1000


class Precision(models.TextChoices):
    """How exactly a period is known."""

    YEAR = "year", gettext_lazy("year")
    HALF_YEAR = "half-year", gettext_lazy("half-year")
    QUARTER = "quarter", gettext_lazy("quarter")
    MONTH = "month", pgettext_lazy("period", "month")
    DAY = "day", gettext_lazy("day")


MONTHS = {Precision.YEAR: 12, Precision.HALF_YEAR: 6, Precision.QUARTER: 3, Precision.MONTH: 1}


class DatedStatus(models.TextChoices):
    """What follows from the dates alone; nobody's judgement."""

    UNDATED = "undated", gettext_lazy("No dates given")
    PLANNED = "planned", gettext_lazy("Planned")
    ONGOING = "ongoing", gettext_lazy("Ongoing")
    ENDED = "ended", gettext_lazy("Period ended")


def dated_status(start: dt.date | None, end: dt.date | None, at: dt.date) -> DatedStatus:
    """The status on the day `at`; no start means always begun, no end means open ended."""
    if start is None and end is None:
        return DatedStatus.UNDATED
    if start is not None and at < start:
        return DatedStatus.PLANNED
    if end is not None and at > end:
        return DatedStatus.ENDED
    return DatedStatus.ONGOING


def not_ended(pages: Any) -> Any:
    """Those of a queryset of pages with a period whose last day has not passed."""
    return pages.exclude(ends_on__lt=timezone.localdate())


def first_day(day: dt.date, precision: str) -> dt.date:
    """The first day of the year, half-year, quarter or month that `day` lies in."""
    months = MONTHS.get(Precision(precision))
    if months is None:
        return day
    return dt.date(day.year, (day.month - 1) // months * months + 1, 1)


def last_day(day: dt.date, precision: str) -> dt.date:
    """The last day of the year, half-year, quarter or month that `day` lies in."""
    months = MONTHS.get(Precision(precision))
    if months is None:
        return day
    last_month = (day.month - 1) // months * months + months
    return dt.date(day.year, last_month, calendar.monthrange(day.year, last_month)[1])


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of a month that is shorter; at the end of
    the calendar its last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    longest = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, longest))


@lru_cache(maxsize=4096)
def _formatted(day: dt.date, pattern: str, language: str) -> str:
    """A list of thousands of periods has the same days again and again."""
    return format_date(day, pattern, locale=language)


def _name(day: dt.date, precision: Precision) -> str:
    language = (get_language() or "sv").split("-")[0]
    match precision:
        case Precision.YEAR:
            return str(day.year)
        case Precision.HALF_YEAR:
            half = _("first half of %(year)s") if day.month <= 6 else _("second half of %(year)s")
            return half % {"year": day.year}
        case Precision.QUARTER:
            number = (day.month + 2) // 3
            return _("quarter %(number)s of %(year)s") % {"number": number, "year": day.year}
        case Precision.MONTH:
            return _formatted(day, "LLLL y", language)
        case Precision.DAY:
            return _formatted(day, "d MMMM y", language)


def period_text(start: dt.date | None, end: dt.date | None, precision: str) -> str:
    """The period in the active language, as precisely as it is known: “2006–2007”."""
    known = Precision(precision)
    if start is None:
        return pgettext("period", "until %(end)s") % {"end": _name(end, known)} if end else ""
    if end is None:
        return pgettext("period", "from %(start)s") % {"start": _name(start, known)}
    first, last = _name(start, known), _name(end, known)
    if first == last:
        return first
    # An en dash without spaces between numbers, with spaces between words (Språkrådet).
    dash = "–" if known is Precision.YEAR else " – "
    return f"{first}{dash}{last}"
