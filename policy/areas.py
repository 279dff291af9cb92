"""The areas of a plan with their activities, and how activities that arrive find their area."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Length, Substr
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.languages import preferred, preferred_pages, reading_language, shown
from policy.history import page_at
from policy.past import activities_then, areas_then
from policy.progress import load_progress
from policy.status import ActivityStatus

if TYPE_CHECKING:
    from policy.models import ActionPlanPage, ActivityPage, PlanArea

SOURCE = settings.LANGUAGE_CODE


def _activities(plan: "ActionPlanPage") -> Any:
    # By name: the models import this module.
    return apps.get_model("policy", "ActivityPage").objects.child_of(plan)


class WithoutArea:
    """Stands where an area would, for activities whose area is not one of their plan's."""

    translation_key = None
    anchor = "without-area"
    introduction = ""

    @property
    def title_language(self) -> str:
        """The language of its title: the reader's."""
        return reading_language()

    @property
    def title(self) -> str:
        """The heading above such activities."""
        return _("Other activities")


def activities_of(plan: "ActionPlanPage") -> "list[ActivityPage]":
    """The plan's public activities in its own language, else in Swedish, with what their status
    takes.

    As the public saw them, for a plan of an earlier day. Four queries, however many there are.
    """
    if plan.as_of:
        return activities_then(plan)
    pages = public_below(plan.path, plan.locale.language_code)
    activities = list(pages.select_related("locale", "area", "operation"))
    load_progress(activities, plan)
    return activities


def public_below(path: str, language: str) -> Any:
    """The public activities of the plan at this path of the tree, which is in `language`: each in
    that, else in Swedish, in the order of the Swedish plan. A queryset.
    """
    depth = len(path) // Page.steplen
    source = Page.objects.filter(locale__language_code=SOURCE)
    here = Page.objects.filter(path=path).values("translation_key")
    plans = shown(source.filter(translation_key__in=here), passed=depth).values("path")
    pages = (
        apps.get_model("policy", "ActivityPage")
        .objects.annotate(above=Substr("path", 1, Length("path") - Page.steplen))
        .filter(Q(above=path) | Q(above__in=plans))
    )
    original = source.filter(translation_key=OuterRef("translation_key")).values("path")
    # Whoever reads a restricted plan has been let in.
    return preferred_pages(pages, language, passed=depth).order_by(
        Coalesce(Subquery(original[:1]), "path")
    )


def areas_of(plan: "ActionPlanPage") -> "list[PlanArea]":
    """The plan's areas in its order, each in its language, else in Swedish; with their `locale`.

    As the public saw them, for a plan of an earlier day. Two queries at the most.
    """
    if plan.as_of:
        return list({area.translation_key: area for area in areas_then(plan).values()}.values())
    own = {area.translation_key: area for area in plan.areas.all()}
    for area in own.values():
        area.locale = plan.locale
    if plan.locale.language_code == SOURCE:
        return list(own.values())
    plans = shown(type(plan).objects.filter(locale__language_code=SOURCE), passed=plan.depth)
    sources = apps.get_model("policy", "PlanArea").objects.filter(
        page__in=plans.filter(translation_key=plan.translation_key)
    )
    found = {area.translation_key: area for area in sources.select_related("locale")}
    return [own.pop(key, area) for key, area in found.items()] + list(own.values())


def activities_by_area(plan: "ActionPlanPage") -> "list[tuple[Any, list[ActivityPage]]]":
    """The plan's areas with their activities.

    No activity is left out: those without an area of this plan stand last. What is continued in
    another activity counts there, and is not listed.
    """
    areas = areas_of(plan)
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
