"""What lists of activities need at hand."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template

from policy import long_lists, progress
from policy.status import ActivityStatus

register = template.Library()


@register.simple_tag
def load_progress(activities: Iterable[Any]) -> str:
    """Fetches what the statuses follow from for the whole list at once; shows nothing."""
    progress.load_progress(activities)
    return ""


@register.filter
def by_status(activities: Sequence[Any]) -> list[tuple[ActivityStatus, int]]:
    """How many of the activities stand how."""
    return long_lists.by_status(activities)
