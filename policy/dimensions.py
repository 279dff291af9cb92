"""By what the activities of a plan can be ordered and chosen: area, focus area, method, quarter."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core import references
from core.languages import read_references
from core.name_order import name_key
from policy.areas import areas_of
from policy.headings import Heading
from policy.past_points import points_then
from policy.quarter_columns import quarter_headings, quarter_keys
from policy.record_history import records_on
from policy.status import ActivityStatus

if TYPE_CHECKING:
    from policy.models import ActionPlanPage, ActivityPage

# The key of what an activity has none of, in addresses too.
NONE = "none"
NONE_GIVEN = _("None given")


@dataclass(frozen=True)
class Dimension:
    """`headings` gives a plan's values in order, `keys` those of each activity by its pk, of such
    values.
    """

    name: str
    label: Any
    headings: "Callable[[ActionPlanPage, Sequence[ActivityPage]], list[Heading]]"
    keys: "Callable[[Sequence[ActivityPage], Sequence[Heading]], dict[int, list[str]]]"
    # What stands for those that have none.
    none: Any


def linked_ids(activities: "Sequence[ActivityPage]", name: str) -> dict[int, list[int]]:
    """The ids of what the activities refer to by a many-to-many field. One query at the most."""
    if activities and activities[0].as_of:
        return {activity.pk: activity.known_ids[name] for activity in activities}
    model = apps.get_model("policy", "ActivityPage")
    return references.linked_ids(model, name, [activity.pk for activity in activities])


def _operation_headings(plan: Any, activities: Any) -> list[Heading]:
    found = {a.operation.code: a.operation for a in activities if a.operation}
    headings = [Heading(code, str(item), item) for code, item in found.items()]
    return _by_name(headings)


def _by_name(headings: list[Heading]) -> list[Heading]:
    return sorted(headings, key=lambda heading: name_key(heading.title))


def _operation_keys(activities: Any, headings: Any) -> dict[int, list[str]]:
    return {a.pk: [a.operation.code] if a.operation else [] for a in activities}


def _area_headings(plan: Any, activities: Any) -> list[Heading]:
    return [Heading(area.anchor, area.title, area) for area in areas_of(plan)]


def _area_keys(activities: Any, headings: Any) -> dict[int, list[str]]:
    # An area's reference is a fact: the same in both languages, and its anchor too.
    return {a.pk: [a.area.anchor] if a.area else [] for a in activities}


def _focus_headings(plan: Any, activities: Any) -> list[Heading]:
    used = {pk for ids in linked_ids(activities, "focus_areas").values() for pk in ids}
    items = [area for pk, area in _focus_areas(plan.as_of).items() if pk in used]
    return _by_name([Heading(item.code, str(item), item) for item in items])


def _focus_keys(activities: Any, headings: Any) -> dict[int, list[str]]:
    areas = _focus_areas(activities[0].as_of) if activities else {}
    codes = {pk: area.code for pk, area in areas.items()}
    return _named(activities, "focus_areas", codes)


def _focus_areas(as_of: dt.date | None) -> dict[int, Any]:
    """All focus areas as they stood on the day; as they are without one."""
    model = apps.get_model("records", "FocusArea")
    return records_on(model, as_of) if as_of else model.objects.in_bulk()


def _method_headings(plan: Any, activities: Any) -> list[Heading]:
    used = {pk for ids in linked_ids(activities, "methods").values() for pk in ids}
    if plan.as_of:
        then = points_then("methods", plan.as_of)
        found = {pk: method for pk, method in then.items() if pk in used}
        return sorted(map(method_heading, found.values()), key=lambda heading: heading.key)
    sources = apps.get_model("policy", "Method").objects.filter(pk__in=used).order_by("reference")
    return [method_heading(method) for method in read_references(sources)]


def method_heading(method: Any) -> Heading:
    """A method by its reference and the beginning of its words."""
    return Heading(
        method.reference, f"{method.reference} {Truncator(method.text).chars(60)}", method
    )


def _method_keys(activities: Any, headings: Any) -> dict[int, list[str]]:
    day = activities[0].as_of if activities else None
    if day:
        names = {pk: method.reference for pk, method in points_then("methods", day).items()}
    else:
        methods = apps.get_model("policy", "Method").objects.values_list("pk", "reference")
        names = dict(methods)
    return _named(activities, "methods", names)


def _named(activities: Any, name: str, names: dict[int, str]) -> dict[int, list[str]]:
    return {
        pk: [names[other] for other in ids if other in names]
        for pk, ids in linked_ids(activities, name).items()
    }


def _status_headings(plan: Any, activities: Any) -> list[Heading]:
    used = {activity.status for activity in activities}
    return [Heading(s.value, str(s.label)) for s in ActivityStatus if s in used]


def _status_keys(activities: Any, headings: Any) -> dict[int, list[str]]:
    return {activity.pk: [activity.status.value] for activity in activities}


DIMENSIONS = {
    dimension.name: dimension
    for dimension in (
        Dimension(
            "operation",
            _("Operation"),
            _operation_headings,
            _operation_keys,
            _("Not named in the plan"),
        ),
        Dimension("area", _("Area"), _area_headings, _area_keys, _("Other activities")),
        Dimension("focus-area", _("Focus area"), _focus_headings, _focus_keys, NONE_GIVEN),
        Dimension("method", _("Method"), _method_headings, _method_keys, NONE_GIVEN),
        Dimension("quarter", _("Quarter"), quarter_headings, quarter_keys, NONE_GIVEN),
        Dimension("status", _("Status"), _status_headings, _status_keys, NONE_GIVEN),
    )
}
# What the columns of the matrix may be; its rows are operations.
COLUMNS = ("area", "focus-area", "method", "quarter")
