"""The areas of a plan with their activities, and how activities that arrive find their area."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import gettext as _

from core.languages import preferred, shown
from policy.history import page_at
from policy.past import activities_then, areas_then
from policy.progress import load_progress
from policy.status import ActivityStatus

if TYPE_CHECKING:
    from policy.models import ActionPlanPage, ActivityPage, PlanArea


def _activities(plan: "ActionPlanPage") -> Any:
    # By name: the models import this module.
    return apps.get_model("policy", "ActivityPage").objects.child_of(plan)


class WithoutArea:
    """Stands where an area would, for activities whose area is not one of their plan's."""

    translation_key = None
    anchor = "without-area"
    introduction = ""

    @property
    def title(self) -> str:
        """The heading above such activities."""
        return _("Other activities")


def activities_of(plan: "ActionPlanPage") -> "list[ActivityPage]":
    """The plan's public activities in its own language and order, with what their status takes.

    As the public saw them, for a plan of an earlier day. Four queries, however many there are.
    """
    if plan.as_of:
        return activities_then(plan)
    pages = shown(_activities(plan), passed=plan.depth).select_related(
        "locale", "area", "operation"
    )
    activities = list(pages.order_by("path"))
    load_progress(activities, plan)
    return activities


def activities_by_area(plan: "ActionPlanPage") -> "list[tuple[Any, list[ActivityPage]]]":
    """The plan's areas with their activities.

    No activity is left out: those without an area of this plan stand last. What is continued in
    another activity counts there, and is not listed.
    """
    areas = list(plan.areas.all() if plan.as_of else plan.areas.select_related("locale"))
    groups: list[tuple[Any, list[ActivityPage]]] = [(area, []) for area in areas]
    place = {area.translation_key: activities for area, activities in groups}
    rest: list[ActivityPage] = []
    for activity in activities_of(plan):
        if activity.status is ActivityStatus.REPLACED:
            continue
        key = activity.area.translation_key if activity.area else None
        place.get(key, rest).append(activity)
    return [*groups, (WithoutArea(), rest)] if rest else groups


def plan_of(activity: "ActivityPage") -> "ActionPlanPage | None":
    """The plan that the activity stands in, or stood in on the day that it is read as of: its
    status follows from that, and the day goes along with the reader.
    """
    day, language = activity.as_of, activity.locale.language_code
    plan = page_at(activity.parent_key, language, day) if day else None
    if plan is None:
        plans = apps.get_model("policy", "ActionPlanPage").objects.parent_of(activity)
        plan = plans.select_related("locale").first()
    if plan and day:
        plan.as_of, plan.locale = day, activity.locale
    found: ActionPlanPage | None = plan
    return found


def area_of(activity: "ActivityPage", plan: "ActionPlanPage | None") -> "PlanArea | None":
    """The area of its plan that the activity stands under, in the reader's language."""
    if plan and plan.as_of:
        return areas_then(plan).get(activity.area_id)
    plan_area = apps.get_model("policy", "PlanArea").objects
    key = plan_area.filter(pk=activity.area_id).values("translation_key")
    areas = plan_area.filter(translation_key__in=key).select_related("page__locale")
    return next(iter(preferred(areas)), None)


def area_for(plan: "ActionPlanPage", area: "PlanArea | None") -> "PlanArea | None":
    """The plan's own area that answers to `area` of another plan, by reference; None if none."""
    if area is None:
        return None
    plan_area = apps.get_model("policy", "PlanArea")
    return plan_area.objects.filter(
        page__translation_key=plan.translation_key,
        locale__language_code="sv",
        reference=area.reference,
    ).first()


def adopt_activities(plan: "ActionPlanPage") -> None:
    """Gives the activities that came to `plan` by copying or moving the plan's own areas."""
    for activity in _activities(plan).select_related("area__page"):
        if activity.area is None or activity.area.page.translation_key == plan.translation_key:
            continue
        area = area_for(plan, activity.area)
        _activities(plan).filter(pk=activity.pk).update(area=area)
        draft = activity.get_latest_revision_as_object()
        draft.area = area
        draft.save_revision(clean=False, changed=activity.has_unpublished_changes)


def when_moved(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Heard after each move, in either language: an activity stands under its new plan's area of
    the same reference.
    """
    plan = instance.get_parent().specific
    if isinstance(plan, apps.get_model("policy", "ActionPlanPage")):
        adopt_activities(plan)


def free_reference(plan: "ActionPlanPage", wanted: str) -> str:
    """`wanted`, or with the first number behind it that no activity of the plan has: P1-2."""
    given = _activities(plan).values_list("reference", flat=True)
    taken = {reference.casefold() for reference in given}
    number, reference = 1, wanted
    while reference.casefold() in taken:
        number += 1
        reference = f"{wanted}-{number}"
    return reference
