"""Twin towns and partner regions as rows of a file."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.tables import Column, Table
from networks.catalogue.columns import LastCells, first_cells, first_columns, last_columns

# The kind of a partner region, beside the kinds that twin towns have.
REGION = "partner-region"


def places_table(places: list[Any], request: HttpRequest) -> Table:
    """A row for each twin town and partner region."""
    columns = [
        *first_columns(),
        Column("kind", _("Kind")),
        Column("own_name", _("Own name")),
        Column("own_language", _("Language of the own name")),
        Column("country", _("Country code")),
        Column("country_name", _("Country")),
        Column("agreement_state", _("State of the agreement")),
        Column("agreed_on", _("Signed on")),
        Column("fields", _("Fields of co-operation")),
        Column("latitude", _("Latitude")),
        Column("longitude", _("Longitude")),
        *last_columns(),
    ]
    last = LastCells(places, request)
    rows = [
        [
            *first_cells(place),
            getattr(place, "kind", REGION),
            place.own_name,
            place.own_language,
            place.country,
            place.country_name,
            place.agreement_state,
            place.agreed_on,
            place.fields,
            place.latitude,
            place.longitude,
            *last.of(place),
        ]
        for place in places
    ]
    return Table(_("Twin towns and partner regions"), columns, rows)
