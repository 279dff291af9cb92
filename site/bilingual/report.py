"""The report on languages: every Swedish page with the state of its translation."""

import datetime as dt
from typing import Any, ClassVar

import django_filters
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.coreutils import get_content_type_label
from wagtail.models import Page, get_page_content_types
from wagtail.permissions import page_permission_policy

from bilingual.overview import State, pages_with_state
from bilingual.page_viewset import state_label
from core.report_exports import ReportExports
from core.report_table import (
    STACKING,
    LabelledBooleanColumn,
    LabelledColumn,
    LabelledDateColumn,
)


def _sections() -> Any:
    """The Swedish pages right below the home page."""
    return Page.objects.filter(locale__language_code=settings.LANGUAGE_CODE, depth=3).order_by(
        "path"
    )


class SectionFilter(django_filters.ModelChoiceFilter):
    """A section with all that lies below it."""

    def filter(self, queryset: Any, section: Page | None) -> Any:
        return queryset.descendant_of(section, inclusive=True) if section else queryset


class AgeFilter(django_filters.ChoiceFilter):
    """Changed at least so many days ago."""

    def filter(self, queryset: Any, days: str) -> Any:
        if not days:
            return queryset
        return queryset.filter(stale_since__lte=timezone.now() - dt.timedelta(days=int(days)))


class LanguageFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("English"), choices=State.choices)
    live = django_filters.ChoiceFilter(
        label=_("Published"), choices=[("True", _("Yes")), ("False", _("No"))]
    )
    content_type = ContentTypeFilter(
        label=_("Type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
    )
    section = SectionFilter(label=_("Section"), queryset=lambda request: _sections())
    owner = django_filters.ModelChoiceFilter(
        label=_("Owner"),
        queryset=lambda request: (
            get_user_model()
            .objects.filter(pk__in=Page.objects.exclude(owner=None).values("owner"))
            .order_by("username")
        ),
    )
    age = AgeFilter(
        label=_("Changed at least"),
        choices=[
            (7, _("a week ago")),
            (30, _("a month ago")),
            (90, _("three months ago")),
            (365, _("a year ago")),
        ],
    )

    class Meta:
        model = Page
        fields: ClassVar[list[str]] = ["state", "live", "content_type", "section", "owner", "age"]


def _screen_url(page: Any) -> str:
    """Where it is seen and something can be done about it."""
    if page.state == State.ENGLISH_ONLY:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return reverse("page_languages", args=[page.pk])


class LanguageReport(ReportExports, ReportView):
    page_title = _("Languages")
    template_name = "bilingual/language_report.html"
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
    table_classname = STACKING
    columns: ClassVar[list[Any]] = [
        TitleColumn("title", label=_("Page"), get_url=_screen_url, sort_key="title"),
        LabelledColumn(
            "type",
            label=_("Type"),
            accessor=lambda page: get_content_type_label(page.cached_content_type),
        ),
        LabelledColumn("state", label=_("English"), accessor=state_label, sort_key="state"),
        LabelledColumn("owner", label=_("Owner"), accessor="owner", sort_key="owner__username"),
        LabelledBooleanColumn("live", label=_("Published"), sort_key="live"),
        LabelledDateColumn("stale_since", label=_("Changed since"), sort_key="stale_since"),
        LabelledDateColumn(
            "last_published_at", label=_("Swedish published"), sort_key="last_published_at"
        ),
    ]
    list_export: ClassVar[list[str]] = [
        "title",
        "state",
        "live",
        "changed",
        "stale_since",
        "stale_by",
        "only_reason",
        "owner",
        "last_published_at",
        "url",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "title": _("Page"),
        "state": _("English"),
        "live": _("Published"),
        "changed": _("Changed texts"),
        "stale_since": _("Changed since"),
        "stale_by": _("Changed by"),
        "only_reason": _("Reason for Swedish only"),
        "owner": _("Owner"),
        "last_published_at": _("Swedish published"),
        "url": _("Address"),
    }
    export_filename = "languages"

    def get_base_queryset(self) -> "QuerySet[Page]":
        # All of them: a translator must see what is missing too, and what is about to be.
        return pages_with_state().select_related("owner", "locale")
