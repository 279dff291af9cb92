"""The activities of a plan as the public saw them on an earlier day."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import prefetch_related_objects

from policy.history import open_to_all, page_of, pages_of
from policy.progress import MODELS, set_progress

if TYPE_CHECKING:
    from policy.models import ActionPlanPage, ActivityPage


def activities_then(plan: "ActionPlanPage") -> "list[ActivityPage]":
    """Those that were public below the plan, in its language, on the day that it is read as of."""
    versions = list(
        open_to_all(plan.day).filter(model="policy.ActivityPage", parent_key=plan.translation_key)
    )
    sources = {v.key: page_of(v) for v in versions if v.language == settings.LANGUAGE_CODE}
    contents = {v.content["pk"]: v.content for v in versions}
    activities = pages_of(v for v in versions if v.language == plan.locale.language_code)
    _at_hand(activities, "locale", "operation", "area")
    for activity in activities:
        activity.as_of = plan.day
        activity.known_ids = contents[activity.pk]
        source = sources.get(activity.translation_key, activity)
        rows = {name: list(getattr(source, name).all()) for name in MODELS}
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
