"""Lists too long for one page: counted by status where they would stand, read page by page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.http import Http404

from policy.status import ActivityStatus

if TYPE_CHECKING:
    from policy.models import ActivityPage

# More activities than these are counted, not listed: a page stays light on a phone.
MOST_LISTED = 150
# The same of a statement or method, of which a page shows a dozen.
MOST_CARRIERS = 25


def one_page(activities: "Sequence[ActivityPage]", data: Mapping[str, Any]) -> "Page[ActivityPage]":
    """The page of the list that the address asks for (`?page=`), else the nearest there is."""
    return Paginator(activities, MOST_LISTED).get_page(data.get("page"))


def by_status(activities: "Sequence[ActivityPage]") -> list[tuple[ActivityStatus, int]]:
    """How many of them stand how, in the order of the statuses."""
    found = Counter(activity.status for activity in activities)
    return [(status, found[status]) for status in ActivityStatus if found[status]]


def area_lists(
    areas: "list[tuple[Any, list[ActivityPage]]]", data: Mapping[str, Any]
) -> dict[str, Any]:
    """What a plan's page shows of its areas, for a template.

    All lists as long as they are short together; else counts, and with `?area=` the list of one.
    Raises Http404 for an area that the plan does not have.
    """
    total = sum(len(activities) for _area, activities in areas)
    context: dict[str, Any] = {
        "areas": areas,
        "activity_count": total,
        "are_counted": total > MOST_LISTED,
    }
    if anchor := data.get("area"):
        chosen = next((entry for entry in areas if entry[0].anchor == anchor), None)
        if chosen is None:
            raise Http404(anchor)
        context |= {"chosen_area": chosen[0], "listed": one_page(chosen[1], data)}
    return context
