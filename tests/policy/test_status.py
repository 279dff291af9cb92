"""The status of an activity: dates, milestones and what a person has judged."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from policy.status import ActivityStatus as S
from policy.status import judgement_at, overdue, status_of

pytestmark = pytest.mark.any_database

APRIL = dt.date(2006, 4, 1)
MARCH = dt.date(2006, 3, 1)
PLAN_END = dt.date(2007, 12, 31)


def status(**given: Any) -> S:
    facts = {
        "start": dt.date(2006, 1, 1),
        "end": dt.date(2006, 6, 30),
        "plan_end": PLAN_END,
        "judged": None,
        "has_overdue": False,
        "at": APRIL,
    }
    return status_of(**(facts | given))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, S.ONGOING),
        ({"at": dt.date(2005, 12, 31)}, S.PLANNED),
        ({"at": dt.date(2006, 6, 30)}, S.ONGOING),
        ({"at": dt.date(2006, 7, 1)}, S.LATE),
        ({"at": dt.date(2006, 7, 1), "plan_end": None}, S.LATE),
        ({"at": dt.date(2008, 1, 1)}, S.ENDED),
        ({"has_overdue": True}, S.LATE),
        ({"has_overdue": True, "at": dt.date(2008, 1, 1)}, S.ENDED),
        ({"judged": "done", "at": dt.date(2008, 1, 1)}, S.DONE),
        ({"judged": "done", "has_overdue": True}, S.DONE),
        ({"judged": "paused", "at": dt.date(2006, 7, 1)}, S.PAUSED),
        ({"judged": "cancelled"}, S.CANCELLED),
        ({"judged": "planned"}, S.PLANNED),
        ({"judged": "ongoing", "at": dt.date(2005, 12, 1)}, S.ONGOING),
        ({"judged": "ongoing", "at": dt.date(2006, 7, 1)}, S.LATE),
        ({"start": None, "end": None}, S.UNDATED),
        ({"end": None, "at": dt.date(2020, 1, 1), "plan_end": None}, S.ONGOING),
    ],
)
def test_what_follows_from_dates_and_judgement(given: dict[str, Any], expected: S) -> None:
    assert status(**given) is expected


def row(on: dt.date, status: str = "done") -> Any:
    return SimpleNamespace(on=on, status=status)


def test_the_latest_judgement_of_the_day_counts() -> None:
    first, second, later = row(MARCH, "paused"), row(MARCH, "ongoing"), row(APRIL, "done")
    rows = [first, later, second]
    assert judgement_at(rows, dt.date(2006, 2, 28)) is None
    assert judgement_at(rows, MARCH) is second
    assert judgement_at(rows, APRIL) is later


def test_a_milestone_is_overdue_the_day_after_and_until_it_is_reached() -> None:
    milestone = SimpleNamespace(due_on=MARCH, done_on=APRIL)
    assert overdue([milestone], MARCH) == []
    assert overdue([milestone], dt.date(2006, 3, 2)) == [milestone]
    assert overdue([milestone], APRIL) == []
