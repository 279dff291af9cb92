"""The activities of a plan as the public saw them on an earlier day."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from wagtail.models import Page

from core.languages import shown
from policy.history import open_to_all, page_in_list
from policy.progress import STATUS_ROWS, set_progress
from policy.record_history import records_on
from records.models import Operation

if TYPE_CHECKING:
    from policy.models import ActionPlanPage, ActivityPage


def activities_then(plan: "ActionPlanPage") -> "list[ActivityPage]":
    """Those that were public below the plan, in its language, on the day that it is read as of."""
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
    activities = sorted(pages[own].values(), key=lambda page: page.path)
    sources = pages[settings.LANGUAGE_CODE]
    _at_hand(activities, "locale", "area")
    operations = records_on(Operation, plan.day)
    own_pages = Page.objects.filter(pk__in=[activity.pk for activity in activities])
    public = shown(own_pages, passed=plan.depth)
    still = set(public.values_list("pk", flat=True))
    for activity in activities:
        activity.as_of = plan.day
        activity.operation = operations.get(activity.operation_id)
        activity.is_gone = activity.pk not in still
        source = sources.get(activity.translation_key, activity)
        rows = {name: list(getattr(source, name).all()) for name in STATUS_ROWS}
        set_progress(activity, plan.ends_on, rows)
    return activities


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
