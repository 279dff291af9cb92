"""keep.eu's workbook: a sheet of projects, and one of their partners."""

from typing import Any

from core.tables import as_xlsx
from networks.exporting.rows import cells, facts_of, facts_of_partner, fetch, key_of, table_of
from networks.importing.funding import names_of
from networks.models.project_rows import PartnerRole
from networks.naming.keep import (
    ACRONYM,
    CURRENCY,
    KEY,
    LEAD,
    ORGANISATION,
    PART,
    PIC,
    PROGRAMME,
    PROJECT,
    ROLE,
    STATE,
)

PROJECT_COLUMNS = [KEY[0], *(columns[0] for columns in PROJECT.values()), CURRENCY, STATE]
PARTNER_COLUMNS = [
    KEY[0],
    PROGRAMME[0],
    ACRONYM[0],
    LEAD[0],
    ROLE,
    *(columns[0] for columns in ORGANISATION.values()),
    PIC[0],
    *(columns[0] for columns in PART.values()),
]
# In a workbook a number is a number and a day a day.
TYPED = ("starts_on", "ends_on", "budget", "grant")


def as_workbook(pages: list[Any]) -> bytes:
    """The projects, and a row for each partner of each."""
    projects, partners = [], []
    for page in fetch(pages):
        facts: dict[str, Any] = facts_of(page)
        facts |= {name: getattr(page, name) for name in TYPED}
        if page.programme:
            # With its period, as keep.eu names it, if that is known.
            facts["programme"] = names_of(page.programme)[1]
        row = {
            **cells(PROJECT, facts),
            KEY[0]: key_of(page, facts, "keep"),
            CURRENCY: facts["currency"],
            STATE: page.status,
        }
        projects.append(row)
        same = {name: row[name] for name in (KEY[0], PROGRAMME[0], ACRONYM[0])}
        partners += [same | _partner(partner) for partner in page.partner_rows]
    return as_xlsx(
        table_of("Projects", PROJECT_COLUMNS, projects),
        table_of("Partners", PARTNER_COLUMNS, partners),
    )


def _partner(row: Any) -> dict[str, Any]:
    facts = facts_of_partner(row.organisation)
    return {
        **cells(ORGANISATION, facts),
        **cells(PART, {"contribution": row.contribution}),
        LEAD[0]: "Yes" if row.role == PartnerRole.LEAD else "No",
        ROLE: row.role,
        PIC[0]: facts["pic"],
    }
