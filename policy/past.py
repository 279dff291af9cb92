"""The activities of a plan as the public saw them on an earlier day."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import prefetch_related_objects

from policy.history import end_of, open_to_all, page_in_list, versions_at
from policy.progress import STATUS_ROWS, set_progress
from policy.record_history import records_on
from records.models import Operation

if TYPE_CHECKING:
    from policy.models import ActionPlanPage, ActivityPage, PlanArea


def activities_then(plan: "ActionPlanPage") -> "list[ActivityPage]":
    """Those that were public below the plan on the day that it is read as of: each in the plan's
    language, else in Swedish, in the order of the Swedish plan.
    """
    own = plan.locale.language_code
    # Whoever reads a restricted plan has been let in.
    versions = open_to_all(plan.day, passed=plan.depth).filter(
        model="policy.ActivityPage",
        parent_key=plan.translation_key,
        language__in={own, settings.LANGUAGE_CODE},
    )
    pages: dict[str, dict[Any, Any]] = {own: {}, settings.LANGUAGE_CODE: {}}
    for version in versions:
        pages[version.language][version.key] = page_in_list(version)
    sources = pages[settings.LANGUAGE_CODE]
    paths = {key: page.path for key, page in (pages[own] | sources).items()}
    activities = sorted(
        (sources | pages[own]).values(), key=lambda page: paths[page.translation_key]
    )
    _at_hand(activities, "locale")
    areas, operations = areas_then(plan), records_on(Operation, plan.day)
    for activity in activities:
        activity.as_of = plan.day
        activity.area = areas.get(activity.area_id)
        activity.operation = operations.get(activity.operation_id)
        source = sources.get(activity.translation_key, activity)
        rows = {name: list(getattr(source, name).all()) for name in STATUS_ROWS}
        set_progress(activity, plan.ends_on, rows)
    return activities


def areas_then(plan: "ActionPlanPage") -> "dict[int | None, PlanArea]":
    """The areas that the plan had on the day that it is read as of, each in its language, else in
    Swedish, by what activities refer to: the id of the Swedish one. Three queries at the most.
    """
    own = {str(area.translation_key): area for area in plan.areas.all()}
    for area in own.values():
        area.locale = plan.locale
    if plan.locale.language_code == settings.LANGUAGE_CODE:
        return {area.pk: area for area in own.values()}
    source = versions_at(end_of(plan.day)).filter(
        key=plan.translation_key, language=settings.LANGUAGE_CODE
    )
    version = source.order_by("-pk").first()
    if version is None:
        return {area.pk: area for area in own.values()}
    page = page_in_list(version)
    for area in page.areas.all():
        area.locale = page.locale
    return {area.pk: own.get(str(area.translation_key), area) for area in page.areas.all()}


def _at_hand(pages: "Iterable[Any]", *names: str) -> None:
    """Fetches what the pages refer to, a query for each name; what is gone since is None."""
    found = list(pages)
    if not found:
        return
    prefetch_related_objects(found, *names)
    for page in found:
        for name in names:
            if name not in page._state.fields_cache:
                setattr(page, name, None)
