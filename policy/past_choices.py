"""What a shared address of a matrix chose, and the plan has nothing of today: it is still said.

A reader who follows the address finds a matrix of nothing, not an error; of what has another code
or reference today, the matrix of that.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db.models import Case, Value, When
from django.utils.text import slugify

from core.languages import read_references
from policy.dimensions import method_heading
from policy.headings import Heading
from policy.models.public_version import PublicVersion
from policy.quarter_columns import outside
from policy.quarters import Quarter
from policy.record_history import last_known
from policy.status import ActivityStatus
from records.gone import was
from records.leading_on import code_today
from records.models import FocusArea, Operation

if TYPE_CHECKING:
    from policy.models import ActionPlanPage

# What a code or reference may look like; all else never was one, and is not looked up.
KEY = re.compile(r"[\w.-]{1,80}", re.ASCII)
# Their page, the relation in which it has them, and their own type.
POINTS = {
    "statement": ("policy.PolicyPage", "statements", "policy.Statement"),
    "method": ("policy.MethodPage", "methods", "policy.Method"),
}
QUARTER = re.compile(r"((?:19|20)\d\d)-Q([1-4])", re.ASCII)


def past_choice(name: str, key: str, plan: "ActionPlanPage") -> Heading | None:
    """The value `key` of a dimension in words, though the plan has nothing of it; None where the
    key has never meant anything.
    """
    return MEANINGS[name](key, plan) if KEY.fullmatch(key) else None


def key_today(name: str, key: str, plan: "ActionPlanPage") -> str | None:
    """The key that a value of a dimension (or a statement) has today that had this one in an
    earlier address; None where that is still its key, or nothing ever had it.
    """
    today = TODAY.get(name)
    return today(key, plan) if today and KEY.fullmatch(key) else None


def _area_today(key: str, plan: Any) -> str | None:
    row = _row(_plan_versions(plan), plan, "areas", lambda reference: slugify(reference) == key)
    rows = apps.get_model("policy", "PlanArea").objects.filter(
        page__translation_key=plan.translation_key
    )
    now = rows.filter(translation_key=row["translation_key"]).first() if row else None
    return now.anchor if now and now.anchor != key else None


def point_today(name: str, key: str) -> str | None:
    """The same for a “statement” or “method”: its reference of today."""
    page, relation, model = POINTS[name]
    kept = PublicVersion.objects.filter(model=page, language=settings.LANGUAGE_CODE)
    rows = kept.order_by("-public_from", "-pk").values_list(f"content__{relation}")
    row = _first(rows, lambda reference: reference == key)
    points = apps.get_model(model).objects
    now = points.filter(translation_key=row["translation_key"]).first() if row else None
    return now.reference if now and now.reference != key else None


def _operation(key: str, plan: Any) -> Heading | None:
    return _record("Operation", key)


def _focus_area(key: str, plan: Any) -> Heading | None:
    return _record("FocusArea", key)


def _record(model: str, key: str) -> Heading | None:
    kind = apps.get_model("records", model)
    if record := last_known(kind, key):
        return Heading(key, str(record))
    # Made and deleted on one day: its words went with it.
    return Heading(key, key) if was(kind, key) else None


def _area(key: str, plan: Any) -> Heading | None:
    row = _row(_plan_versions(plan), plan, "areas", lambda reference: slugify(reference) == key)
    return Heading(key, row["title"]) if row else None


def _method(key: str, plan: Any) -> Heading | None:
    methods = apps.get_model("policy", "Method").objects.filter(
        reference=key, locale__language_code=settings.LANGUAGE_CODE
    )
    if found := read_references(methods):
        return method_heading(found[0])
    # Its words went with it.
    versions = PublicVersion.objects.filter(model="policy.MethodPage")
    row = _row(versions, plan, "methods", lambda reference: reference == key)
    return Heading(key, key) if row else None


def _plan_versions(plan: Any) -> Any:
    return PublicVersion.objects.filter(key=plan.translation_key)


def _row(versions: Any, plan: Any, relation: str, fits: Callable[[str], bool]) -> Any:
    """The row of this reference as the public saw it last, in the plan's language first."""
    own = Case(When(language=plan.locale.language_code, then=Value(0)), default=Value(1))
    rows = versions.order_by(own, "-public_from", "-pk").values_list(f"content__{relation}")
    return _first(rows, fits)


def _first(rows: Any, fits: Callable[[str], bool]) -> Any:
    return next((row for (found,) in rows for row in found or () if fits(row["reference"])), None)


def _quarter(key: str, plan: Any) -> Heading | None:
    found = QUARTER.fullmatch(key)
    return Heading(key, str(Quarter(int(found[1]), int(found[2])))) if found else outside(key)


def _status(key: str, plan: Any) -> Heading | None:
    return Heading(key, str(ActivityStatus(key).label)) if key in ActivityStatus else None


MEANINGS: dict[str, Callable[[str, Any], Heading | None]] = {
    "operation": _operation,
    "area": _area,
    "focus-area": _focus_area,
    "method": _method,
    "quarter": _quarter,
    "status": _status,
}
TODAY: dict[str, Callable[[str, Any], str | None]] = {
    "operation": lambda key, plan: code_today(Operation, key),
    "area": _area_today,
    "focus-area": lambda key, plan: code_today(FocusArea, key),
    "method": lambda key, plan: point_today("method", key),
    "statement": lambda key, plan: point_today("statement", key),
}
