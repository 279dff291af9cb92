"""What a shared address of a matrix chose, and the plan has nothing of today: it is still said.

A reader who follows the address finds a matrix of nothing, not an error.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db.models import Case, Value, When
from django.utils.text import slugify

from core.languages import read_references
from policy.dimensions import Heading, method_heading
from policy.models.public_version import PublicVersion
from policy.quarters import Quarter
from policy.record_history import last_known
from policy.status import ActivityStatus
from records.gone import was

if TYPE_CHECKING:
    from policy.models import ActionPlanPage

# What a code or reference may look like; all else never was one, and is not looked up.
KEY = re.compile(r"[\w.-]{1,80}", re.ASCII)
QUARTER = re.compile(r"((?:19|20)\d\d)-Q([1-4])", re.ASCII)


def past_choice(name: str, key: str, plan: "ActionPlanPage") -> Heading | None:
    """The value `key` of a dimension in words, though the plan has nothing of it; None where the
    key has never meant anything.
    """
    return MEANINGS[name](key, plan) if KEY.fullmatch(key) else None


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
    versions = PublicVersion.objects.filter(key=plan.translation_key)
    row = _row(versions, plan, "areas", lambda reference: slugify(reference) == key)
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


def _row(versions: Any, plan: Any, relation: str, fits: Callable[[str], bool]) -> Any:
    """The row of this reference as the public saw it last, in the plan's language first."""
    own = Case(When(language=plan.locale.language_code, then=Value(0)), default=Value(1))
    rows = versions.order_by(own, "-public_from", "-pk").values_list(f"content__{relation}")
    return next((row for (found,) in rows for row in found or () if fits(row["reference"])), None)


def _quarter(key: str, plan: Any) -> Heading | None:
    found = QUARTER.fullmatch(key)
    return Heading(key, str(Quarter(int(found[1]), int(found[2])))) if found else None


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
