"""What a report tells of an activity in a word: new, started, finished, late and so on."""

import datetime as dt
from typing import Any

from policy.quarters import Quarter
from policy.status import ActivityStatus, judgement_at

# An activity that was one of these had not begun.
NOT_BEGUN = (None, ActivityStatus.PLANNED, ActivityStatus.UNDATED)
TOLD = {
    ActivityStatus.ONGOING: "started",
    ActivityStatus.DONE: "finished",
    ActivityStatus.LATE: "late",
    ActivityStatus.CANCELLED: "cancelled",
    ActivityStatus.PAUSED: "paused",
    ActivityStatus.REPLACED: "continued-elsewhere",
    ActivityStatus.ENDED: "ended",
}


def changes_of(status: ActivityStatus, was: ActivityStatus | None, *, has_begun: bool) -> list[str]:
    """What is to be told of an activity that stood as `was` before the quarter (None: it was not
    there) and stands as `status` now; `has_begun` is what `began` gives.
    """
    changes = ["new"] if was is None else []
    if status is was or status not in TOLD:
        return changes
    if status is ActivityStatus.ONGOING and was not in NOT_BEGUN:
        return [*changes, "resumed"]
    # What is done has begun, whatever the dates say.
    begun = has_begun or status is ActivityStatus.DONE
    if begun and was in NOT_BEGUN and status is not ActivityStatus.ONGOING:
        # Begun, and then finished, late or stopped, within the quarter.
        changes.append("started")
    return [*changes, TOLD[status]]


def began(source: Any, earlier: Any, quarter: Quarter, day: dt.date) -> bool:
    """Whether an activity has begun in the quarter, until `day`: somebody judged it ongoing, or its
    first day came and nobody had judged otherwise by then.

    `earlier` is what the report before knew of it: a first day of before, that came too late for
    that report, counts as well.
    """
    rows = list(source.judgements.all())
    ongoing = ActivityStatus.ONGOING
    if any(row.status == ongoing and quarter.first <= row.on <= day for row in rows):
        return True
    first, known = source.starts_on, earlier.starts_on if earlier else None
    if first is None or first > day or (first < quarter.first and first == known):
        return False
    judgement = judgement_at(rows, first)
    return judgement is None or judgement.status == ongoing
