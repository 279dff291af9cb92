"""Plans and activities for the API, of today or as the public saw them on a day."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects

from core.api import SOURCE, Versions, one_of, versions_of
from core.languages import shown
from networks.models import ProjectPage
from policy.areas import activities_of
from policy.dimensions import linked_ids
from policy.history import open_to_all, page_in_list
from policy.models import ActionPlanPage, ActivityPage, ActivityProject

LINKED = (
    "participating", "statements", "methods", "focus_areas", "networks", "partner_regions",
    "twin_towns", "indicators",
)  # fmt: skip


def plans_on(day: dt.date | None) -> dict[uuid.UUID, Versions]:
    """All plans in both languages, the newest first."""
    return dict(
        sorted(
            pages_on(ActionPlanPage, day).items(),
            key=lambda item: str(item[1][SOURCE].starts_on or ""),
            reverse=True,
        )
    )


def plan_on(key: uuid.UUID, day: dt.date | None) -> Versions:
    """One plan. Raises Http404."""
    found: Versions = one_of(plans_on(day), key)
    return found


def pages_on(
    model: Any, day: dt.date | None, keys: Collection[uuid.UUID] | None = None
) -> dict[uuid.UUID, Versions]:
    """The public pages of a type, or those with these keys, in both languages, by key."""
    if day is None:
        pages = shown(model.objects.all()).select_related("locale")
        return versions_of(pages if keys is None else pages.filter(translation_key__in=keys))
    versions = open_to_all(day).filter(model=model._meta.label)
    asked = versions if keys is None else versions.filter(key__in=keys)
    old = sorted((page_in_list(version) for version in asked), key=lambda page: page.path)
    prefetch_related_objects(old, "locale")
    for page in old:
        page.as_of = day
    return versions_of(old)


def activities_on(plans: Iterable[Versions]) -> list[ActivityPage]:
    """The Swedish pages of the plans' activities, with what their status takes, and their `plan`:
    its versions. Those that are continued in another are among them: they keep their address.
    """
    found = []
    for versions in plans:
        for activity in activities_of(versions[SOURCE]):
            activity.plan = versions
            found.append(activity)
    return found


def in_languages(
    activities: Sequence[ActivityPage], day: dt.date | None
) -> dict[uuid.UUID, Versions]:
    """The activities' versions in the site's languages, by key. One query."""
    found = pages_on(ActivityPage, day, [a.translation_key for a in activities])
    # The Swedish one is the one at hand, which knows how it stands.
    own = {a.translation_key: {SOURCE: a} for a in activities}
    return {key: found.get(key, {}) | versions for key, versions in own.items()}


def activity_on(key: uuid.UUID, day: dt.date | None) -> ActivityPage:
    """One activity, as `activities_on` gives it. Raises Http404."""
    if day is None:
        page = ActivityPage.objects.filter(translation_key=key, locale__language_code=SOURCE)
        parents = [found.get_parent().translation_key for found in page[:1]]
    else:
        version = open_to_all(day).filter(key=key, language=SOURCE)
        parents = list(version.values_list("parent_key", flat=True))
    plans = plans_on(day)
    activities = activities_on(plans[parent] for parent in parents if parent in plans)
    found: ActivityPage = one_of({a.translation_key: a for a in activities}, key)
    return found


def links_of(activities: Sequence[ActivityPage]) -> dict[str, dict[int, list[int]]]:
    """By field, by activity: the ids of what it refers to. A query for each field."""
    links = {name: linked_ids(activities, name) for name in LINKED}
    # In one order, whether they are read from tables or from the history.
    return {
        name: {activity: sorted(ids) for activity, ids in found.items()}
        for name, found in {**links, "projects": _projects(activities)}.items()
    }


def _projects(activities: Sequence[ActivityPage]) -> dict[int, list[int]]:
    by_activity: dict[int, list[int]] = {}
    if activities and activities[0].as_of:
        for activity in activities:
            by_activity[activity.pk] = [row.project_id for row in activity.projects.all()]
        return by_activity
    rows = ActivityProject.objects.filter(page__in=[a.pk for a in activities])
    for page, project in rows.order_by("sort_order").values_list("page_id", "project_id"):
        by_activity.setdefault(page, []).append(project)
    return by_activity


def projects_by_point(name: str, day: dt.date | None) -> dict[int, list[int]]:
    """By the id of a statement or method (`name` is the field), the projects that carry it out."""
    if day:
        versions = open_to_all(day).filter(model="networks.ProjectPage", language=SOURCE)
        links = [(v.content[name], v.content["pk"]) for v in versions]
    else:
        field: Any = ProjectPage._meta.get_field(name)
        rows = field.remote_field.through._default_manager.order_by("pk")
        pairs = rows.values_list(field.m2m_reverse_field_name(), "projectpage_id")
        links = [([point], project) for point, project in pairs]
    found: dict[int, list[int]] = {}
    for points, project in links:
        for point in points:
            found.setdefault(point, []).append(project)
    return found
