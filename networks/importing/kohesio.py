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
)
from networks.models import PartnerRole

IDENTIFIER = ("Operation_Unique_Identifier", "Operation_Unique_Identifer")
TITLE = ("Operation_Name_English", "Operation_Name_Programme_Language")
PROJECT = {
    "full_title": TITLE,
    "starts_on": ("Operation_Start_Date",),
    "ends_on": ("Operation_End_Date",),
    "budget": ("Total_Eligible_Expenditure_amount",),
    "grant": ("Project_EU_Budget",),
    "programme": ("Programme_Code", "Programme_Name"),
    "grant_agreement": ("Operation_Local_Identifier",),
    # The most specific first.
    "objective_code": ("Specific_Objective_Code", "Thematic_Objective_ID", "Policy_Objective_ID"),
}
ORGANISATION = {
    "name": ("Beneficiary_Name",),
    "registration_number": ("Beneficiary_Local_Identifier",),
}
COUNTRY = ("Beneficiary_Country", "CountryCode", "Country")


def read(parts: list[Part], found: Found) -> Found:
    """The projects of the parts. Raises SheetError."""
    by_key: dict[str, FoundProject] = {}
    known = [part for part in parts if part.has(*IDENTIFIER) and part.has(*TITLE)]
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
    address = part.cell(row, *IDENTIFIER)
    project = FoundProject(Row(row.number), address.rstrip("/").rpartition("/")[2])
    take_all(project, project.facts, part, row, PROJECT)
    if not project.key:
        project.fault("identifiers", _("The row has no Operation_Unique_Identifier."))
    project.identifiers["kohesio"] = project.key
    take_currency(project, part.cell(row, "Total_Eligible_Expenditure_Currency"))
    return project


def _partner(project: FoundProject, part: Part, row: Row) -> None:
    partner = FoundPartner(part={"role": PartnerRole.LEAD})
    take_all(project, partner.organisation, part, row, ORGANISATION)
    # Those of an operation in several countries stand with a bar between them.
    countries = sorted({code.strip() for code in part.cell(row, *COUNTRY).split("|")} - {""})
    if len(countries) == 1:
        take(project, partner.organisation, "country", countries[0])
    elif countries:
        why = _("Several countries (%(codes)s): which one the partner is in is left open.")
        project.warn("partners", why % {"codes": ", ".join(countries)[:80]})
    if partner.organisation.get("name"):
        add_partner(project, partner)


def _place(project: FoundProject, part: Part, row: Row) -> None:
    """The smallest region that the row names; several stand with a bar between them."""
    for level in (3, 2, 1):
        codes = part.cell(row, f"NUTS{level}_Code")
        names = part.cell(row, f"NUTS{level}_Label").split("|")
        if codes:
            for place, code in enumerate(codes.split("|")):
                name = names[place].strip() if place < len(names) else ""
                take_location(project, code.strip().rpartition("/")[2], name)
            return
