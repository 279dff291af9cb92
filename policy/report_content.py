"""What a quarterly report says, composed from the history: the same whenever it is composed.

Plain data in both languages, for JSON: what is approved is kept as it is (`policy.sealing`), and
every rendering reads it. The state before and after the quarter are two readings of the history.
"""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone

from policy.history import end_of, page_in_list, versions_at
from policy.models.indicator import Indicator, IndicatorValue, plain
from policy.progress import STATUS_ROWS, set_progress
from policy.quarters import Quarter
from policy.status import ActivityStatus, judgement_at
from records.models import Operation

if TYPE_CHECKING:
    from policy.models import ActionPlanPage

FORMAT = "vasteras-quarterly-report/1"
SOURCE = settings.LANGUAGE_CODE
LANGUAGES = [code for code, _name in settings.LANGUAGES]
Both = dict[str, str]


@dataclass(frozen=True)
class _Known:
    """What activities refer to, read once for all of them."""

    operations: dict[int, Operation]
    # The entries of an indicator's values, by its key, in the order of the indicators.
    indicators: dict[int, list[dict[str, Any]]]


def compose(
    plan: "ActionPlanPage", quarter: Quarter, read_on: dt.date | None = None
) -> dict[str, Any]:
    """The report's content, by what the public site said at the end of the day `read_on`: as a rule
    the quarter's last day, or today while it runs; later where a report is corrected.

    `plan` is the Swedish page. Times of the composing are no part of it, so that composing again
    gives the same.
    """
    read_on = read_on or min(quarter.last, timezone.localdate())
    day = min(quarter.last, read_on)
    before, after = _activities(plan, quarter.before.last), _activities(plan, read_on)
    known = _Known(
        {operation.pk: operation for operation in Operation.objects.all()},
        _indicators(quarter, day),
    )
    entries = [_entry(after[key], before.get(key), plan, quarter, day, known) for key in after]
    gone = [_named(before[key]) for key in before if key not in after]
    return {
        "format": FORMAT,
        "year": quarter.year,
        "quarter": quarter.number,
        "first_day": quarter.first.isoformat(),
        "last_day": quarter.last.isoformat(),
        "as_of": read_on.isoformat(),
        "plan": {"key": str(plan.translation_key), "title": _both_titles(plan)},
        "totals": _totals(entries),
        "activities": entries,
        "withdrawn": gone,
        "projects": _projects(quarter, read_on),
        "networks": _networks(quarter, read_on),
        "events": _events(quarter, read_on),
    }


def _pages(label: str, day: dt.date, **where: Any) -> dict[Any, dict[str, Any]]:
    """The pages that were public at the end of the day: by key, then by language."""
    found: dict[Any, dict[str, Any]] = {}
    for version in versions_at(end_of(day)).filter(model=label, **where):
        found.setdefault(version.key, {})[version.language] = page_in_list(version)
    # Only what has its Swedish page; in the tree's order.
    kept = {key: pages for key, pages in found.items() if SOURCE in pages}
    return dict(sorted(kept.items(), key=lambda item: item[1][SOURCE].path))


def _activities(plan: "ActionPlanPage", day: dt.date) -> dict[Any, dict[str, Any]]:
    return _pages("policy.ActivityPage", day, parent_key=plan.translation_key)


def _both(pages: dict[str, Any], field: str) -> Both:
    """A text in each language that there is."""
    return {code: getattr(pages[code], field) for code in LANGUAGES if code in pages}


def _both_titles(page: Any) -> Both:
    pages = {page.locale.language_code: page}
    pages |= {p.locale.language_code: p for p in page.get_translations().live()}
    return _both(pages, "title")


def _row_texts(pages: dict[str, Any], relation: str, row: Any, field: str) -> Both:
    """A row's text in each language that has it."""
    texts = {}
    for code, page in pages.items():
        for own in getattr(page, relation).all():
            if own.translation_key == row.translation_key:
                texts[code] = getattr(own, field)
    return texts


def _status(pages: dict[str, Any], plan: "ActionPlanPage", day: dt.date) -> ActivityStatus:
    source = pages[SOURCE]
    rows = {name: list(getattr(source, name).all()) for name in STATUS_ROWS}
    set_progress(source, plan.ends_on, rows)
    return source.status_at(day)


def _named(pages: dict[str, Any]) -> dict[str, Any]:
    source = pages[SOURCE]
    return {
        "key": str(source.translation_key),
        "reference": source.reference,
        "title": _both(pages, "title"),
    }


