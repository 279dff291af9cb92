"""The report on languages: every published Swedish page with the state of its translation."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.coreutils import get_content_type_label
from wagtail.models import Page, get_page_content_types
from wagtail.permissions import page_permission_policy

from bilingual.overview import State, pages_with_state


class LanguageFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("English"), choices=State.choices)
    content_type = ContentTypeFilter(
        label=_("Type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
    )

    class Meta:
        model = Page
        fields: ClassVar[list[str]] = ["state", "content_type"]


def _state_label(page: Any) -> str:
    label = str(State(page.state).label)
    return f"{label} ({page.changed})" if page.state == State.STALE and page.changed else label


def _edit_url(page: Any) -> str:
    """Where something can be done about it: the translation if there is one."""
    return reverse("wagtailadmin_pages:edit", args=[page.translated_id or page.pk])


class LanguageReport(ReportView):
    page_title = _("Languages")
    header_icon = "globe"
    model = Page
    permission_policy = page_permission_policy
    any_permission_required: ClassVar[list[str]] = ["add", "change", "publish"]
    index_url_name = "language_report"
    index_results_url_name = "language_report_results"
    filterset_class = LanguageFilterSet
    # What has something to do about it first.
    default_ordering = "-state"
    is_searchable = False
    columns: ClassVar[list[Any]] = [
        TitleColumn("title", label=_("Swedish page"), get_url=_edit_url, sort_key="title"),
        Column(
            "type",
            label=_("Type"),
            accessor=lambda page: get_content_type_label(page.cached_content_type),
        ),
        Column("state", label=_("English"), accessor=_state_label, sort_key="state"),
        DateColumn("stale_since", label=_("Changed since"), sort_key="stale_since"),
        DateColumn("last_published_at", label=_("Swedish published"), sort_key="last_published_at"),
    ]
    list_export: ClassVar[list[str]] = [
        "title",
        "state",
        "changed",
        "stale_since",
        "last_published_at",
        "url",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "title": _("Swedish page"),
        "state": _("English"),
        "changed": _("Changed texts"),
        "stale_since": _("Changed since"),
        "last_published_at": _("Swedish published"),
        "url": _("Address"),
    }
    export_filename = "languages"

    def get_base_queryset(self) -> "QuerySet[Page]":
        # All of them: they are public, and a translator must see what is missing too.
        return pages_with_state()
