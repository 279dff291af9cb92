"""From a sentence of the policy to what carries it out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps

from core.languages import preferred

if TYPE_CHECKING:
    from policy.models.point import Point


@dataclass
class Carried:
    """A statement or method, with the pages that carry it out in the reader's language."""

    point: "Point"
    activities: list[Any] = field(default_factory=list)
    projects: list[Any] = field(default_factory=list)


def with_carriers(points: "Iterable[Point]", relation: str) -> list[Carried]:
    """Each point with its activities and projects; `relation` is their field name.

    A bounded number of queries, however many points and pages there are.
    """
    carried = [Carried(point) for point in points]
    for attribute, label in (
        ("activities", "policy.ActivityPage"),
        ("projects", "networks.ProjectPage"),
    ):
        pages = _pages_by_point(label, relation, [item.point for item in carried])
        for item in carried:
            setattr(item, attribute, pages[item.point.translation_key])
    return carried


def _pages_by_point(label: str, relation: str, points: "list[Point]") -> dict[Any, list[Any]]:
    model = apps.get_model(label)
    keys = [point.translation_key for point in points]
    pages = {
        page.pk: page
        for page in preferred(
            model.objects.filter(**{f"{relation}__translation_key__in": keys})
            .distinct()
            .order_by("path")
        )
    }
    by_point: dict[Any, list[Any]] = defaultdict(list)
    pairs = model.objects.filter(
        pk__in=pages, **{f"{relation}__translation_key__in": keys}
    ).values_list(f"{relation}__translation_key", "pk")
    for key, pk in pairs.order_by("path"):
        by_point[key].append(pages[pk])
    return by_point
