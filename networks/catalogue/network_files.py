"""Networks as rows of a file."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.tables import Column, Table
from networks.catalogue.columns import LastCells, first_cells, first_columns, last_columns


def networks_table(networks: list[Any], request: HttpRequest) -> Table:
    """A row for each network."""
    columns = [
        *first_columns(),
        Column("acronym", _("Short name")),
        Column("level_code", _("Level code")),
        Column("level", _("Level")),
        Column("city_role", _("The city's role")),
        Column("through", _("Through")),
        Column("founded", _("Founded")),
        Column("seat", _("Seat")),
        Column("country", _("Country")),
        Column("web_address", _("Web address")),
        *last_columns(),
    ]
    last = LastCells(networks, request)
    rows = [
        [
            *first_cells(network),
            network.acronym,
            network.level,
            str(network.get_level_display()),
            str(network.get_city_role_display()),
            str(network.through or ""),
            network.founded,
            network.seat,
            network.country,
            network.web_address,
            *last.of(network),
        ]
        for network in networks
    ]
    return Table(_("Networks"), columns, rows)
