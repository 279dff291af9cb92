"""What lists of activities need at hand."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template

from policy import links_here, long_lists, progress
from policy.status import ActivityStatus

register = template.Library()


@register.simple_tag
def load_progress(activities: Iterable[Any]) -> str:
    """Fetches what the statuses follow from for the whole list at once; shows nothing."""
    progress.load_progress(activities)
    return ""


@register.simple_tag
def activities_linking_to(page: Any) -> dict[str, list[Any]]:
    """The activities that `page` is evidence for (`evidence`), and those that only link to it
    (`others`).
    """
    found: dict[str, list[Any]] = {"evidence": [], "others": []}
    for activity in links_here.activities_linking_to(page):
        found["evidence" if activity.is_evidence else "others"].append(activity)
    return found


@register.filter
def by_status(activities: Sequence[Any]) -> list[tuple[ActivityStatus, int]]:
    """How many of the activities stand how."""
    return long_lists.by_status(activities)
