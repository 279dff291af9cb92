"""How an activity stands: what follows from dates, and what a person has judged."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.periods import DatedStatus, dated_status


class ActivityStatus(models.TextChoices):
    """In the order in which a follow-up reads them."""

    LATE = "late", _("Late")
    ONGOING = "ongoing", _("Ongoing")
    PLANNED = "planned", _("Planned")
    PAUSED = "paused", _("Paused")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", pgettext_lazy("activity", "Cancelled")
    ENDED = "ended", _("Period ended")
    UNDATED = "undated", _("No dates given")
    REPLACED = "replaced", _("Continued elsewhere")


# What a person may judge; late follows from dates alone.
JUDGED = (
    ActivityStatus.PLANNED,
    ActivityStatus.ONGOING,
    ActivityStatus.PAUSED,
    ActivityStatus.DONE,
    ActivityStatus.CANCELLED,
)
# These outweigh every date.
FINAL = {ActivityStatus.PAUSED, ActivityStatus.DONE, ActivityStatus.CANCELLED}
# Still to be followed up.
OPEN = {
    ActivityStatus.LATE,
    ActivityStatus.ONGOING,
    ActivityStatus.PLANNED,
    ActivityStatus.PAUSED,
    ActivityStatus.UNDATED,
}


def judgement_at(judgements: Iterable[Any], at: dt.date) -> Any:
    """The latest judgement (rows with `on` and `status`) that had been made on the day `at`."""
    made = [row for row in judgements if row.on <= at]
    # Of two on one day the later row counts.
    return max(reversed(made), key=lambda row: row.on, default=None)


def overdue(milestones: Iterable[Any], at: dt.date) -> list[Any]:
    """The milestones (rows with `due_on` and `done_on`) that should have been reached."""
    return [
        row for row in milestones if row.due_on < at and (row.done_on is None or row.done_on > at)
    ]


def status_of(
    *,
    start: dt.date | None,
    end: dt.date | None,
    plan_end: dt.date | None,
    judged: str | None,
    has_overdue: bool,
    at: dt.date,
) -> ActivityStatus:
    """The status on the day `at`.

    A person's “done”, “paused” or “cancelled” outweighs all dates. What is behind its time is late
    as long as the plan runs; once the plan is over nobody is going to do it, and it has ended.
    """
    if judged in FINAL:
        return ActivityStatus(judged)
    dated = dated_status(start, end, at)
    is_over = plan_end is not None and at > plan_end
    if dated is DatedStatus.ENDED or has_overdue:
        return ActivityStatus.ENDED if is_over else ActivityStatus.LATE
    if judged:
        return ActivityStatus(judged)
    return ActivityStatus(dated.value)
