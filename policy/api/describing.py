"""Activities as the API gives them, many at once in a bounded number of queries."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.utils import timezone

from core.api import (
    SOURCE,
    Label,
    Record,
    Reference,
    Text,
    Versions,
    full_address,
    label_of,
    named_of,
    page_reference,
    pages_by_id,
    point_reference,
    record_of,
    rows_of,
    text_of,
    versions_of,
)
from core.languages import shown
from policy.api.reading import in_languages, links_of
from policy.api.shapes import Activity, ActivityReference, Area
from policy.models import (
    ActionPlanPage,
    ActivityPage,
    Indicator,
    Method,
    MethodPage,
    PolicyPage,
    Statement,
)
from policy.past_points import point_versions_then
from policy.record_history import records_on
from policy.status import ActivityStatus
from records.models import Contact, FocusArea, Operation

# By field of an activity, the kind of point that it refers to, and what the API calls it.
POINTS = {
    "statements": (Statement, PolicyPage, "statement", "statements"),
    "methods": (Method, MethodPage, "method", "methods"),
}
RECORDS = {"participating": Operation, "focus_areas": FocusArea, "indicators": Indicator}
PAGES = ("networks", "partner_regions", "twin_towns", "projects")


def labels() -> dict[str, Label]:
    """Each status with its label, said once for a whole list."""
    return {status.value: label_of(status) for status in ActivityStatus}


def brief(activities: Sequence[ActivityPage], day: dt.date | None) -> dict[int, ActivityReference]:
    """The activities as others refer to them, by their own id. One query."""
    named = in_languages(activities, day)
    said = labels()
    return {
        activity.pk: ActivityReference(
            **_page(named[activity.translation_key], activity.reference),
            status=said[activity.status.value],
        )
        for activity in activities
    }


def described(activities: Sequence[ActivityPage], day: dt.date | None) -> list[dict[str, Any]]:
    """What `Activity` takes, for each activity. About thirty queries, however many there are."""
    if not activities:
        return []
    links = links_of(activities)
    pages = pages_by_id([pk for name in PAGES for ids in links[name].values() for pk in ids])
    records = {name: _records(model, links[name], day) for name, model in RECORDS.items()}
    points = {name: points_by_id(name, _all(links[name]), day) for name in POINTS}
    areas = {
        area[SOURCE].translation_key: _area(area)
        for plan in _plans(activities)
        for area in rows_of(plan, "areas")
    }
    # Who was asked then is not kept: a person may have left.
    is_earlier = day is not None and day < timezone.localdate()
    known = Contact.objects.none() if is_earlier else Contact.objects.all()
    contacts = {contact.pk: named_of(contact, "role") for contact in known}
    named = in_languages(activities, day)
    continued = pages_by_id(a.continued_in_id for a in activities if a.continued_in_id)
    said = labels()
    found = []
    for a in activities:
        of = {name: ids.get(a.pk, []) for name, ids in links.items()}
        found.append(
            {
                **_page(named[a.translation_key], a.reference),
                **{name: _known(pages, of[name]) for name in PAGES},
                **{name: _known(points[name], of[name]) for name in POINTS},
                "status": said[a.status.value],
                "introduction": text_of(named[a.translation_key], "introduction"),
                "starts_on": a.starts_on,
                "ends_on": a.ends_on,
                "precision": a.precision,
                "plan": page_reference(a.plan),
                "area": areas.get(a.area.translation_key) if a.area else None,
                "operation": named_of(a.operation) if a.operation else None,
                "taking_part": _known(records["participating"], of["participating"]),
                "focus_areas": _known(records["focus_areas"], of["focus_areas"]),
                "indicators": _known(records["indicators"], of["indicators"]),
                "contact": contacts.get(a.contact_id or 0),
                "continued_in": continued.get(a.continued_in_id or 0),
                "continued_how": a.continued_how or None,
                "continued_on": a.continued_on,
            }
        )
    return found


def references_of(ids: Collection[int]) -> dict[int, str]:
    """By id, the references of those Swedish activities whose plan is public: the others are not
    in the API.
    """
    activities = ActivityPage.objects.filter(pk__in=ids).values_list("pk", "reference", "path")
    length = ActivityPage.steplen
    parents = {pk: path[:-length] for pk, _reference, path in activities}
    plans = ActionPlanPage.objects.filter(path__in=set(parents.values()))
    public = set(shown(plans).values_list("path", flat=True))
    return {pk: reference for pk, reference, _path in activities if parents[pk] in public}


def items(activities: Sequence[ActivityPage], day: dt.date | None) -> list[Activity]:
    """The activities as a list gives them."""
    return [Activity(**fields) for fields in described(activities, day)]


def points_by_id(name: str, ids: set[int], day: dt.date | None = None) -> dict[int, Reference]:
    """Statements or methods by the id of their Swedish row, in their words of the day."""
    model, page, kind, collection = POINTS[name]
    if day:
        then = point_versions_then(name, day)
        return {pk: point_reference(kind, collection, own) for pk, own in then.items() if pk in ids}
    keys = model.objects.filter(pk__in=ids).values("translation_key")
    return {
        versions[SOURCE].pk: point_reference(kind, collection, versions)
        for versions in versions_of(
            model.objects.filter(
                translation_key__in=keys, page__in=shown(page.objects.all())
            ).select_related("locale", "page__locale")
        ).values()
    }


def _area(versions: Versions) -> Area:
    return Area(
        reference=versions[SOURCE].reference,
        title=text_of(versions, "title"),
        url=Text(**{code: full_address(area) for code, area in versions.items()}),
    )


def area_items(plan: Versions) -> list[Area]:
    """The plan's areas as the API gives them."""
    return [_area(versions) for versions in rows_of(plan, "areas")]


def _page(versions: Versions, reference: str | None = None) -> dict[str, Any]:
    return page_reference(versions, reference).dict()


def _plans(activities: Sequence[ActivityPage]) -> list[Versions]:
    return list({id(a.plan): a.plan for a in activities}.values())


def _records(model: Any, links: dict[int, list[int]], day: dt.date | None) -> dict[int, Record]:
    # An indicator has no page of its own.
    say = record_of if model is Indicator else named_of
    if day:
        return {pk: say(item) for pk, item in records_on(model, day).items()}
    return {item.pk: say(item) for item in model.objects.filter(pk__in=_all(links))}


def _all(links: dict[int, list[int]]) -> set[int]:
    return {pk for ids in links.values() for pk in ids}


def _known(found: dict[int, Any], ids: list[int]) -> list[Any]:
    return [found[pk] for pk in ids if pk in found]
