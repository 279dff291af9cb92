"""Kohesio's file of operations: a row for each, with its lead partner as the beneficiary."""

import re
from typing import Any

from core.tables import as_csv
from networks.exporting.rows import cells, facts_of, facts_of_partner, fetch, key_of, table_of
from networks.models.project_rows import PartnerRole
from networks.naming.kohesio import (
    BAR,
    COUNTRY,
    CURRENCY,
    ENTITY,
    KEY,
    ORGANISATION,
    PROJECT,
    REGIONS,
    STATE,
    SUMMARY,
    TITLE,
)

COLUMNS = [
    KEY[0],
    *(columns[0] for columns in PROJECT.values()),
    TITLE[1],
    SUMMARY[1],
    PROJECT["programme"][1],
    CURRENCY,
    STATE,
    *(columns[0] for columns in ORGANISATION.values()),
    COUNTRY[0],
    *(column for columns in REGIONS for column in columns),
]
# Two letters for the country, then one more for each level of regions; a whole country stands
# among the largest.
LENGTHS = ((5,), (4,), (3, 2))


def as_table(pages: list[Any]) -> bytes:
    """The projects as CSV; one with several lead partners has a row for each."""
    rows = []
    for page in fetch(pages):
        project = _project(page) | _titles(page)
        leads = [row.organisation for row in page.partner_rows if row.role == PartnerRole.LEAD]
        for lead in leads or [None]:
            facts = facts_of_partner(lead) if lead else {}
            beneficiary = cells(ORGANISATION, facts) | {COUNTRY[0]: facts.get("country", "")}
            rows.append(project | beneficiary)
    return as_csv(table_of("Kohesio", COLUMNS, rows))


def _project(page: Any) -> dict[str, Any]:
    facts = facts_of(page)
    key = key_of(page, facts, "kohesio")
    days = {name: _day(getattr(page, name)) for name in ("starts_on", "ends_on")}
    return {
        **cells(PROJECT, facts | days),
        **_regions(list(page.locations.all())),
        KEY[0]: f"{ENTITY}{key}" if re.fullmatch(r"Q\d+", key, re.ASCII) else key,
        PROJECT["programme"][1]: page.programme.name if page.programme else "",
        CURRENCY: facts["currency"],
        STATE: page.status,
    }


def _titles(page: Any) -> dict[str, str]:
    """The project's name and summary, as English only where they are known to be that: in which
    language the title of the grant agreement is, the page's own does not say.
    """
    name, own = page.full_title or page.title, page.locale.language_code
    language = page.title_language or ("" if page.full_title else own)
    # The English page's own title, where the full one is not known to be English.
    english = page.title if own == "en" and not page.title_language else ""
    return {
        TITLE[0]: name if language == "en" else english,
        TITLE[1]: name,
        SUMMARY[0]: page.introduction if own == "en" else "",
        SUMMARY[1]: page.introduction,
    }


def _day(day: Any) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}" if day else ""


def _regions(places: list[Any]) -> dict[str, str]:
    found = {}
    for lengths, (code, name) in zip(LENGTHS, REGIONS, strict=True):
        there = [place for place in places if len(place.nuts) in lengths]
        found[code] = BAR.join(place.nuts for place in there)
        found[name] = BAR.join(place.name for place in there)
    return found
