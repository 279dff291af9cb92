"""The quarters of a plan as columns, with what lies before or after them all."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from policy.headings import Heading
from policy.quarters import Quarter, quarter_of

if TYPE_CHECKING:
    from policy.models import ActionPlanPage, ActivityPage

# A plan is for a few years: more quarters than these are not columns for anyone to read.
MOST_QUARTERS = 16
# The keys of what lies outside of the plan's quarters, in addresses too.
BEFORE, AFTER = "before", "after"


def outside(key: str) -> Heading | None:
    """The heading of what lies before or after the plan's quarters; None for another key."""
    titles = {BEFORE: _("Earlier"), AFTER: _("Later")}
    return Heading(key, titles[key]) if key in titles else None


def quarter_headings(plan: "ActionPlanPage", activities: "Sequence[ActivityPage]") -> list[Heading]:
    """The plan's quarters; those of its activities, where the plan has no dates."""
    days = [day for a in activities for day in (a.starts_on, a.ends_on) if day]
    start = plan.starts_on or min(days, default=None)
    end = plan.ends_on or max(days, default=None)
    if start is None or end is None:
        return []
    columns = _quarters(start, end)
    used = {key for a in activities for key in _keys(a, columns)}
    found = [Heading(_key(quarter), str(quarter), quarter) for quarter in columns]
    before, after = ([outside(key)] if key in used else [] for key in (BEFORE, AFTER))
    return [heading for heading in (*before, *found, *after) if heading]


def quarter_keys(
    activities: "Sequence[ActivityPage]", headings: Sequence[Heading]
) -> dict[int, list[str]]:
    """By activity, the quarters among the headings that it touches; else before or after them."""
    columns = [heading.item for heading in headings if heading.item]
    return {activity.pk: _keys(activity, columns) for activity in activities}


def _quarters(start: dt.date, end: dt.date) -> list[Quarter]:
    found, quarter = [], quarter_of(start)
    while quarter <= quarter_of(end) and len(found) < MOST_QUARTERS:
        found.append(quarter)
        # The last year that there is has no next one.
        if quarter == quarter_of(dt.date.max):
            break
        quarter = quarter.next
    return found


def _key(quarter: Quarter) -> str:
    return f"{quarter.year}-Q{quarter.number}"


def _keys(activity: "ActivityPage", columns: list[Quarter]) -> list[str]:
    start, end = activity.starts_on, activity.ends_on
    if not columns or not (start or end):
        return []
    # Without a start or an end it goes on as long as its plan.
    first, last = columns[0].first, columns[-1].last
    start = start or min(first, end or first)
    end = end or max(last, start)
    if end < first:
        return [BEFORE]
    if start > last:
        return [AFTER]
    return [_key(quarter) for quarter in columns if start <= quarter.last and end >= quarter.first]
