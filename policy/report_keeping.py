"""An approved report stays where it is: in each way by which an editor could take it away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from policy.models import QuarterlyReportPage, SealedReport


def _kept_below(page: Page) -> QuarterlyReportPage | None:
    """An approved report that is the page or lies below it; None if there is none."""
    below = Page.objects.descendant_of(page, inclusive=True).values("pk")
    sealed = SealedReport.objects.filter(report__in=below).select_related("report").first()
    return sealed.report if sealed else None


def _refuse(request: HttpRequest, page: Page, reason: str) -> HttpResponse:
    messages.error(request, reason)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_delete_page")
def approved_reports_are_not_deleted(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An approved report is a public document: neither it nor a plan that holds one is deleted."""
    report = _kept_below(page)
    if report is None:
        return None
    kept = _("“%(title)s” has been approved and is kept.") % {"title": report.title}
    return _refuse(request, page, kept)


@hooks.register("before_unpublish_page")
def approved_reports_stay_public(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Only an administrator takes one away, where the law demands it."""
    takes_along = (
        "include_descendants" in request.POST or page.specific_class is QuarterlyReportPage
    )
    if request.user.is_superuser or not takes_along:
        return None
    return approved_reports_are_not_deleted(request, page)


@hooks.register("before_move_page")
def approved_reports_stay_below_their_plan(
    request: HttpRequest, page: Page, destination: Page
) -> HttpResponse | None:
    """What was approved is a report on that plan."""
    is_report = page.specific_class is QuarterlyReportPage
    if not is_report or destination.pk == page.get_parent().pk or _kept_below(page) is None:
        return None
    stays = _("“%(title)s” has been approved and stays below its plan.") % {"title": page.title}
    return _refuse(request, page, stays)


@hooks.register("before_copy_page")
def copies_of_reports_are_drafts(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy that is public at once would be approved by whoever copies it."""
    asks = {"publish_copies", "alias"} & set(request.POST)
    below = Page.objects.descendant_of(page, inclusive=True).values("pk")
    if not asks or not QuarterlyReportPage.objects.filter(pk__in=below).exists():
        return None
    drafts = _("A copied report is a draft: copy it without publishing, and not as an alias.")
    return _refuse(request, page, drafts)


@hooks.register("before_bulk_action")
def approved_reports_are_kept_from_bulk_actions(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for several pages at once."""
    pages = [page for page in objects if isinstance(page, Page)]
    if action_type == "move" and request.method == "POST":
        reports = [page for page in pages if page.specific_class is QuarterlyReportPage]
        for page in filter(_kept_below, reports):
            stays = _("“%(title)s” has been approved and stays below its plan.")
            return _refuse(request, page, stays % {"title": page.title})
    rules = {"delete": approved_reports_are_not_deleted, "unpublish": approved_reports_stay_public}
    rule = rules.get(action_type)
    return next(filter(None, (rule(request, page) for page in pages)), None) if rule else None
