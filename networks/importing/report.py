"""The report on imported facts: which value came from which file, and when."""

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from core.report_exports import ReportExports
from core.report_table import STACKING, LabelledColumn, LabelledDateColumn
from networks.importing.facts import heading_of, said
from networks.importing.matching import KEY
from networks.models import ImportedFact, ImportSource, ProjectPage


class ImportedFactsFilterSet(WagtailFilterSet):
    source = django_filters.ChoiceFilter(label=_("Source"), choices=ImportSource.choices)
    page = django_filters.ModelChoiceFilter(
        label=_("Project"),
        queryset=lambda request: ProjectPage.objects.filter(
            pk__in=ImportedFact.objects.values("page")
        ).order_by("title"),
    )

    class Meta:
        model = ImportedFact
        fields: ClassVar[list[str]] = ["source", "page"]


def _owner(fact: ImportedFact) -> str:
    return fact.page.title if fact.page else str(fact.organisation)


def _owner_url(fact: ImportedFact) -> str | None:
    return reverse("wagtailadmin_pages:edit", args=[fact.page_id]) if fact.page_id else None


def _heading(fact: ImportedFact) -> str:
    return str(_("Identifier")) if fact.field.startswith(KEY) else heading_of(fact.field, {})


def _value(fact: ImportedFact) -> str:
    return said(fact.field, fact.value)


class ImportedFactsReport(ReportExports, ReportView):
    page_title = _("Imported facts")
    header_icon = "download"
    model = ImportedFact
    permission_policy = page_permission_policy
    any_permission_required: ClassVar[list[str]] = ["add", "change", "publish"]
    index_url_name = "imported_facts"
    index_results_url_name = "imported_facts_results"
    filterset_class = ImportedFactsFilterSet
    default_ordering = "-imported_at"
    is_searchable = False
    table_classname = STACKING
    columns: ClassVar[list[Any]] = [
        TitleColumn("owner", label=_("About"), accessor=_owner, get_url=_owner_url),
        LabelledColumn("fact", label=_("Fact"), accessor=_heading),
        LabelledColumn("value", label=_("Value in the file"), accessor=_value),
        LabelledColumn(
            "source", label=_("Source"), accessor="get_source_display", sort_key="source"
        ),
        LabelledColumn("file_name", label=_("File"), sort_key="file_name"),
        LabelledDateColumn("imported_at", label=_("Imported"), sort_key="imported_at"),
    ]
    list_export: ClassVar[list[str]] = [
        "page_id",
        "organisation_id",
        "field",
        "value",
        "source",
        "file_name",
        "imported_at",
    ]
    export_filename = "imported-facts"

    def get_base_queryset(self) -> QuerySet[ImportedFact]:
        return ImportedFact.objects.select_related("page", "organisation")
