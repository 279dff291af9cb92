"""What cards say on a page of an earlier day: what the public saw then, as far as that is kept."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects

from core.cards import CardKind, Past
from core.languages import reading_language
from policy.history import open_to_all, page_in_list
from policy.progress import STATUS_ROWS, set_progress
from policy.record_history import records_on
from records.models import Operation

SOURCE = settings.LANGUAGE_CODE
# The relation in which a page has the row, by the row's model.
ROWS = {"policy.Statement": "statements", "policy.Method": "methods"}


def _public(model: str, keys: Any, day: dt.date) -> dict[Any, dict[str, Any]]:
    """The pages that were public at the end of the day, by key, then by language."""
    found: dict[Any, dict[str, Any]] = {}
    for version in open_to_all(day).filter(model=model, key__in=set(keys)):
        page = page_in_list(version)
        page.as_of = day
        found.setdefault(version.key, {})[version.language] = page
    pages = [page for versions in found.values() for page in versions.values()]
    prefetch_related_objects(pages, "locale")
    return found


def _read(found: dict[Any, dict[str, Any]]) -> dict[Any, Any]:
    """Each in the reader's language, else in Swedish."""
    pages = {key: own.get(reading_language()) or own.get(SOURCE) for key, own in found.items()}
    return {key: page for key, page in pages.items() if page is not None}


def _pages(kind: CardKind, items: Sequence[Any], day: dt.date) -> dict[Any, Any]:
    pages = _read(_public(kind.model, (item.translation_key for item in items), day))
    for page in pages.values():
        for name in kind.related:
            # What it was called then is not kept.
            setattr(page, name, None)
    return pages


def _projects(kind: CardKind, items: Sequence[Any], day: dt.date) -> dict[Any, Any]:
    pages = _pages(kind, items, day)
    for page in pages.values():
        page.lead_partner = None
    return pages


def _activities(kind: CardKind, items: Sequence[Any], day: dt.date) -> dict[Any, Any]:
    found = _public(kind.model, (item.translation_key for item in items), day)
    pages, operations = _read(found), records_on(Operation, day)
    plans = _public("policy.ActionPlanPage", (page.parent_key for page in pages.values()), day)
    for key, page in pages.items():
        page.operation = operations.get(page.operation_id)
        plan = plans.get(page.parent_key, {}).get(SOURCE)
        source = found[key].get(SOURCE, page)
        rows = {name: list(getattr(source, name).all()) for name in STATUS_ROWS}
        set_progress(page, plan.ends_on if plan else None, rows)
    return pages


def _points(kind: CardKind, items: Sequence[Any], day: dt.date) -> dict[Any, Any]:
    """Rows of a page, without how many activities carried them out."""
    model = items[0].page.specific_class._meta.label
    pages = _read(_public(model, (item.page.translation_key for item in items), day))
    points = {}
    for page in pages.values():
        for point in getattr(page, ROWS[kind.model]).all():
            point.page, point.locale, point.carrying = page, page.locale, 0
            points[point.translation_key] = point
    return points


def _records(kind: CardKind, items: Sequence[Any], day: dt.date) -> dict[Any, Any]:
    model = kind.model_class
    readable = model._default_manager.filter(pk__in=[item.pk for item in items])
    kept = (kind.public(readable) if kind.public else readable).values_list("pk", flat=True)
    records = records_on(model, day)
    return {pk: records[pk] for pk in kept if pk in records}


PAST: dict[str, Past] = {
    "networks.NetworkPage": _pages,
    "networks.ProjectPage": _projects,
    "policy.ActivityPage": _activities,
    "policy.Indicator": _records,
    "policy.Method": _points,
    "policy.Statement": _points,
    "records.FocusArea": _records,
    "records.Operation": _records,
}
