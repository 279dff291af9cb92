"""What the city wants in the world, and what it does about it."""

from policy.models.action_plan import ActionPlanIndexPage, ActionPlanPage, PlanArea
from policy.models.activity import ActivityPage, ActivityProject, Continued
from policy.models.activity_rows import (
    ActivityLink,
    InternalNote,
    Judgement,
    Milestone,
    ProgressNote,
    Reminder,
)
from policy.models.background import BackgroundPage
from policy.models.decision import DecisionIndexPage, DecisionPage, Signatory
from policy.models.gone_address import GoneAddress
from policy.models.indicator import Indicator, IndicatorValue
from policy.models.method import Method, MethodPage
from policy.models.policy import PolicyPage, Statement
from policy.models.public_version import PublicVersion
from policy.models.quarterly_report import QuarterlyReportPage
from policy.models.record_version import RecordVersion
from policy.models.sealed_report import SealedPdf, SealedReport, ToldActivity
from policy.models.version import Annex, PolicyVersionIndexPage, PolicyVersionPage
from policy.models.vision import VisionPage

__all__ = [
    "ActionPlanIndexPage",
    "ActionPlanPage",
    "ActivityLink",
    "ActivityPage",
    "ActivityProject",
    "Annex",
    "BackgroundPage",
    "Continued",
    "DecisionIndexPage",
    "DecisionPage",
    "GoneAddress",
    "Indicator",
    "IndicatorValue",
    "InternalNote",
    "Judgement",
    "Method",
    "MethodPage",
    "Milestone",
    "PlanArea",
    "PolicyPage",
    "PolicyVersionIndexPage",
    "PolicyVersionPage",
    "ProgressNote",
    "PublicVersion",
    "QuarterlyReportPage",
    "RecordVersion",
    "Reminder",
    "SealedPdf",
    "SealedReport",
    "Signatory",
    "Statement",
    "ToldActivity",
    "VisionPage",
]
