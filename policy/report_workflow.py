"""A report goes from the coordinator to the city manager's office, which approves it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from bilingual.roles import ROLES
from policy.models import QuarterlyReportPage

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


@hooks.register("after_create_page")
def give_the_report_its_workflow(request: HttpRequest, page: Page) -> None:
    """A report does not go the way of the other pages of its language."""
    workflow = Workflow.objects.filter(name=WORKFLOW, active=True).first()
    reports = QuarterlyReportPage.objects.descendant_of(page, inclusive=True)
    for report in reports.filter(locale__language_code=settings.LANGUAGE_CODE):
        if workflow is not None:
            WorkflowPage.objects.update_or_create(
                page_id=report.pk, defaults={"workflow": workflow}
            )


@hooks.register("after_copy_page")
def give_copies_their_workflow(request: HttpRequest, page: Page, new_page: Page) -> None:
    """A copied report, or one below a copied plan, is a draft that goes the same way."""
    give_the_report_its_workflow(request, new_page)


def _is_source(page: Page) -> bool:
    return bool(page.locale.language_code == settings.LANGUAGE_CODE)


def may_approve(user: Any) -> bool:
    """Whether the user belongs to the city manager's office, or administers the site."""
    office = ROLES["city_managers_office"].name
    return bool(user.is_superuser or user.groups.filter(name=office).exists())


def too_early(page: Page) -> str:
    """Why a report may not be approved yet, for `core.publishing`; "" if it may.

    What happens later in the quarter would be told in no report.
    """
    if not isinstance(page, QuarterlyReportPage) or not _is_source(page):
        return ""
    if page.period().last < timezone.localdate():
        return ""
    return _("The quarter is not over: the report can be approved after %(day)s.") % {
        "day": page.period().last.isoformat()
    }


def _refuse(request: HttpRequest, page: Page) -> HttpResponse:
    messages.error(
        request,
        _("“%(title)s” is approved by the city manager's office: submit it to them.")
        % {"title": page.title},
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_publish_page", order=-10)
def only_the_office_approves(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Publishing a report is approving it: the right to publish pages is not enough."""
    report = page.specific
    if isinstance(report, QuarterlyReportPage) and _is_source(report):
        if not may_approve(request.user):
            return _refuse(request, page)
        if reason := too_early(report):
            messages.error(request, reason)
            return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action", order=-10)
def only_the_office_approves_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for several pages at once."""
    if action_type != "publish" or may_approve(request.user):
        return None
    for page in objects:
        if isinstance(page, Page) and isinstance(page.specific, QuarterlyReportPage):
            return _refuse(request, page)
    return None
