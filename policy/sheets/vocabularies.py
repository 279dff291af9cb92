"""What a cell may refer to: areas, operations, methods and so on, by the codes people know."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext as _

from core.references import SOURCE_ONLY

if TYPE_CHECKING:
    from policy.models import ActionPlanPage

# Field of the activity: the model that it refers to, and the field by which a cell names it.
REFERRED = {
    "area": ("policy.PlanArea", "reference"),
    "operation": ("records.Operation", "code"),
    "participating": ("records.Operation", "code"),
    "methods": ("policy.Method", "reference"),
    "statements": ("policy.Statement", "reference"),
    "focus_areas": ("records.FocusArea", "code"),
    "networks": ("networks.NetworkPage", "slug"),
    "partner_regions": ("networks.PartnerRegionPage", "slug"),
    "twin_towns": ("networks.TwinTownPage", "slug"),
    "projects": ("networks.ProjectPage", "slug"),
    "indicators": ("policy.Indicator", "code"),
    "contact": ("records.Contact", "code"),
    "continued_in": ("policy.ActivityPage", "reference"),
}
# As many are named when a code is unknown.
MOST_NAMED = 12


@dataclass
class Vocabulary:
    """The things that one field may refer to."""

    code_of: dict[int, str] = field(default_factory=dict)
    keys_of: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def key(self, code: str) -> int:
        """The primary key. Raises ValueError, in the editor's language."""
        keys = self.keys_of.get(code, [])
        if len(keys) == 1:
            return keys[0]
        if keys:
            raise ValueError(
                _("“%(code)s” is ambiguous: there are several of that name.") % {"code": code[:60]}
            )
        codes = sorted(self.keys_of)
        known = ", ".join(codes[:MOST_NAMED]) + (" …" if len(codes) > MOST_NAMED else "")
        raise ValueError(
            _("“%(code)s” is not known. There is: %(known)s.")
            % {"code": code[:60], "known": known or "–"}
        )


def _within(name: str, plan: "ActionPlanPage") -> Q:
    if name == "area":
        return SOURCE_ONLY & Q(page__translation_key=plan.translation_key)
    if name == "continued_in":
        return Q(path__startswith=plan.path, depth=plan.depth + 1)
    return Q() if REFERRED[name][1] == "code" else SOURCE_ONLY


def vocabularies(plan: "ActionPlanPage") -> dict[str, Vocabulary]:
    """The vocabulary of each field that refers to something. One query each."""
    found: dict[str, Vocabulary] = {}
    for name, (label, code_field) in REFERRED.items():
        manager: Any = apps.get_model(label)._default_manager
        vocabulary = found[name] = Vocabulary()
        for key, code in manager.filter(_within(name, plan)).values_list("pk", code_field):
            vocabulary.code_of[key] = code
            vocabulary.keys_of[code].append(key)
    return found
