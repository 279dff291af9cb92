"""Who reports on an activity: those named by its operation, and by those taking part."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from core.languages import shown
from policy.follow_up import Standing, current_plans, follow_up
from policy.quarters import Quarter, quarter_of

if TYPE_CHECKING:
    from policy.models import ActionPlanPage


def activities_to_report(user: Any) -> Any:
    """The public Swedish activities that the user reports on, of all plans."""
    activity = apps.get_model("policy", "ActivityPage")
    own = activity.objects.filter(
        Q(operation__editors=user) | Q(participating__editors=user)
    ).values("pk")
    swedish = activity.objects.filter(locale__language_code=settings.LANGUAGE_CODE, pk__in=own)
    return shown(swedish)


def own_standings(user: Any) -> list[Standing]:
    """How the user's own activities of the current plans stand, in the plans' order."""
    own = set(activities_to_report(user).values_list("pk", flat=True))
    return [s for s in follow_up(current_plans()) if s.activity.pk in own] if own else []


def reported_until(plan: "ActionPlanPage", at: dt.date | None = None) -> dt.date:
    """The first day that no approved quarterly report of the plan tells of; of the quarter of `at`
    if there is none.
    """
    at = at or timezone.localdate()
    reports = apps.get_model("policy", "QuarterlyReportPage").objects.child_of(plan)
    last = reports.exclude(sealed=None).order_by("-year", "-quarter").first()
    if last is None:
        return quarter_of(at).first
    return Quarter(last.year, last.quarter).last + dt.timedelta(days=1)
