"""What the city wants in the world, and what it does about it."""

from policy.models.action_plan import ActionPlanIndexPage, ActionPlanPage, PlanArea
from policy.models.activity import ActivityPage
from policy.models.background import BackgroundPage
from policy.models.decision import DecisionIndexPage, DecisionPage, Signatory
from policy.models.method import Method, MethodPage
from policy.models.policy import PolicyPage, Statement
from policy.models.quarterly_report import QuarterlyReportPage
from policy.models.version import Annex, PolicyVersionIndexPage, PolicyVersionPage
from policy.models.vision import VisionPage

__all__ = [
    "ActionPlanIndexPage",
    "ActionPlanPage",
    "ActivityPage",
    "Annex",
    "BackgroundPage",
    "DecisionIndexPage",
    "DecisionPage",
    "Method",
    "MethodPage",
    "PlanArea",
    "PolicyPage",
    "PolicyVersionIndexPage",
    "PolicyVersionPage",
    "QuarterlyReportPage",
    "Signatory",
    "Statement",
    "VisionPage",
]
