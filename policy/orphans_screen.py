"""The orphan report: activities without a statement, and statements that nothing carries out."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Locale

from core.languages import shown
from core.tables import CONTENT_TYPES, Column, Table, as_csv, as_xlsx, file_response
from policy.follow_up_screen import FollowUpMenuItem, may_follow_up
from policy.models import PolicyPage, Statement
from policy.tracing import activities_without_statement, with_carriers


def orphans() -> tuple[list[Any], list[Any]]:
    """The statements of the policy that nothing carries out, and the activities without one."""
    policies = shown(PolicyPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE))
    statements = Statement.objects.filter(page__in=policies).select_related("page", "locale")
    carried = with_carriers(statements.order_by("page", "sort_order"), "statements")
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    return (
        [item.point for item in carried if not item.is_carried_out],
        activities_without_statement(locale),
    )


def orphan_report(request: HttpRequest) -> HttpResponse:
    """Both lists, for those who may edit an action plan; `?export=csv` or `xlsx` as a file."""
    if not may_follow_up(request.user):
        raise PermissionDenied
    statements, activities = orphans()
    kind = request.GET.get("export", "")
    if kind in CONTENT_TYPES and kind != "json":
        table = _table(statements, activities)
        content = as_csv(table) if kind == "csv" else as_xlsx(table)
        return file_response(content, kind, table.title)
    title = _("Without a link to the policy")
    return TemplateResponse(
        request,
        "policy/orphans.html",
        {
            "statements": statements,
            "activities": activities,
            "page_title": title,
            "header_icon": "link",
            "breadcrumbs_items": [
                {"url": reverse("follow_up"), "label": _("Follow-up")},
                {"url": "", "label": title},
            ],
        },
    )


def _table(statements: list[Any], activities: list[Any]) -> Table:
    columns = [
        Column("kind", _("Kind")),
        Column("reference", _("Reference")),
        Column("text", _("Text")),
        Column("operation", _("Responsible operation")),
    ]
    rows: list[Sequence[Any]] = [
        *((_("Statement"), point.reference, point.text, "") for point in statements),
        *((_("Activity"), a.reference, a.title, str(a.operation or "")) for a in activities),
    ]
    return Table(_("Without a link to the policy"), columns, rows)


@hooks.register("register_reports_menu_item")
def orphans_in_the_menu() -> MenuItem:
    """After the follow-up."""
    title = gettext_lazy("Without a link to the policy")
    return FollowUpMenuItem(title, reverse_lazy("orphan_report"), icon_name="link", order=130)


@hooks.register("register_admin_urls")
def orphan_address() -> list[Any]:
    """One address, for the screen and its files."""
    return [path("reports/orphans/", orphan_report, name="orphan_report")]
