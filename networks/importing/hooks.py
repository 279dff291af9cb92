"""Where the editor meets the import: its addresses, and a button on the index of projects."""

from collections.abc import Iterator
from typing import Any

from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from networks.importing.report import ImportedFactsReport
from networks.importing.screens import import_check_screen, import_screen, may_import
from networks.models import ProjectIndexPage, ProjectPage


@hooks.register("register_admin_urls")
def import_addresses() -> list[Any]:
    """The screens of the import, and the report of what was imported."""
    base = "projects/<int:page_id>/import"
    report = ImportedFactsReport
    return [
        path(f"{base}/", import_screen, name="networks_import"),
        path(f"{base}/check/", import_check_screen, name="networks_import_check"),
        path("reports/imported/", report.as_view(), name="imported_facts"),
        path(
            "reports/imported/results/",
            report.as_view(results_only=True),
            name="imported_facts_results",
        ),
    ]


@hooks.register("register_page_header_buttons")
def lead_to_the_import(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """On the index the import; on a project, where its facts are from."""
    if page.locale.language_code != "sv":
        return
    if page.specific_class is ProjectIndexPage and may_import(page, user):
        address = reverse("networks_import", args=[page.pk])
        yield Button(_("Fetch projects…"), address, icon_name="download", priority=66)
    if (
        page.specific_class is ProjectPage
        and page.pk
        and user.has_perm("wagtailadmin.access_admin")
    ):
        address = f"{reverse('imported_facts')}?page={page.pk}"
        yield Button(_("Imported facts"), address, icon_name="download", priority=67)


class ImportedFactsMenuItem(MenuItem):
    """Seen by whoever edits pages."""

    def is_shown(self, request: Any) -> bool:
        return bool(
            ImportedFactsReport.permission_policy.user_has_any_permission(
                request.user, ImportedFactsReport.any_permission_required
            )
        )


@hooks.register("register_reports_menu_item")
def imported_facts_in_the_menu() -> MenuItem:
    """Among the reports."""
    address = reverse_lazy("imported_facts")
    label = gettext_lazy("Imported facts")
    return ImportedFactsMenuItem(label, address, icon_name="download", order=160)
