"""The policy and its plans as open data."""

from functools import partial

from ninja import Router

from core.api import collections, describers, own_references
from policy.api import activities, decisions, direction, indicators, plans, reports
from policy.api.describing import points_by_id, references_of

collections.update(
    {
        "policy.actionplanpage": ("plan", "plans"),
        "policy.activitypage": ("activity", "activities"),
        "policy.quarterlyreportpage": ("report", "reports"),
        "policy.decisionpage": ("decision", "decisions"),
        "policy.policyversionpage": ("policy-version", "policy-versions"),
    }
)

own_references["policy.activitypage"] = references_of
describers["statements"] = partial(points_by_id, "statements")
describers["methods"] = partial(points_by_id, "methods")

router = Router()
router.add_router("/plans", plans.router)
router.add_router("/activities", activities.router)
router.add_router("/reports", reports.router)
router.add_router("/indicators", indicators.router)
router.add_router("", direction.router)
router.add_router("", decisions.router)
