"""A row's cells as the plan would have them: dates, codes and choices in one form."""

import datetime as dt

from django.utils.translation import gettext as _

from core.periods import Precision, first_day, last_day
from core.sheets.dates import Moment, moment_of
from core.sheets.sheet import Row
from core.unseen import fault_in
from policy.sheets.columns import BY_NAME, Kind, SheetColumn, choice_named
from policy.sheets.state import SEPARATOR, Cells
from policy.sheets.vocabularies import Vocabulary

PERIOD = ("starts_on", "ends_on", "precision")


def parse_row(row: Row, before: Cells, known: dict[str, Vocabulary]) -> Cells:
    """The row's cells in the form of `state`, what is wrong being added to the row's faults.

    `before` is what the activity says now, empty for a new one.
    """
    # English texts, codes and dates too, which no page looks at.
    row.faults += [(name, why) for name, text in row.cells.items() if (why := fault_in(text))]
    faulty = {name for name, _message in row.faults}
    cells: Cells = {}
    for name, text in row.cells.items():
        column = BY_NAME[name]
        if name in faulty or name in PERIOD:
            continue
        try:
            cells[name] = _value(column, text, known, name in row.numbers)
        except ValueError as error:
            row.faults.append((name, str(error)))
    if not faulty.intersection(PERIOD) and set(PERIOD).intersection(row.cells):
        cells |= _period(row, before)
    return cells


def _value(column: SheetColumn, text: str, known: dict[str, Vocabulary], is_number: bool) -> str:
    if not text:
        return ""
    if column.kind is Kind.DATE or column.name == "status_on":
        return _day(text, is_number).isoformat()
    if column.choices:
        return _choice(column, text)
    if column.kind is Kind.CODE:
        known[column.name].key(text)
        return text
    if column.kind is Kind.CODES:
        codes = list(dict.fromkeys(code.strip() for code in _divided(text) if code.strip()))
        for code in codes:
            known[column.name].key(code)
        # Projects stand in the editor's order, the others in none.
        return SEPARATOR.join(codes if column.name == "projects" else sorted(codes))
    return text


def _divided(text: str) -> list[str]:
    return text.replace("\n", ";").replace(",", ";").split(";")


def _choice(column: SheetColumn, text: str) -> str:
    value = choice_named(column, text)
    if value is None:
        known = ", ".join(f"{choice.value} ({choice.label})" for choice in column.choices)
        raise ValueError(
            _("“%(code)s” is not known. There is: %(known)s.") % {"code": text[:60], "known": known}
        )
    return value


def _day(text: str, is_number: bool) -> dt.date:
    moment = moment_of(text, is_number=is_number)
    if moment.precision is not Precision.DAY:
        raise ValueError(_("“%(text)s” is a period: give a day here.") % {"text": text[:40]})
    return moment.day


def _period(row: Row, before: Cells) -> Cells:
    """The period that the row gives: widened to the year, quarter … that its days stand for."""
    moments: dict[str, Moment | None] = {}
    given = ""
    for name in PERIOD:
        text = row.cells.get(name, "")
        try:
            if name == "precision":
                given = _choice(BY_NAME[name], text) if text else ""
            elif name in row.cells:
                is_number = name in row.numbers
                moments[name] = moment_of(text, is_number=is_number) if text else None
        except ValueError as error:
            row.faults.append((name, str(error)))
    if {name for name, _why in row.faults}.intersection(PERIOD):
        return {}
    try:
        precision = _precision(given, {m.precision for m in moments.values() if m}, before)
    except ValueError as error:
        row.faults.append(("precision", str(error)))
        return {}
    cells = {"precision": precision}
    for name, widened in (("starts_on", first_day), ("ends_on", last_day)):
        moment = moments.get(name)
        day = moment.day if moment else None
        if name not in moments and before.get(name):
            # Without its column the day stays, but for what the precision makes of it.
            day = dt.date.fromisoformat(before[name])
        cells[name] = widened(day, precision).isoformat() if day else ""
    return cells


def _precision(given: str, written: set[Precision], before: Cells) -> str:
    """How exactly the period is known. Raises ValueError where cells contradict each other."""
    periods = written - {Precision.DAY}
    contradict = periods - {given} if given else written if periods else set()
    if len(contradict) > (0 if given else 1):
        names = ", ".join(str(Precision(name).label) for name in sorted({*written, given} - {""}))
        raise ValueError(
            _("Start, end and precision contradict each other (%(names)s): write them alike.")
            % {"names": names}
        )
    return given or next(iter(periods), "") or before.get("precision") or Precision.DAY.value
