"""Kohesio: operations of the cohesion policy, one row each, as CSV, XLSX or JSON."""

from django.utils.translation import gettext as _

from core.sheets.sheet import Row, SheetError
from networks.importing.found import Found, FoundPartner, FoundProject
from networks.importing.parts import Part
from networks.importing.taking import (
    add_partner,
    carry_faults,
    finish,
    take,
    take_all,
    take_currency,
    take_location,
    take_state,
)
from networks.models import PartnerRole
from networks.naming.kohesio import (
    BAR,
    COUNTRY,
    CURRENCY,
    KEY,
    ORGANISATION,
    PROJECT,
    REGIONS,
    STATE,
    TITLE,
)


def read(parts: list[Part], found: Found) -> Found:
    """The projects of the parts. Raises SheetError."""
    by_key: dict[str, FoundProject] = {}
    known = [part for part in parts if part.has(*KEY) and part.has(*TITLE)]
    if not known:
        raise SheetError(
            _(
                "There are no columns Operation_Unique_Identifier and Operation_Name_English, "
                "as Kohesio has them."
            )
        )
    for part in known:
        for row in part.sheet.rows:
            project = _project(part, row)
            owner = by_key.setdefault(project.key, project)
            if owner is project:
                found.projects.append(project)
            elif owner.facts != project.facts:
                owner.warn("", _("The file has it more than once: the first time counts."))
            _partner(owner, part, row)
            _place(owner, part, row)
            carry_faults(owner, part, row)
    return finish(found, parts)


def _project(part: Part, row: Row) -> FoundProject:
    address = part.cell(row, *KEY)
    project = FoundProject(Row(row.number), address.rstrip("/").rpartition("/")[2])
    take_all(project, project.facts, part, row, PROJECT)
    if not project.key:
        project.fault("identifiers", _("The row has no Operation_Unique_Identifier."))
    if not project.is_ours:
        project.identifiers["kohesio"] = project.key
    take_currency(project, part.cell(row, CURRENCY))
    take_state(project, part.cell(row, STATE))
    return project


def _partner(project: FoundProject, part: Part, row: Row) -> None:
    partner = FoundPartner(part={"role": PartnerRole.LEAD})
    take_all(project, partner.organisation, part, row, ORGANISATION)
    # An operation may be in several.
    countries = sorted({code.strip() for code in part.cell(row, *COUNTRY).split(BAR)} - {""})
    if len(countries) == 1:
        take(project, partner.organisation, "country", countries[0])
    elif countries:
        why = _("Several countries (%(codes)s): which one the partner is in is left open.")
        project.warn("partners", why % {"codes": ", ".join(countries)[:80]})
    if partner.organisation.get("name"):
        add_partner(project, partner)


def _place(project: FoundProject, part: Part, row: Row) -> None:
    """The smallest regions that the row names; a larger one only where no part of it is named."""
    for code_column, name_column in REGIONS:
        codes = part.cell(row, code_column)
        names = part.cell(row, name_column).split(BAR)
        for place, text in enumerate(codes.split(BAR) if codes else ()):
            name = names[place].strip() if place < len(names) else ""
            code = text.strip().rpartition("/")[2].upper()
            if not any(known.startswith(code) and known != code for known in project.locations):
                take_location(project, code, name)
