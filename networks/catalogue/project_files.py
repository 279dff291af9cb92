"""Projects as rows of a file."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.tables import Column, Table
from networks.catalogue.columns import LastCells, first_cells, first_columns, last_columns


def projects_table(projects: list[Any], request: HttpRequest) -> Table:
    """A row for each project; its partners stand in one cell."""
    columns = [
        *first_columns(),
        Column("acronym", _("Short name")),
        Column("full_title", _("Full title")),
        Column("status_code", _("Status code")),
        Column("status", _("Status")),
        Column("programme_code", _("Programme code")),
        Column("programme", _("Programme")),
        Column("call", _("Call")),
        Column("fund", capfirst(_("fund"))),
        Column("grant_agreement", _("Grant agreement number")),
        Column("objective_code", capfirst(_("objective code"))),
        Column("identifiers", _("Identifiers elsewhere")),
        Column("city_role", _("The city's role")),
        Column("lead_partner", _("Lead partner")),
        Column("partners", _("Partners")),
        Column("countries", _("Countries")),
        Column("nuts", _("Locations (NUTS codes)")),
        Column("budget", _("Total budget")),
        Column("grant", _("Grant")),
        Column("city_share", _("The city's share")),
        Column("currency", _("Currency")),
        Column("operation", _("Responsible operation")),
        Column("is_example", _("Example")),
        *last_columns(),
    ]
    last = LastCells(projects, request)
    prefetch_related_objects(projects, "identifiers", "locations")
    rows = [
        [
            *first_cells(project),
            project.acronym,
            project.full_title,
            project.status.value,
            str(project.status.label),
            project.programme.code if project.programme else "",
            str(project.programme or ""),
            str(project.call or ""),
            str(project.programme.get_fund_display()) if project.programme else "",
            project.grant_agreement,
            project.objective_code,
            [str(row) for row in project.identifiers.all()],
            str(project.get_city_role_display()),
            str(project.lead_partner or ""),
            [str(row.organisation) for row in project.partner_rows],
            sorted(project.countries),
            [row.nuts for row in project.locations.all()],
            project.budget,
            project.grant,
            project.city_share,
            project.currency,
            str(project.operation or ""),
            project.is_example,
            *last.of(project),
        ]
        for project in projects
    ]
    return Table(_("Projects"), columns, rows)
