"""Reports › Links: every outside address, whether it answers, and where it stands."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse, reverse_lazy
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from core.report_exports import ReportExports
from core.report_table import STACKING, LabelledColumn, LabelledDateColumn
from records.links.collecting import Found, collected, historical_addresses
from records.models import WebLink

YES, NO = "yes", "no"
EDITS = ("add", "change", "publish")


class HistoricalFilter(django_filters.ChoiceFilter):
    """Whether an address is kept as a record of what it once was."""

    def filter(self, queryset: Any, value: str) -> Any:
        if value not in (YES, NO):
            return queryset
        kept = historical_addresses()
        chosen = queryset.filter if value == YES else queryset.exclude
        return chosen(address__in=kept)


class FailingFilter(django_filters.ChoiceFilter):
    """Whether an address has not answered lately, dead or not yet."""

    def filter(self, queryset: Any, value: str) -> Any:
        if value not in (YES, NO):
            return queryset
        return queryset.filter(failing_since__isnull=value == NO)


class LinksFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=WebLink.State.choices)
    historical = HistoricalFilter(
        label=_("Historical address"), choices=[(NO, _("No")), (YES, _("Yes"))]
    )
    failing = FailingFilter(label=_("Failing"), choices=[(YES, _("Yes")), (NO, _("No"))])

    class Meta:
        model = WebLink
        fields: ClassVar[list[str]] = ["state", "historical", "failing"]


def _where(link: Any) -> Any:
    """The pages and records that have the address, pages as links to their forms."""
    return format_html_join(
        ", ",
        "{}",
        (
            (
                format_html(
                    '<a href="{}">{}</a>',
                    reverse("wagtailadmin_pages:edit", args=[place.page_id]),
                    place.label,
                )
                if place.page_id
                else place.label,
            )
            for place in link.found.places
        ),
    )


class LinksReport(ReportExports, ReportView):
    page_title = _("Links")
    header_icon = "link"
    model = WebLink
    permission_policy = page_permission_policy
    any_permission_required: ClassVar[list[str]] = [*EDITS]
    index_url_name = "links_report"
    index_results_url_name = "links_report_results"
    filterset_class = LinksFilterSet
    default_ordering = "-failing_since"
    is_searchable = False
    table_classname = STACKING
    columns: ClassVar[list[Any]] = [
        LabelledColumn("address", label=_("Web address"), sort_key="address", width="30%"),
        LabelledColumn("state_label", label=_("State"), sort_key="state"),
        LabelledColumn("answer", label=_("Answer")),
        LabelledDateColumn("failing_since", label=_("Failing since"), sort_key="failing_since"),
        LabelledDateColumn("seen_alive_at", label=_("Last seen alive"), sort_key="seen_alive_at"),
        LabelledDateColumn("checked_at", label=_("Looked at"), sort_key="checked_at"),
        LabelledColumn("where", label=_("Where"), accessor=_where),
    ]
    list_export: ClassVar[list[str]] = [
        "address",
        "state_label",
        "historical",
        "answer",
        "failing_since",
        "seen_alive_at",
        "checked_at",
        "places",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "address": _("Web address"),
        "state_label": _("State"),
        "historical": _("Historical address"),
        "answer": _("Answer"),
        "failing_since": _("Failing since"),
        "seen_alive_at": _("Last seen alive"),
        "checked_at": _("Looked at"),
        "places": _("Where"),
    }
    export_filename = "links"

    def get_base_queryset(self) -> "QuerySet[WebLink]":
        return WebLink.objects.all()

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        places = collected()
        for link in object_list:
            link.found = places.get(link.address, Found())
            link.is_historical = bool(link.found.places) and link.found.is_historical
            link.historical = gettext("Yes") if link.is_historical else gettext("No")
            # What the checker says in words of ours; a status or a server's own words stay.
            link.answer = link.answer and gettext(link.answer)
            link.places = "; ".join(place.label for place in link.found.places)
            is_failing = link.failing_since and link.state != WebLink.State.DEAD
            said = [_("does not answer at present") if is_failing else link.get_state_display()]
            if link.is_historical:
                said.append(_("historical address"))
            link.state_label = capfirst(", ".join(map(str, said)))
        return object_list


def _edits(request: HttpRequest) -> bool:
    return bool(page_permission_policy.user_has_any_permission(request.user, [*EDITS]))


class LinksMenuItem(MenuItem):
    """Shown to everyone who edits pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return _edits(request)


class LinksPanel(Component):
    """How many addresses are dead, without those that are kept as historical."""

    order = 70
    template_name = "records/links_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        dead = WebLink.objects.filter(state=WebLink.State.DEAD)
        return {
            "dead": dead.exclude(address__in=historical_addresses()).count(),
            "latest": WebLink.objects.order_by("-checked_at").exclude(checked_at=None).first(),
        }


@hooks.register("register_reports_menu_item")
def links_report_in_the_menu() -> MenuItem:
    """Among the reports."""
    return LinksMenuItem(_("Links"), reverse_lazy("links_report"), icon_name="link", order=150)


@hooks.register("register_admin_urls")
def links_report_addresses() -> list[Any]:
    """The report, whole and its results alone (for filtering in place)."""
    results = LinksReport.as_view(results_only=True)
    return [
        path("reports/links/", LinksReport.as_view(), name="links_report"),
        path("reports/links/results/", results, name="links_report_results"),
    ]


@hooks.register("construct_homepage_panels")
def show_dead_links(request: HttpRequest, panels: list[Any]) -> None:
    """On the start page of those who edit pages."""
    if _edits(request):
        panels.append(LinksPanel())