def _entry(
    pages: dict[str, Any],
    earlier: dict[str, Any] | None,
    plan: "ActionPlanPage",
    quarter: Quarter,
    day: dt.date,
    known: _Known,
) -> dict[str, Any]:
    """An activity at the end of the quarter, and what is new about it."""
    source = pages[SOURCE]
    status = _status(pages, plan, day)
    was = _status(earlier, plan, quarter.before.last) if earlier else None
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
        "starts_on": _iso(source.starts_on),
        "ends_on": _iso(source.ends_on),
        "precision": source.precision,
        "status_before": was.value if was else None,
        "status": status.value,
        "changes": _changes(status, was),
        "judgement": {
            "on": _iso(judgement.on),
            "by": judgement.by,
            "reason": _row_texts(pages, "judgements", judgement, "reason"),
        }
        if judges
        else None,
        "notes": [
            {"on": _iso(note.on), "text": _row_texts(pages, "notes", note, "text")}
            for note in sorted(source.notes.all(), key=lambda note: note.on)
            if note.translation_key not in told and note.on <= day
        ],
        "milestones": [
            {
                "title": _row_texts(pages, "milestones", row, "title"),
                "due_on": _iso(row.due_on),
                "done_on": _iso(row.done_on),
            }
            for row in source.milestones.all()
            if row.done_on in quarter or row.due_on in quarter
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


def _changes(status: ActivityStatus, was: ActivityStatus | None) -> list[str]:
    """What is to be told of an activity: new, started, finished, late, cancelled and so on."""
    changes = ["new"] if was is None else []
    if status is was:
        return changes
    told = {
        ActivityStatus.ONGOING: "started",
        ActivityStatus.DONE: "finished",
        ActivityStatus.LATE: "late",
        ActivityStatus.CANCELLED: "cancelled",
        ActivityStatus.PAUSED: "paused",
        ActivityStatus.REPLACED: "continued-elsewhere",
        ActivityStatus.ENDED: "ended",
    }
    return [*changes, told[status]] if status in told else changes


def _indicators(quarter: Quarter, day: dt.date) -> dict[int, list[dict[str, Any]]]:
    """By indicator, the values of the quarter that were known at its end. Two queries."""
    values = IndicatorValue.objects.filter(
        on__gte=quarter.first, on__lte=day, entered_at__lt=end_of(day)
    )
    found = Indicator.objects.filter(values__in=values).distinct()
    return {
        indicator.pk: [
            {
                **_record(indicator),
                "unit": {"sv": indicator.unit_sv, "en": indicator.unit_en},
                "on": _iso(value.on),
                "value": plain(value.value),
                "target": plain(indicator.target) if indicator.target is not None else None,
            }
            for value in indicator.known_values
        ]
        for indicator in found.prefetch_related(Prefetch("values", values, "known_values"))
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


def _turns(page: Any, quarter: Quarter, day: dt.date, *, begun: str, over: str) -> list[str]:
    """What the page's period says of the quarter, until `day`: that it began, that it is over."""
    turns = ((begun, page.starts_on), (over, page.ends_on))
    return [name for name, on in turns if on in quarter and on <= day]


def _projects(quarter: Quarter, day: dt.date) -> list[dict[str, Any]]:
    """Projects that began or ended in the quarter, with their grants."""
    found = []
    for pages in _pages("networks.ProjectPage", day).values():
        source = pages[SOURCE]
        changes = _turns(source, quarter, day, begun="started", over="ended")
        if changes:
            found.append(
                {
                    "title": _both(pages, "title"),
                    "changes": changes,
                    "starts_on": _iso(source.starts_on),
                    "ends_on": _iso(source.ends_on),
                    "grant": str(source.grant) if source.grant is not None else None,
                    "currency": source.currency,
                }
            )
    return found


def _networks(quarter: Quarter, day: dt.date) -> list[dict[str, Any]]:
    """Networks that the city joined or left in the quarter."""
    found = []
    for pages in _pages("networks.NetworkPage", day).values():
        source = pages[SOURCE]
        changes = _turns(source, quarter, day, begun="joined", over="left")
        if changes:
            found.append({"title": _both(pages, "title"), "changes": changes})
    return found


def _events(quarter: Quarter, day: dt.date) -> list[dict[str, Any]]:
    """Events that were held in the quarter."""
    found = []
    for pages in _pages("home.EventPage", day).values():
        on = timezone.localtime(pages[SOURCE].starts_at).date()
        if on in quarter and on <= day and not pages[SOURCE].is_cancelled:
            found.append(
                {"title": _both(pages, "title"), "place": _both(pages, "place"), "on": _iso(on)}
            )
    return sorted(found, key=lambda event: event["on"])


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
