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
)
from networks.importing.values import pic_of, yes_or_no
from networks.models import PartnerRole

ACRONYM = ("Project acronym", "Acronym")
TITLE = ("Project name in English", "Project name", "Project title")
NAME = ("Organisation in English", "Organisation", "Partner name in English", "Partner name")
PROJECT = {
    "acronym": ACRONYM,
    "full_title": TITLE,
    "programme": ("Programme",),
    "starts_on": ("Project start", "Project start date", "Start date"),
    "ends_on": ("Project end", "Project end date", "End date"),
    "budget": (
        "Project's total budget / expenditure",
        "Total budget/expenditure",
        "Project's total budget",
        "Total budget",
    ),
    "grant": ("Project's EU funding", "Total EU funding (amount)", "EU funding"),
    "objective_code": ("Specific objective code",),
    "web_address": ("Project website", "Website"),
}
ORGANISATION = {
    "name": NAME,
    "country": ("Country code", "Country"),
    "town": ("Town", "City"),
    "registration_number": (
        "(2021 - 2027) Partner's ID if not PIC",
        "Partner's ID if not PIC",
        "VAT number",
    ),
    "web_address": ("Organisation website",),
}
PART = {
    "contribution": (
        "Partner's total budget / expenditure",
        "Partner's total budget",
        "Partner's budget",
    ),
}


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
                found.projects.append(project)
    strangers = 0
    for part in partners:
        for row in part.sheet.rows:
            owner = by_key.get(_key(part, row))
            if owner is None:
                strangers += 1
            else:
                _partner(owner, part, row)
    note_strangers(found, strangers)
    return finish(found, parts)


def _key(part: Part, row: Row) -> str:
    """keep.eu gives no number of its own: a project is its programme and its acronym."""
    return f"{part.cell(row, 'Programme')} / {part.cell(row, *ACRONYM)}"


def _project(part: Part, row: Row, key: str) -> FoundProject:
    project = FoundProject(Row(row.number), key)
    take_all(project, project.facts, part, row, PROJECT)
    if identifier := part.cell(row, "keep.eu ID", "Project ID", "Keep ID"):
        project.identifiers["keep"] = identifier
    # keep.eu converts all amounts.
    take_currency(project, part.cell(row, "Currency"))
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
        codes = ("Participant Identification Code", "(2021 - 2027) PIC", "PIC")
        if pic := part.cell(row, *codes):
            partner.organisation["pic"] = pic_of(pic)
    except ValueError as error:
        project.warn("partners", f"{name}: {error}")
    lead = part.cell(row, "Lead partner", "Lead Partner (Yes/No)")
    try:
        is_lead = bool(lead) and yes_or_no(lead)
    except ValueError as error:
        is_lead = False
        project.warn("partners", f"{name}: {error}")
    partner.part["role"] = PartnerRole.LEAD if is_lead else PartnerRole.PARTNER
    nuts = part.cell(row, "NUTS 3 code", "NUTS III code", "NUTS3", "NUTS 3")
    take_location(project, nuts, part.cell(row, "NUTS 3 name", "NUTS III name", "Region"))
    add_partner(project, partner)
    carry_faults(project, part, row)
