"""What a quarterly report says, composed from the history: the same whenever it is composed.

Plain data in both languages, for JSON: what is approved is kept as it is (`policy.sealing`), and
every rendering reads it. The state before and after the quarter are two readings of the history.
"""

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils import timezone

from policy.history import end_of
from policy.models.indicator import Indicator, plain
from policy.progress import STATUS_ROWS, set_progress
from policy.quarters import Quarter
from policy.record_history import records_on
from policy.report_changes import began, changes_of
from policy.report_happenings import happenings
from policy.report_pages import SOURCE, Both, both, iso, public_pages
from policy.status import ActivityStatus, judgement_at
from records.models import Operation

if TYPE_CHECKING:
    from policy.models import ActionPlanPage

FORMAT = "vasteras-quarterly-report/1"


@dataclass(frozen=True)
class _Known:
    """What activities refer to, read once for all of them."""

    operations: dict[int, Operation]
    # The entries of an indicator's values, by its key, in the order of the indicators.
    indicators: dict[int, list[dict[str, Any]]]
    plan_end: dt.date | None


def compose(
    plan: "ActionPlanPage", quarter: Quarter, read_on: dt.date | None = None
) -> dict[str, Any]:
    """The report's content, by what the public site said at the end of the day `read_on`: as a rule
    the quarter's last day, or today while it runs; later where a report is corrected.

    `plan` is the Swedish page. Times of the composing are no part of it, so that composing again
    gives the same. What came too late for the report before is told in this one, and what that one
    told is not told again. Which activities the plan has is always told as of the quarter's end:
    one that came or went later did so in another quarter.
    """
    read_on = read_on or min(quarter.last, timezone.localdate())
    day = min(quarter.last, read_on)
    since = _told_until(plan, quarter.before)
    plans = public_pages("policy.ActionPlanPage", read_on, key=plan.translation_key)
    then = plans.get(plan.translation_key, {SOURCE: plan})
    before, after = _activities(plan, quarter.before.last, since), _activities(plan, day, read_on)
    known = _Known(
        records_on(Operation, read_on),
        _indicators(quarter, since, read_on),
        then[SOURCE].ends_on,
    )
    entries = [_entry(after[key], before.get(key), quarter, day, known) for key in after]
    gone = [_named(before[key]) for key in before if key not in after]
    return {
        "format": FORMAT,
        "year": quarter.year,
        "quarter": quarter.number,
        "first_day": quarter.first.isoformat(),
        "last_day": quarter.last.isoformat(),
        "as_of": read_on.isoformat(),
        "plan": {"key": str(plan.translation_key), "title": both(then, "title")},
        "totals": _totals(entries),
        "activities": entries,
        "withdrawn": gone,
        **happenings(quarter, since, read_on),
    }


def _told_until(plan: "ActionPlanPage", quarter: Quarter) -> dt.date:
    """The day on which the plan's report on the quarter read the site; its last day without one."""
    sealed = apps.get_model("policy", "SealedReport").objects.filter(
        report__in=apps.get_model("policy", "QuarterlyReportPage").objects.child_of(plan),
        report__year=quarter.year,
        report__quarter=quarter.number,
    )
    last = sealed.order_by("version").last()
    read_on = json.loads(last.content)["as_of"] if last else quarter.last.isoformat()
    return max(quarter.last, dt.date.fromisoformat(read_on))


def _activities(plan: "ActionPlanPage", on: dt.date, read_on: dt.date) -> dict[Any, dict[str, Any]]:
    """The activities that the plan had at the end of `on`, as the site told of them on `read_on`;
    one that was not public any more, as it was told of last.
    """
    label = "policy.ActivityPage"
    found = public_pages(label, on, parent_key=plan.translation_key)
    if read_on <= on:
        return found
    later = public_pages(label, read_on, key__in=list(found))
    return {key: later.get(key, pages) for key, pages in found.items()}


def _row_texts(pages: dict[str, Any], relation: str, row: Any, field: str) -> Both:
    """A row's text in each language that has it."""
    texts = {}
    for code, page in pages.items():
        for own in getattr(page, relation).all():
            if own.translation_key == row.translation_key:
                texts[code] = getattr(own, field)
    return texts


def _status(pages: dict[str, Any], plan_end: dt.date | None, day: dt.date) -> ActivityStatus:
    source = pages[SOURCE]
    rows = {name: list(getattr(source, name).all()) for name in STATUS_ROWS}
    set_progress(source, plan_end, rows)
    return source.status_at(day)


