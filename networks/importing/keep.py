"""keep.eu: the workbook of a search, with a sheet of projects and one of their partners."""

from django.utils.translation import gettext as _

from core.sheets.sheet import Row, SheetError
from networks.importing.found import Found, FoundPartner, FoundProject
from networks.importing.parts import Part
from networks.importing.taking import (
    add_partner,
    carry_faults,
    finish,
    note_strangers,
    take_all,
    take_currency,
    take_location,
    take_state,
)
from networks.importing.values import pic_of, yes_or_no
from networks.models import PartnerRole
from networks.naming.keep import (
    ACRONYM,
    CURRENCY,
    KEY,
    LEAD,
    NAME,
    ORGANISATION,
    PART,
    PIC,
    PROGRAMME,
    PROJECT,
    ROLE,
    STATE,
    TITLE,
)


def read(parts: list[Part], found: Found) -> Found:
    """The projects of the parts. Raises SheetError."""
    partners = [part for part in parts if part.has(*NAME) and part.has(*ACRONYM)]
    projects = [part for part in parts if part.has(*TITLE) and part.has(*ACRONYM)]
    if not projects:
        raise SheetError(
            _("No sheet has the columns “Project acronym” and “Project name in English”.")
        )
    by_key: dict[str, FoundProject] = {}
    for part in projects:
        for row in part.sheet.rows:
            key = _key(part, row)
            # A workbook of one sheet has a row for each partner.
            if key not in by_key or part not in partners:
                project = _project(part, row, key)
                if key in by_key:
                    project.fault("", _("The file has this project more than once."))
                by_key.setdefault(key, project)
                by_key.setdefault(_name(part, row), project)
                found.projects.append(project)
    strangers = 0
    for part in partners:
        for row in part.sheet.rows:
            owner = by_key.get(_key(part, row)) or by_key.get(_name(part, row))
            if owner is None:
                strangers += 1
            else:
                _partner(owner, part, row)
    note_strangers(found, strangers)
    return finish(found, parts)


def _key(part: Part, row: Row) -> str:
    """keep.eu gives no number of its own in its workbooks; another file may."""
    name = _name(part, row)
    return part.cell(row, *KEY) or name


def _name(part: Part, row: Row) -> str:
    """What tells a project from all others there: its programme and its acronym."""
    return f"{part.cell(row, *PROGRAMME)} / {part.cell(row, *ACRONYM)}"


def _project(part: Part, row: Row, key: str) -> FoundProject:
    project = FoundProject(Row(row.number), key)
    take_all(project, project.facts, part, row, PROJECT)
    if part.cell(row, *KEY) and not project.is_ours:
        project.identifiers["keep"] = key
    # keep.eu converts all amounts.
    take_currency(project, part.cell(row, CURRENCY))
    take_state(project, part.cell(row, STATE))
    carry_faults(project, part, row)
    return project


def _partner(project: FoundProject, part: Part, row: Row) -> None:
    partner = FoundPartner()
    take_all(project, partner.organisation, part, row, ORGANISATION)
    take_all(project, partner.part, part, row, PART)
    name = partner.organisation.get("name", "")
    number = partner.organisation.get("registration_number", "")
    if number.upper().startswith("ID-"):
        # “id-SE-SE 212000-2080” is what keep.eu makes of a number.
        number = number.split("-", 2)[-1].removeprefix("SE ")
        partner.organisation["registration_number"] = number
    try:
        if pic := part.cell(row, *PIC):
            partner.organisation["pic"] = pic_of(pic)
    except ValueError as error:
        project.warn("partners", f"{name}: {error}")
    lead = part.cell(row, *LEAD)
    try:
        is_lead = bool(lead) and yes_or_no(lead)
    except ValueError as error:
        is_lead = False
        project.warn("partners", f"{name}: {error}")
    partner.part["role"] = PartnerRole.LEAD if is_lead else PartnerRole.PARTNER
    if (role := part.cell(row, ROLE)) in PartnerRole:
        partner.part["role"] = role
    nuts = part.cell(row, "NUTS 3 code", "NUTS III code", "NUTS3", "NUTS 3")
    take_location(project, nuts, part.cell(row, "NUTS 3 name", "NUTS III name", "Region"))
    add_partner(project, partner)
    carry_faults(project, part, row)
