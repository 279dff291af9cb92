"""Where a report is kept from being approved by others than the office, or too early."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.action_menu import PublishMenuItem, SubmitForModerationMenuItem
from wagtail.models import Page

from core.publishing import with_descendants
from policy.approving import may_approve
from policy.models import QuarterlyReportPage


def _is_source(page: Page) -> bool:
    return bool(page.locale.language_code == settings.LANGUAGE_CODE)


def refusal(page: Page, user: Any) -> str:
    """Why a report may not be approved by the user, for `core.publishing`; "" if it may.

    Publishing a report is approving it: the right to publish pages is not enough, nor is a task of
    another workflow. What happens later in the quarter would be told in no report.
    """
    if not isinstance(page, QuarterlyReportPage) or not _is_source(page):
        return ""
    # Without a user it has come due: whoever set the time was asked then.
    if user is not None and not may_approve(user):
        told = _("“%(title)s” is approved by the city manager's office: submit it to them.")
        return told % {"title": page.title}
    if page.period().last < timezone.localdate():
        return ""
    return _("The quarter is not over: the report can be approved after %(day)s.") % {
        "day": page.period().last.isoformat()
    }


@hooks.register("before_publish_page", order=-10)
def only_the_office_approves(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Says it before the report is published; nothing of the draft is lost."""
    if reason := refusal(page.specific, request.user):
        messages.error(request, reason)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action", order=-10)
def only_the_office_approves_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for several pages at once."""
    if action_type != "publish":
        return None
    pages = with_descendants(request, [page for page in objects if isinstance(page, Page)])
    return next(filter(None, (only_the_office_approves(request, page) for page in pages)), None)


class SubmitReport(SubmitForModerationMenuItem):
    """Names the workflow of the report that is being made; Wagtail names its plan's."""

    def get_context_data(self, parent_context: Any) -> Any:
        report = QuarterlyReportPage(locale=parent_context["parent_page"].locale)
        # Wagtail asks the page above as long as there is none.
        return super().get_context_data({**parent_context, "parent_page": report})


@hooks.register("construct_page_action_menu")
def name_the_report_workflow(menu_items: list[Any], request: HttpRequest, context: Any) -> None:
    """The form of a new report says whom it goes to; only who approves it can publish it."""
    match = request.resolver_match
    is_new = match and QuarterlyReportPage._meta.model_name in (
        *match.args,
        *match.kwargs.values(),
    )
    page = context.get("page")
    is_report = is_new or (isinstance(page, QuarterlyReportPage) and _is_source(page))
    if is_report and not may_approve(request.user):
        menu_items[:] = [item for item in menu_items if not isinstance(item, PublishMenuItem)]
    if is_new:
        menu_items[:] = [
            SubmitReport(order=item.order) if type(item) is SubmitForModerationMenuItem else item
            for item in menu_items
        ]
