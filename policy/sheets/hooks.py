"""Where the editor meets the spreadsheet: its addresses, and a button on the plan."""

from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from policy.models import ActionPlanPage
from policy.sheets.screens import may_export, sheet_check_screen, sheet_file, sheet_screen


@hooks.register("register_admin_urls")
def sheet_addresses() -> list[Any]:
    """The screens of a plan's spreadsheet."""
    base = "action-plans/<int:page_id>/spreadsheet"
    return [
        path(f"{base}/", sheet_screen, name="policy_sheet"),
        path(f"{base}/check/", sheet_check_screen, name="policy_sheet_check"),
        path(f"{base}.csv", sheet_file, {"kind": "csv"}, name="policy_sheet_csv"),
        path(f"{base}.xlsx", sheet_file, {"kind": "xlsx"}, name="policy_sheet_xlsx"),
    ]


@hooks.register("register_page_header_buttons")
def lead_to_the_sheet(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Among the actions of a plan, in the list of its activities and in its form."""
    if page.specific_class is not ActionPlanPage or page.locale.language_code != "sv":
        return
    if may_export(page, user):
        address = reverse("policy_sheet", args=[page.pk])
        yield Button(_("Spreadsheet"), address, icon_name="table", priority=66)
