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
from policy.api.adopting import adopted_until, adopting
from policy.api.day import DayChoice
from policy.api.describing import POINTS, brief
from policy.api.reading import activities_on, pages_on, plans_on, projects_by_point
from policy.api.shapes import ActivityReference
from policy.dimensions import linked_ids
from policy.models import ActivityPage
from policy.past_choices import point_today
from policy.tracing import OTHER

router = Router(tags=["Policy"])


class Point(Reference):
    """A statement or method, and what carries it out. `adopted_by`: the decisions on a version of
    the policy whose text has its very words.
    """

    page: Reference
    adopted_by: list[Reference]
    activities: list[ActivityReference]
    projects: list[Reference]


class StatementPoint(Point):
    """A statement; `methods`: by which it is carried out, as its activities and projects name
    them.
    """

    methods: list[Reference]


class MethodPoint(Point):
    """A method; `statements`: those that it serves, as its activities and projects name them."""

    statements: list[Reference]


SHAPES: dict[str, Any] = {"statements": StatementPoint, "methods": MethodPoint}


@router.get(
    "/statements", response=list[StatementPoint], summary="What the city wants, and what is done"
)
def list_statements(request: HttpRequest, choice: Query[DayChoice]) -> Any:
    return list(_points("statements", choice.as_of).values())


@router.get("/statements/{reference}", response=StatementPoint, summary="One direction statement")
def get_statement(request: HttpRequest, reference: str, choice: Query[DayChoice]) -> Any:
    return _point(request, "statement", reference, choice.as_of)


@router.get("/methods", response=list[MethodPoint], summary="How the city works, and what is done")
def list_methods(request: HttpRequest, choice: Query[DayChoice]) -> Any:
    return list(_points("methods", choice.as_of).values())


@router.get("/methods/{reference}", response=MethodPoint, summary="One method")
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


def _points(name: str, day: dt.date | None) -> dict[str, Any]:
    """The statements or methods of the day, by reference. A bounded number of queries."""
    _model, page_model, kind, collection = POINTS[name]
    activities = activities_on(plans_on(day).values())
    said = brief(activities, day)
    doing, projects = _turned(linked_ids(activities, name)), projects_by_point(name, day)
    known = pages_by_id(pk for ids in projects.values() for pk in ids)
    adopted = adopted_until(day)
    others = _Others(OTHER[name][0], activities, day)
    return {
        source.reference: SHAPES[name](
            **point_reference(kind, collection, rows).dict(),
            page=page_reference(page),
            adopted_by=adopting(source.text, adopted),
            activities=[said[pk] for pk in doing.get(source.pk, [])],
            projects=[known[pk] for pk in projects.get(source.pk, []) if pk in known],
            **{
                others.name: others.named_by(
                    doing.get(source.pk, []),
                    [pk for pk in projects.get(source.pk, []) if pk in known],
                )
            },
        )
        for page in pages_on(page_model, day).values()
        for rows in rows_of(page, name)
        for source in [rows[SOURCE]]
    }


class _Others:
    """The points of the other kind, as they were called on the day, and what names them."""

    def __init__(self, name: str, activities: list[ActivityPage], day: dt.date | None) -> None:
        self.name = name
        _model, page_model, kind, collection = POINTS[name]
        self.references = {
            rows[SOURCE].pk: point_reference(kind, collection, rows)
            for page in pages_on(page_model, day).values()
            for rows in rows_of(page, name)
        }
        self.by_activity = linked_ids(activities, name)
        self.by_project = _turned(projects_by_point(name, day))

    def named_by(self, activities: list[int], projects: list[int]) -> list[Reference]:
        """Those that some of these activities or projects name, in their own order."""
        named = {point for pk in activities for point in self.by_activity.get(pk, [])}
        named |= {point for pk in projects for point in self.by_project.get(pk, [])}
        return [reference for pk, reference in self.references.items() if pk in named]


def _turned(links: dict[int, list[int]]) -> dict[int, list[int]]:
    """The links seen from the other end."""
    found: dict[int, list[int]] = {}
    for one, others in links.items():
        for other in others:
            found.setdefault(other, []).append(one)
    return found
