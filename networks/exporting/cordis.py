"""CORDIS's project.csv and organization.csv, in a zip."""

from typing import Any

from django.utils import timezone

from core.tables import as_csv
from core.zips import zip_of
from networks.exporting.rows import cells, facts_of, facts_of_partner, fetch, key_of, table_of
from networks.importing.values import COUNTRY_CODES
from networks.models.project import JUDGED_STATES, ProjectState
from networks.naming.cordis import (
    CONTRIBUTION,
    CURRENCY,
    GEOLOCATION,
    GRANT,
    KEY,
    LEFT,
    OF_PROJECT,
    ORGANISATION,
    PIC,
    PROJECT,
    REFERENCE,
    ROLE,
    ROLES,
    STATUS,
)

# A role that CORDIS has several names for is called by the first.
NAMES_OF_ROLES = {role: name for name, role in reversed(ROLES.items())}
THEIR_CODES = {ours: theirs for theirs, ours in COUNTRY_CODES.items()}
# CORDIS has no projects that were not granted: those have a word of ours.
STATUSES = {
    **{state: state.upper() for state in JUDGED_STATES},
    ProjectState.GRANTED: "SIGNED",
    ProjectState.RUNNING: "SIGNED",
    ProjectState.CLOSED: "CLOSED",
}
PROJECT_COLUMNS = [
    KEY[0],
    REFERENCE,
    STATUS,
    *(columns[0] for columns in PROJECT.values()),
    CURRENCY[0],
]
PARTNER_COLUMNS = [
    OF_PROJECT,
    PIC[0],
    *(columns[0] for columns in ORGANISATION.values()),
    GEOLOCATION,
    ROLE,
    CONTRIBUTION,
    GRANT,
    LEFT,
]


def as_zip(pages: list[Any]) -> bytes:
    """The projects, and a row for each partner of each."""
    projects, partners = [], []
    for page in fetch(pages):
        facts = facts_of(page)
        key = key_of(page, facts, "cordis")
        projects.append(_project(page, facts, key))
        partners += [_partner(row, key) for row in page.partner_rows]
    files = [
        ("project.csv", as_csv(table_of("project", PROJECT_COLUMNS, projects))),
        ("organization.csv", as_csv(table_of("organization", PARTNER_COLUMNS, partners))),
    ]
    return zip_of(files, timezone.localdate(), compressed=True)


def _project(page: Any, facts: dict[str, str], key: str) -> dict[str, str]:
    if page.call and page.call.identifier:
        facts = facts | {"call": page.call.identifier}
    return {
        **cells(PROJECT, facts),
        KEY[0]: key,
        REFERENCE: facts["grant_agreement"],
        STATUS: STATUSES[page.status],
        CURRENCY[0]: facts["currency"],
    }


def _partner(row: Any, key: str) -> dict[str, Any]:
    facts = facts_of_partner(row.organisation)
    place = (facts["latitude"], facts["longitude"])
    country = facts["country"]
    return {
        **cells(ORGANISATION, facts | {"country": THEIR_CODES.get(country, country)}),
        OF_PROJECT: key,
        PIC[0]: facts["pic"],
        GEOLOCATION: ",".join(place) if all(place) else "",
        ROLE: NAMES_OF_ROLES[row.role],
        CONTRIBUTION: row.contribution,
        GRANT: row.grant,
        LEFT: str(row.left_on is not None).lower(),
    }
