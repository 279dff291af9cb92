"""What a report tells beside the activities: projects, networks and events.

A turn is told in its quarter; one of the quarter before, that came too late for its report, in this
one.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.periods import Precision, last_day
from networks.models.project import ProjectState
from policy.quarters import Quarter
from policy.report_pages import SOURCE, both, iso, public_pages

# What a project has to be for its first or last day to say anything.
BEGUN = (ProjectState.RUNNING, ProjectState.CLOSED)
GRANTED = (ProjectState.GRANTED, *BEGUN)
OVER = (ProjectState.CLOSED, ProjectState.REJECTED)


def happenings(quarter: Quarter, since: dt.date, read_on: dt.date) -> dict[str, Any]:
    """Projects, networks and events by what was public at the end of `read_on`; the report before
    this one knew what was public at the end of `since`.
    """
    return {
        "projects": _projects(quarter, since, read_on),
        "networks": _networks(quarter, since, read_on),
        "events": _events(quarter, since, read_on),
    }


def _is_told(on: dt.date | None, known: dt.date | None, quarter: Quarter, day: dt.date) -> bool:
    """Whether something of the day `on` is told; `known` is the day that the report before knew."""
    if on is None or on > day:
        return False
    return on in quarter or (on in quarter.before and on != known)


def _turns(
    page: Any, earlier: Any, quarter: Quarter, day: dt.date, *turns: tuple[str, str]
) -> list[str]:
    """Which of the turns of the page's period are told: names, each with the field of its day."""
    return [
        name
        for name, field in turns
        if _is_told(getattr(page, field), getattr(earlier, field, None), quarter, day)
        or (field == "starts_on" and _begins_about_then(page, earlier, quarter, day))
    ]


def _begins_about_then(page: Any, earlier: Any, quarter: Quarter, day: dt.date) -> bool:
    """Whether it begins in a year or half-year that the quarter is a part of, and nobody could read
    so before: "since 2026", entered in November.
    """
    starts, known = page.starts_on, getattr(earlier, "starts_on", None)
    if starts is None or starts == known or starts > day:
        return False
    return starts < quarter.first <= last_day(starts, Precision(page.precision))


def _projects(quarter: Quarter, since: dt.date, read_on: dt.date) -> list[dict[str, Any]]:
    """Projects that are new, were granted or rejected, began or ended, or whose grant changed.

    What somebody judged is told of the quarter in which it became public; what follows from the
    dates also where they came too late.
    """
    day, label = min(quarter.last, read_on), "networks.ProjectPage"
    at_the_end = {key: pages[SOURCE] for key, pages in public_pages(label, day).items()}
    before = public_pages(label, quarter.before.last)
    found = []
    for pages, earlier in _pairs(label, since, read_on):
        source = pages[SOURCE]
        key = source.translation_key
        was = before[key][SOURCE] if key in before else None
        then = at_the_end.get(key)
        changes = _judged(then, was, quarter) if then else []
        grew = "grant" in changes
        begun, over = ("started", "starts_on"), ("ended", "ends_on")
        state = source.status_at(day)
        turns = [turn for turn, when in ((begun, BEGUN), (over, OVER[:1])) if state in when]
        changes += _turns(source, earlier, quarter, day, *turns)
        if changes:
            found.append(
                {
                    "title": both(pages, "title"),
                    "changes": changes,
                    "state": state.value,
                    "starts_on": iso(source.starts_on),
                    "ends_on": iso(source.ends_on),
                    "grant": _plain(then.grant if then and grew else source.grant),
                    "grant_before": _plain(was.grant) if was and grew else None,
                    "currency": source.currency,
                }
            )
    return found


def _judged(project: Any, was: Any, quarter: Quarter) -> list[str]:
    """What of a project was judged in the quarter, by what was public at its end and before it;
    what was over before anyone could read of it is not new.
    """
    state = project.status_at(quarter.last)
    if was is None:
        return [] if state in OVER else ["new"]
    state_before = was.status_at(quarter.before.last)
    changes = []
    if state in GRANTED and state_before not in GRANTED:
        changes.append("granted")
    if state is ProjectState.REJECTED and state_before is not state:
        changes.append("rejected")
    if None not in (project.grant, was.grant) and project.grant != was.grant:
        changes.append("grant")
    return changes


def _plain(amount: Decimal | None) -> str | None:
    return str(amount) if amount is not None else None


def _networks(quarter: Quarter, since: dt.date, read_on: dt.date) -> list[dict[str, Any]]:
    """Networks that the city joined or left."""
    found = []
    for pages, earlier in _pairs("networks.NetworkPage", since, read_on):
        turns = (("joined", "starts_on"), ("left", "ends_on"))
        changes = _turns(pages[SOURCE], earlier, quarter, read_on, *turns)
        if changes:
            found.append({"title": both(pages, "title"), "changes": changes})
    return found


def _events(quarter: Quarter, since: dt.date, read_on: dt.date) -> list[dict[str, Any]]:
    """Events that were held."""
    found = []
    for pages, earlier in _pairs("home.EventPage", since, read_on):
        source = pages[SOURCE]
        known = _held_on(earlier) if earlier else None
        on = _held_on(source)
        if _is_told(on, known, quarter, read_on) and not source.is_cancelled:
            found.append(
                {"title": both(pages, "title"), "place": both(pages, "place"), "on": iso(on)}
            )
    return sorted(found, key=lambda event: event["on"])


def _held_on(event: Any) -> dt.date:
    return timezone.localtime(event.starts_at).date()


def _pairs(label: str, since: dt.date, read_on: dt.date) -> list[tuple[dict[str, Any], Any]]:
    """The pages that are public, by language, each with its Swedish page of the day `since`."""
    before = public_pages(label, since)
    return [
        (pages, before[key][SOURCE] if key in before else None)
        for key, pages in public_pages(label, read_on).items()
    ]
