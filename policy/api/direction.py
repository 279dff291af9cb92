"""The policy's statements and methods, with what carries them out: from a sentence to its deeds."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from core.addresses import with_query
from core.api import (
    ROOT,
    SOURCE,
    MovedError,
    Reference,
    one_of,
    page_reference,
    pages_by_id,
    point_reference,
    rows_of,
)
from policy.api.day import DayChoice
from policy.api.decisions import adopting_decisions
from policy.api.describing import POINTS, brief
from policy.api.reading import activities_on, pages_on, plans_on, projects_by_point
from policy.api.shapes import ActivityReference
from policy.dimensions import linked_ids
from policy.past_choices import point_today

router = Router(tags=["Policy"])


class Point(Reference):
    """A statement or method, and what carries it out. `adopted_by`: the decisions that adopted the
    policy, so that one can walk up.
    """

    page: Reference
    adopted_by: list[Reference]
    activities: list[ActivityReference]
    projects: list[Reference]


@router.get("/statements", response=list[Point], summary="What the city wants, and what is done")
def list_statements(request: HttpRequest, choice: Query[DayChoice]) -> Any:
    return list(_points("statements", choice.as_of).values())


@router.get("/statements/{reference}", response=Point, summary="One direction statement")
def get_statement(request: HttpRequest, reference: str, choice: Query[DayChoice]) -> Any:
    return _point(request, "statement", reference, choice.as_of)


@router.get("/methods", response=list[Point], summary="How the city works, and what is done")
def list_methods(request: HttpRequest, choice: Query[DayChoice]) -> Any:
    return list(_points("methods", choice.as_of).values())


@router.get("/methods/{reference}", response=Point, summary="One method")
def get_method(request: HttpRequest, reference: str, choice: Query[DayChoice]) -> Any:
    return _point(request, "method", reference, choice.as_of)


def _point(request: HttpRequest, name: str, reference: str, day: dt.date | None) -> Point:
    """Raises Http404, or MovedError for a reference that is another today."""
    found = _points(f"{name}s", day)
    today = point_today(name, reference) if reference not in found else None
    if today is not None:
        raise MovedError(with_query(f"{ROOT}/{name}s/{today}", request))
    point: Point = one_of(found, reference)
    return point


def _points(name: str, day: dt.date | None) -> dict[str, Point]:
    _model, page_model, kind, collection = POINTS[name]
    activities = activities_on(plans_on(day).values())
    said = brief(activities, day)
    doing = _by_point(linked_ids(activities, name))
    projects = projects_by_point(name, day)
    known = pages_by_id(pk for ids in projects.values() for pk in ids)
    adopted_by = adopting_decisions()
    return {
        rows[SOURCE].reference: Point(
            **point_reference(kind, collection, rows).dict(),
            page=page_reference(page),
            adopted_by=adopted_by,
            activities=[said[pk] for pk in doing.get(rows[SOURCE].pk, [])],
            projects=[known[pk] for pk in projects.get(rows[SOURCE].pk, []) if pk in known],
        )
        for page in pages_on(page_model, day).values()
        for rows in rows_of(page, name)
    }


def _by_point(links: dict[int, list[int]]) -> dict[int, list[int]]:
    """The links seen from the other end."""
    found: dict[int, list[int]] = {}
    for activity, points in links.items():
        for point in points:
            found.setdefault(point, []).append(activity)
    return found
