"""Activities are about the networks, places and projects that they are done with."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.about import About
from policy.mentions import ACTIVITIES
from policy.models import ActivityPage
from policy.partners import PLACES


def done_with(keys: Any) -> Any:
    """The activities that are done with one of the pages, in either language."""
    named = Q()
    for path in (*PLACES, "projects__project"):
        found = ActivityPage.objects.filter(**{f"{path}__translation_key__in": keys})
        named |= Q(pk__in=found.values("pk"))
    return ActivityPage.objects.filter(named).select_related("operation")


ABOUT = [
    About(
        "activities",
        _("In the action plan"),
        ACTIVITIES,
        40,
        done_with,
        began=lambda page: (page.starts_on, page.precision) if page.starts_on else None,
        what=_("Activity of the action plan"),
    )
]
