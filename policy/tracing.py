"""From a sentence of the policy to what carries it out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db.models import Count, prefetch_related_objects
from django.http import Http404

from core.languages import preferred, preferred_pages, shown
from policy.long_lists import MOST_CARRIERS, MOST_LISTED, one_page
from policy.progress import load_progress
from policy.proof import proving
from policy.status import ActivityStatus

if TYPE_CHECKING:
    from policy.models import PolicyPage
    from policy.models.point import Point

# The other kind of points: an activity or project of a statement is done by some methods.
OTHER = {"statements": ("methods", "policy.Method"), "methods": ("statements", "policy.Statement")}
# What an address says for the activities that name no statement.
NO_POINT = "none"


@dataclass
class Carried:
    """A statement or method, with the pages that carry it out in the reader's language."""

    point: "Point"
    activities: list[Any] = field(default_factory=list)
    projects: list[Any] = field(default_factory=list)
    # The methods by which a statement is carried out, or the statements that a method serves: those
    # that its activities and projects name.
    others: list["Point"] = field(default_factory=list)

    @property
    def is_carried_out(self) -> bool:
        """Whether anything carries it out."""
        return bool(self.activities or self.projects)

    @property
    def serves_statements(self) -> bool:
        """Whether it is a method, with the statements that it serves."""
        return self.point._meta.model_name == "method"

    @property
    def done(self) -> int:
        """How many of its activities are done."""
        return sum(activity.status is ActivityStatus.DONE for activity in self.activities)

    @property
    def evidenced(self) -> int:
        """How many of its activities have something that shows it."""
        return sum(bool(activity.evidence_count) for activity in self.activities)

    def is_counted(self) -> bool:
        """Whether its activities are too many to be listed beside those of other points."""
        return len(self.activities) > MOST_CARRIERS


def trace_of(policy: "PolicyPage", data: Mapping[str, Any]) -> dict[str, Any]:
    """The policy's statements and methods with what carries them out and how that stands, and the
    activities that name no statement: for a template. A bounded number of queries.

    `?point=` asks for all activities of one point, or of none. Raises Http404 for no such point.
    """
    statements = with_carriers(policy.statements.select_related("locale"), "statements")
    methods = with_carriers(
        apps.get_model("policy", "Method")
        .objects.filter(
            page__in=shown(apps.get_model("policy", "MethodPage").objects.child_of(policy))
        )
        .select_related("page__locale", "locale"),
        "methods",
    )
    orphans = list(_without_statement(policy.locale))
    carrying = [a for carried in [*statements, *methods] for a in carried.activities]
    load_progress([*orphans, *carrying])
    orphans = _own(orphans)
    _count_evidence(carrying)
    context = {
        "statements": statements,
        "methods": methods,
        "uncarried": [carried for carried in statements if not carried.is_carried_out],
        "orphans": orphans,
        "orphans_are_counted": len(orphans) > MOST_LISTED,
    }
    if anchor := data.get("point"):
        lists = {carried.point.anchor: carried.activities for carried in [*statements, *methods]}
        activities = orphans if anchor == NO_POINT else lists.get(anchor)
        if activities is None:
            raise Http404(anchor)
        points = [c.point for c in [*statements, *methods] if c.point.anchor == anchor]
        listed = one_page(activities, data)
        prefetch_related_objects(list(listed), "operation")
        context |= {"listed": listed, "point": next(iter(points), None)}
    return context


def _count_evidence(activities: list[Any]) -> None:
    """Sets `evidence_count` on the activities: what everyone can read today."""
    rows = apps.get_model("policy", "ActivityLink").objects.filter(
        page__translation_key__in=[activity.translation_key for activity in activities],
        page__locale__language_code=settings.LANGUAGE_CODE,
    )
    counts = dict(
        proving(rows).order_by().values_list("page__translation_key").annotate(number=Count("pk"))
    )
    for activity in activities:
        activity.evidence_count = counts.get(activity.translation_key, 0)


def activities_without_statement(locale: Any) -> list[Any]:
    """The public activities that say of no statement that they carry it out.

    Without those that are continued in another, which has statements of its own.
    """
    activities = list(_without_statement(locale))
    load_progress(activities)
    return _own(activities)


def _without_statement(locale: Any) -> Any:
    activities = preferred_pages(
        apps.get_model("policy", "ActivityPage").objects.all(), locale.language_code
    )
    return activities.filter(statements=None).select_related("operation").order_by("path")


def _own(activities: list[Any]) -> list[Any]:
    return [activity for activity in activities if activity.status is not ActivityStatus.REPLACED]


def points_of(page: Any, name: str) -> list[Carried]:
    """The page's own points; of an earlier day without what carries them out today."""
    points = getattr(page, name).all()
    return [Carried(point) for point in points] if page.as_of else with_carriers(points, name)


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
    _set_others(carried, relation)
    return carried


def _set_others(carried: list[Carried], relation: str) -> None:
    """Sets the points of the other kind that what carries out each point names."""
    other, label = OTHER[relation]
    named: dict[int, set[Any]] = defaultdict(set)
    for pages in ("activities", "projects"):
        own = {page.pk: page for item in carried for page in getattr(item, pages)}
        if not own:
            continue
        model = type(next(iter(own.values())))
        pairs = model.objects.filter(pk__in=own, **{f"{other}__isnull": False})
        for pk, key in pairs.order_by().values_list("pk", f"{other}__translation_key"):
            named[pk].add(key)
    keys = {key for found in named.values() for key in found}
    points = (
        preferred(
            apps.get_model(label)
            .objects.filter(translation_key__in=keys)
            .select_related("page__locale")
            .order_by("sort_order")
        )
        if keys
        else []
    )
    for item in carried:
        own_keys = {k for page in (*item.activities, *item.projects) for k in named[page.pk]}
        item.others = [point for point in points if point.translation_key in own_keys]


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
