"""What is new since a moment, for whoever tells of it: activities and projects, by what the public
saw then and sees now, in the words of the quarterly reports.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from core.languages import shown
from networks.models import ProjectPage
from networks.models.project import ProjectState
from policy.areas import activities_of
from policy.history import page_in_list, versions_at
from policy.models import ActionPlanPage, ActivityPage
from policy.progress import STATUS_ROWS, set_progress
from policy.report_changes import changes_of
from policy.report_pages import SOURCE
from policy.status import OPEN, ActivityStatus

# Of what reports tell of activities, the good news.
NEWS = ("new", "started", "resumed", "finished")
# What has happened beside a change of status: a note, or a milestone that was reached.
PROGRESS = "progress"
OVER = (ProjectState.CLOSED, ProjectState.REJECTED)


@dataclass(frozen=True)
class Changed:
    """A Swedish page, and what is new about it: names as `policy.report_reading` labels them."""

    page: Any
    changes: list[str]


def activities_changed(since: dt.datetime) -> list[Changed]:
    """Public activities, of plans that have not been over since then, that are new, have begun or
    been done, or of which the public has learned something; in the plans' order.
    """
    day = timezone.localdate(since)
    plans = shown(ActionPlanPage.objects.filter(locale__language_code=SOURCE))
    found = []
    for plan in plans.exclude(ends_on__lt=day).order_by("-starts_on", "path"):
        activities = activities_of(plan)
        prefetch_related_objects(activities, "notes")
        before = _public_at(since, "policy.ActivityPage", activities)
        for activity in activities:
            changes = _news_of(activity, before.get(activity.translation_key), plan, day)
            if changes:
                found.append(Changed(activity, changes))
    return found


def projects_changed(since: dt.datetime) -> list[Changed]:
    """Public projects that are new, have begun or have ended, the newest first."""
    day = timezone.localdate(since)
    pages = list(
        shown(ProjectPage.objects.filter(locale__language_code=SOURCE))
        .select_related("locale")
        .order_by("-first_published_at", "path")
    )
    before = _public_at(since, "networks.ProjectPage", pages)
    found = [Changed(page, _turns(page, before.get(page.translation_key), day)) for page in pages]
    return [changed for changed in found if changed.changes]


def _public_at(moment: dt.datetime, model: str, pages: list[Any]) -> dict[Any, Any]:
    """The Swedish pages as the public saw them at the moment, by key. One query."""
    keys = [page.translation_key for page in pages]
    versions = versions_at(moment).filter(model=model, language=SOURCE, key__in=keys)
    return {version.key: page_in_list(version) for version in versions}


def _news_of(activity: ActivityPage, earlier: Any, plan: Any, day: dt.date) -> list[str]:
    was = None
    if earlier is not None:
        rows = {name: list(getattr(earlier, name).all()) for name in STATUS_ROWS}
        set_progress(earlier, plan.ends_on, rows)
        was = earlier.status_at(day)
    status = activity.status
    if status not in OPEN and status is not ActivityStatus.DONE:
        return []
    told = changes_of(status, was, has_begun=False)
    changes = [change for change in told if change in NEWS]
    if not changes and _has_progressed(activity, earlier, day):
        return [PROGRESS]
    return changes


def _has_progressed(activity: ActivityPage, earlier: Any, day: dt.date) -> bool:
    """Whether there is a note, or a milestone that was reached, that nobody could read then."""
    today = timezone.localdate()
    notes = {row.translation_key for row in activity.notes.all() if row.on <= today}
    known = {row.translation_key for row in earlier.notes.all() if row.on <= day}
    reached = {row.translation_key for row in _reached(activity.progress.milestones, today)}
    known_reached = {row.translation_key for row in _reached(earlier.milestones.all(), day)}
    return bool(notes - known or reached - known_reached)


def _reached(milestones: Any, day: dt.date) -> list[Any]:
    return [row for row in milestones if row.done_on and row.done_on <= day]


def _turns(page: ProjectPage, earlier: Any, day: dt.date) -> list[str]:
    status = page.status_at(timezone.localdate())
    if earlier is None:
        ended_since = status == ProjectState.CLOSED and page.ends_on and page.ends_on >= day
        return ["ended"] if ended_since else [] if status in OVER else ["new"]
    was = earlier.status_at(day)
    if status == was:
        return []
    names = {ProjectState.RUNNING: "started", ProjectState.CLOSED: "ended"}
    return [names[status]] if status in names else []