def _named(pages: dict[str, Any]) -> dict[str, Any]:
    source = pages[SOURCE]
    return {
        "key": str(source.translation_key),
        "reference": source.reference,
        "title": both(pages, "title"),
    }


def _entry(
    pages: dict[str, Any],
    earlier: dict[str, Any] | None,
    quarter: Quarter,
    day: dt.date,
    known: _Known,
) -> dict[str, Any]:
    """An activity at the end of the quarter, and what is new about it."""
    source = pages[SOURCE]
    status = _status(pages, known.plan_end, day)
    was = _status(earlier, known.plan_end, quarter.before.last) if earlier else None
    told = {
        note.translation_key
        for note in (earlier[SOURCE].notes.all() if earlier else ())
        if note.on < quarter.first
    }
    judgement = judgement_at(source.judgements.all(), day)
    judges = judgement is not None and judgement.status == status.value
    operation = known.operations.get(source.operation_id)
    return {
        **_named(pages),
        "operation": _record(operation) if operation else None,
        "starts_on": iso(source.starts_on),
        "ends_on": iso(source.ends_on),
        "precision": source.precision,
        "status_before": was.value if was else None,
        "status": status.value,
        "changes": changes_of(
            status,
            was,
            has_begun=began(source, earlier[SOURCE] if earlier else None, quarter, day),
        ),
        "judgement": {
            "on": iso(judgement.on),
            "reason": _row_texts(pages, "judgements", judgement, "reason"),
        }
        if judges
        else None,
        "notes": [
            {"on": iso(note.on), "text": _row_texts(pages, "notes", note, "text")}
            for note in sorted(source.notes.all(), key=lambda note: note.on)
            if note.translation_key not in told and note.on <= day
        ],
        "milestones": [
            {
                "title": _row_texts(pages, "milestones", row, "title"),
                "due_on": iso(row.due_on),
                # In a correction: what was reached after the quarter is told in the next one.
                "done_on": iso(row.done_on) if row.done_on and row.done_on <= day else None,
            }
            for row in _milestones(source, earlier[SOURCE] if earlier else None, quarter, day)
        ],
        "evidence": [
            _row_texts(pages, "links", link, "title")
            for link in source.links.all()
            if link.is_evidence
        ],
        "indicators": [
            value
            for pk, values in known.indicators.items()
            if pk in source.known_ids["indicators"]
            for value in values
        ],
    }


def is_told(entry: dict[str, Any]) -> bool:
    """Whether there is something to tell of an activity."""
    return any(entry[name] for name in ("changes", "notes", "indicators", "milestones"))


def _milestones(source: Any, earlier: Any, quarter: Quarter, day: dt.date) -> list[Any]:
    """Those that were due in the quarter or have been reached, and were not told as reached."""
    told = {
        row.translation_key
        for row in (earlier.milestones.all() if earlier else ())
        if row.done_on and row.done_on < quarter.first
    }
    return [
        row
        for row in source.milestones.all()
        if row.translation_key not in told
        and (
            row.due_on in quarter
            or row.done_on in quarter
            # Reached before, and entered too late for the report before.
            or (earlier is not None and row.done_on is not None and row.done_on <= day)
        )
    ]


def _indicators(
    quarter: Quarter, since: dt.date, read_on: dt.date
) -> dict[int, list[dict[str, Any]]]:
    """By indicator, the values of the quarter that were known by then, and those of the quarter
    before that came too late for its report. One query.
    """
    return {
        pk: [
            {
                **_record(indicator),
                "unit": {"sv": indicator.unit_sv, "en": indicator.unit_en},
                "on": iso(value.on),
                "value": plain(value.value),
                "target": plain(indicator.target) if indicator.target is not None else None,
            }
            for value in indicator.known_values
            if value.on in quarter
            or (value.on in quarter.before and value.entered_at >= end_of(since))
        ]
        for pk, indicator in records_on(Indicator, read_on).items()
    }


def _record(record: Any) -> dict[str, Any]:
    return {"code": record.code, "name": {"sv": record.name_sv, "en": record.name_en}}


def _totals(entries: list[dict[str, Any]]) -> dict[str, Any]:
    counted = {
        status.value: sum(entry["status"] == status.value for entry in entries)
        for status in ActivityStatus
    }
    done = [entry for entry in entries if entry["status"] == ActivityStatus.DONE.value]
    return {
        "activities": len(entries),
        "by_status": {status: number for status, number in counted.items() if number},
        "done": len(done),
        "done_with_evidence": sum(bool(entry["evidence"]) for entry in done),
    }
