"""What a report tells beside the activities: projects, networks and events.

A turn is told in its quarter; one of the quarter before, that came too late for its report, in this
one.
"""

import datetime as dt
from typing import Any

from django.utils import timezone

from policy.quarters import Quarter
from policy.report_pages import SOURCE, both, iso, public_pages


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
    page: Any, earlier: Any, quarter: Quarter, day: dt.date, *, begun: str, over: str
) -> list[str]:
    """What the page's period has to tell: that it began, that it is over."""
    turns = ((begun, "starts_on"), (over, "ends_on"))
    return [
        name
        for name, field in turns
        if _is_told(getattr(page, field), getattr(earlier, field, None), quarter, day)
    ]


def _projects(quarter: Quarter, since: dt.date, read_on: dt.date) -> list[dict[str, Any]]:
    """Projects that began or ended, with their grants."""
    found = []
    for pages, earlier in _pairs("networks.ProjectPage", since, read_on):
        source = pages[SOURCE]
        changes = _turns(source, earlier, quarter, read_on, begun="started", over="ended")
        if changes:
            found.append(
                {
                    "title": both(pages, "title"),
                    "changes": changes,
                    "starts_on": iso(source.starts_on),
                    "ends_on": iso(source.ends_on),
                    "grant": str(source.grant) if source.grant is not None else None,
                    "currency": source.currency,
                }
            )
    return found


def _networks(quarter: Quarter, since: dt.date, read_on: dt.date) -> list[dict[str, Any]]:
    """Networks that the city joined or left."""
    found = []
    for pages, earlier in _pairs("networks.NetworkPage", since, read_on):
        changes = _turns(pages[SOURCE], earlier, quarter, read_on, begun="joined", over="left")
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
