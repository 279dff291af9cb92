"""The catalogue of projects."""

from collections import defaultdict
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.catalogue import Catalogue, Export
from core.facets import YEAR, ChoiceFacet, CountryFacet
from networks.catalogue.facets import FOCUS_AREA, THEME, record_facet
from networks.catalogue.project_files import projects_table
from networks.catalogue.sorts import ENDING, NAME, NEWEST
from networks.exporting import cordis, keep, kohesio
from networks.models.project import ProjectPage, ProjectState
from networks.models.project_rows import PartnerRole, ProjectPartner
from networks.project_states import state_at

# More projects than this are read for a file.
A_PAGE = 100


def with_partners(projects: list[Any]) -> None:
    """Gives each project its `partner_rows`, `lead_partner` and `countries`. One query, or two for
    a file: its many rows share organisations, of which each is then made once.
    """
    rows: dict[int, list[ProjectPartner]] = defaultdict(list)
    found = ProjectPartner.objects.filter(page__in=[project.pk for project in projects])
    along = found.select_related if len(projects) <= A_PAGE else found.prefetch_related
    for row in along("organisation").order_by("sort_order", "pk"):
        rows[row.page_id].append(row)  # type: ignore[attr-defined]
    for project in projects:
        project.partner_rows = rows[project.pk]
        leads = [r.organisation for r in project.partner_rows if r.role == PartnerRole.LEAD]
        project.lead_partner = leads[0] if leads else None
        project.countries = {row.organisation.country for row in project.partner_rows} - {""}


PROJECTS = Catalogue(
    models=(ProjectPage,),
    facets=(
        ChoiceFacet(
            "status",
            _("Status"),
            lambda model: state_at(timezone.localdate()),
            tuple(ProjectState.choices),
        ),
        record_facet("programme", _("Programme"), "programme", "networks.Programme"),
        CountryFacet(
            "country", _("Partner's country"), lambda m: "partners__organisation__country"
        ),
        FOCUS_AREA,
        THEME,
        YEAR,
        record_facet("operation", _("Responsible operation"), "operation", "records.Operation"),
    ),
    sorts=(NEWEST, ENDING, NAME),
    text_label=_("Words in title, short name, programme or partner"),
    texts=lambda model: (
        "acronym",
        "full_title",
        "grant_agreement",
        "programme__name_sv",
        "programme__name_en",
        "partners__organisation__name_sv",
        "partners__organisation__name_en",
        "partners__organisation__acronym",
    ),
    template="networks/includes/project_list.html",
    table=projects_table,
    related=("programme", "call", "operation"),
    prepare=with_partners,
    exports=(
        Export("cordis.zip", "CORDIS", cordis.as_zip, "en"),
        Export("keep.xlsx", "keep.eu", keep.as_workbook, "en"),
        Export("kohesio.csv", "Kohesio", kohesio.as_table, "en"),
    ),
)
