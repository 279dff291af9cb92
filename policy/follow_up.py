"""What a coordinator asks about: late, due soon, without news, done without evidence."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Max, Q, prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.languages import shown
from core.periods import months_later
from policy.areas import activities_of
from policy.proof import proving
from policy.status import OPEN, ActivityStatus, overdue

if TYPE_CHECKING:
    from policy.models import ActionPlanPage, ActivityPage

DAY = "j F Y"
SOON = dt.timedelta(days=30)
# Nobody has said what came of these; what was judged done or cancelled is not asked about again.
ASKED = OPEN | {ActivityStatus.ENDED}


class Concern(models.TextChoices):
    """Why an activity is asked about; the most urgent first."""

    LATE = "late", _("Late")
    DUE = "due", _("Due soon")
    SILENT = "silent", _("Not updated")
    UNPROVEN = "unproven", _("Done without evidence")


@dataclass
class Standing:
    """How an activity of a plan stands on a day, and what a coordinator asks about it."""

    activity: "ActivityPage"
    plan: "ActionPlanPage"
    status: ActivityStatus
    # The latest note, judgement or reached milestone that is public.
    latest: dt.date | None
    # The next milestone that is not reached, or the end.
    due_on: dt.date | None
    # Of what is late: the milestones that should have been reached.
    overdue: list[Any] = field(default_factory=list)
    concerns: list[Concern] = field(default_factory=list)

    @property
    def told(self) -> list[str]:
        """What is asked about, in the reader's words; the milestones that make it late by name."""
        return [
            f"{concern.label}: {self.late_for}"
            if concern is Concern.LATE and self.overdue
            else str(concern.label)
            for concern in self.concerns
        ]

    @property
    def late_for(self) -> str:
        """The milestones that should have been reached, each with its day."""
        named = (f"{row.title} ({date_format(row.due_on, DAY)})" for row in self.overdue)
        return ", ".join(named)

    @property
    def reporters(self) -> list[Any]:
        """Those who report for the responsible operation."""
        operation = self.activity.operation
        return list(operation.editors.all()) if operation else []


def current_plans(at: dt.date | None = None) -> "list[ActionPlanPage]":
    """The public Swedish plans whose period includes the day `at`, else the newest one."""
    at = at or timezone.localdate()
    plans = shown(
        apps.get_model("policy", "ActionPlanPage").objects.filter(
            locale__language_code=settings.LANGUAGE_CODE
        )
    )
    begun = Q(starts_on=None) | Q(starts_on__lte=at)
    running = plans.filter(begun & (Q(ends_on=None) | Q(ends_on__gte=at)))
    return list(running.order_by("starts_on", "pk")) or list(plans.order_by("-starts_on")[:1])


def follow_up(plans: "Iterable[ActionPlanPage]", at: dt.date | None = None) -> list[Standing]:
    """How each public activity of the plans stands on the day `at`, in the order of the plans.

    A bounded number of queries for each plan, however many activities it has.
    """
    at = at or timezone.localdate()
    found = [standing for plan in plans for standing in _of_plan(plan, at)]
    activities = [standing.activity for standing in found]
    if activities:
        prefetch_related_objects(activities, "operation__editors", "contact")
    return found


def _of_plan(plan: "ActionPlanPage", at: dt.date) -> list[Standing]:
    below = apps.get_model("policy", "ActivityPage").objects.child_of(plan).values("pk")
    notes = apps.get_model("policy", "ProgressNote").objects.filter(page__in=below, on__lte=at)
    told = dict(notes.order_by().values_list("page").annotate(Max("on")))
    links = apps.get_model("policy", "ActivityLink").objects.filter(page__in=below)
    proven = set(proving(links).values_list("page", flat=True))
    return [
        _standing(activity, plan, told.get(activity.pk), activity.pk in proven, at)
        for activity in activities_of(plan)
        if activity.status_at(at) is not ActivityStatus.REPLACED
    ]


def _standing(
    activity: "ActivityPage",
    plan: "ActionPlanPage",
    told: dt.date | None,
    proven: bool,
    at: dt.date,
) -> Standing:
    progress = activity.progress
    news = [
        told,
        *(row.on for row in progress.judgements),
        *(row.done_on for row in progress.milestones),
    ]
    latest = max((day for day in news if day and day <= at), default=None)
    ends = [row.due_on for row in progress.milestones if not row.done_on or row.done_on > at]
    ends += [activity.ends_on] if activity.ends_on else []
    coming = [day for day in ends if day >= at]
    status = activity.status_at(at)
    is_open = status in ASKED
    due_on = min(coming or ends, default=None) if is_open else None
    concerns = {
        Concern.LATE: status is ActivityStatus.LATE,
        Concern.DUE: is_open and any(day <= at + SOON for day in coming),
        Concern.SILENT: is_open and _is_silent(activity, plan, latest, at),
        Concern.UNPROVEN: status is ActivityStatus.DONE and not proven,
    }
    asked = [concern for concern in Concern if concerns[concern]]
    behind = overdue(progress.milestones, at) if status is ActivityStatus.LATE else []
    return Standing(activity, plan, status, latest, due_on, behind, asked)


def _is_silent(
    activity: "ActivityPage", plan: "ActionPlanPage", latest: dt.date | None, at: dt.date
) -> bool:
    """Whether the plan's own interval has passed since the latest news, or since the start."""
    since = latest or activity.starts_on or plan.starts_on
    if since is None:
        since = timezone.localdate(activity.first_published_at)
    return months_later(since, plan.update_interval) < at
