"""Who approves a quarterly report: the coordinator first, then the city manager's office.

The order is the one of the workflow that every Swedish report has, whoever made it and however.
"""

from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from bilingual.roles import ROLES

WORKFLOW = "Kvartalsrapport till kommunstyrelsen"
# In this order: its task, and the role that does it.
TASKS = (
    ("Samordnaren granskar kvartalsrapporten", "coordinator"),
    ("Stadsledningskontoret godkänner kvartalsrapporten", "city_managers_office"),
)


def ensure_report_workflow() -> Workflow:
    """Makes the workflow of reports with its two tasks; safe to run again. Needs the roles."""
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    for order, (name, role) in enumerate(TASKS):
        task, made = GroupApprovalTask.objects.get_or_create(name=name)
        if made:
            task.groups.add(Group.objects.get(name=ROLES[role].name))
        WorkflowTask.objects.get_or_create(
            workflow=workflow, task=task, defaults={"sort_order": order}
        )
    return workflow


def report_workflow() -> Workflow | None:
    """The workflow of reports; None where an administrator has switched it off."""
    found: Workflow | None = Workflow.objects.filter(name=WORKFLOW, active=True).first()
    return found


def may_approve(user: Any) -> bool:
    """Whether the user belongs to the city manager's office, or administers the site."""
    office = ROLES["city_managers_office"].name
    return bool(user.is_superuser or user.groups.filter(name=office).exists())
