"""A spreadsheet of one's own: a row for each project, or one for each of its partners."""

from functools import cache
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.sheets.sheet import Row, SheetError
from core.sheets.words import folded, name_by_heading
from networks.importing.facts import PAGE_FIELDS
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
from networks.importing.values import pic_of
from networks.models import PartnerRole, ProjectIdentifier, ProjectPage, ProjectPartner
from networks.models.project import JUDGED_STATES
from records.models import Organisation

PROJECT = ("title", *PAGE_FIELDS)
PART = ("role", "contribution", "grant", "left_on")
ORGANISATION = ("acronym", "country", "town", "pic", "registration_number", "web_address")
SCHEMES = [scheme.value for scheme in ProjectIdentifier.Scheme if scheme.value != "other"]
CHOICES: dict[str, Any] = {"state": JUDGED_STATES, "city_role": PartnerRole, "role": PartnerRole}


@cache
def headings() -> dict[str, Any]:
    """The columns by name, with the headings that they may have in either language."""
    found: dict[str, Any] = {"reference": gettext_lazy("Reference")}
    model: Any = ProjectPage
    found |= {name: model._meta.get_field(name).verbose_name for name in PROJECT}
    found |= {scheme: scheme for scheme in SCHEMES}
    found["locations"] = gettext_lazy("Locations (NUTS codes)")
    found["partner_name"] = gettext_lazy("Partner")
    of_partners: list[tuple[Any, str]] = [(Organisation, name) for name in ORGANISATION]
    of_partners += [(ProjectPartner, name) for name in PART]
    for model, name in of_partners:
        label = model._meta.get_field(name).verbose_name
        found[f"partner_{name}"] = format_lazy("{}: {}", gettext_lazy("Partner"), label)
    return found


def read(parts: list[Part], found: Found) -> Found:
    """The projects of the parts. Raises SheetError."""
    for part in parts:
        names = {column: name_by_heading(column, headings()) for column in part.sheet.columns}
        if not {"title", "acronym", "full_title"}.intersection(filter(None, names.values())):
            known = ", ".join(headings())
            raise SheetError(
                _("No column has the projects' names. Known columns are: %(names)s.")
                % {"names": known}
            )
        renamed = _renamed(part, names)
        by_key: dict[str, FoundProject] = {}
        for row in renamed.sheet.rows:
            project = _project(renamed, row)
            owner = by_key.setdefault(project.key or f"row {row.number}", project)
            if owner is project:
                found.projects.append(project)
            else:
                _fill(owner, project)
            _partner(owner, renamed, row)
            carry_faults(owner, renamed, row)
        finish(found, [renamed])
    return found


def _renamed(part: Part, names: dict[str, str | None]) -> Part:
    """The part with its columns under their own names; a name that two columns have is refused."""
    known = [name for name in names.values() if name]
    if len(known) != len(set(known)):
        twice = sorted({name for name in known if known.count(name) > 1})
        raise SheetError(
            _("Several columns mean the same: %(names)s.") % {"names": ", ".join(twice)}
        )
    new = {column: name or column for column, name in names.items()}
    for row in part.sheet.rows:
        row.cells = {new.get(column, column): text for column, text in row.cells.items()}
        row.faults = [(new.get(column, column), why) for column, why in row.faults]
        row.warnings = [(new.get(column, column), why) for column, why in row.warnings]
    part.sheet.columns = [new[column] for column in part.sheet.columns]
    return Part(part.name, part.sheet)


def _project(part: Part, row: Row) -> FoundProject:
    project = FoundProject(Row(row.number))
    for name in PROJECT:
        text = part.cell(row, name)
        if name == "currency":
            continue
        if name in CHOICES:
            text = _choice(project, name, text)
        take(project, project.facts, name, text)
    take_currency(project, part.cell(row, "currency"))
    if not {"budget", "grant", "city_share"} & project.facts.keys():
        project.facts.pop("currency", None)
    for scheme in SCHEMES:
        if text := part.cell(row, scheme):
            project.identifiers[scheme] = text
    for code in part.cell(row, "locations").replace(",", ";").replace("\n", ";").split(";"):
        take_location(project, code.strip(), "")
    names = ("acronym", "full_title", "title")
    own = (project.facts.get(name, "") for name in ("grant_agreement", *names))
    project.key = part.cell(row, "reference") or next(filter(None, own), "")
    return project


def _choice(project: FoundProject, name: str, text: str) -> str:
    """The value of a choice by its code, or by its name in Swedish or English."""
    if not text:
        return ""
    for language in ("sv", "en"):
        with override(language):
            for choice in CHOICES[name]:
                if folded(text) in (folded(choice.value), folded(str(choice.label))):
                    return str(choice.value)
    known = ", ".join(f"{choice.value} ({choice.label})" for choice in CHOICES[name])
    why = _("“%(code)s” is not known. There is: %(known)s.")
    project.fault(name, why % {"code": text[:60], "known": known})
    return ""


def _fill(owner: FoundProject, project: FoundProject) -> None:
    """A further row of the same project: adds what it says; what it says otherwise is a fault."""
    for name, text in project.facts.items():
        if owner.facts.setdefault(name, text) != text:
            owner.fault(name, _("Two rows of the file say different things of it."))
    owner.identifiers |= project.identifiers
    owner.locations |= project.locations
    owner.row.faults += project.row.faults
    owner.row.warnings += project.row.warnings


def _partner(project: FoundProject, part: Part, row: Row) -> None:
    partner = FoundPartner()
    names: dict[str, tuple[str, ...]] = {name: (f"partner_{name}",) for name in ORGANISATION}
    take_all(project, partner.organisation, part, row, {"name": ("partner_name",), **names})
    role = _choice(project, "role", part.cell(row, "partner_role"))
    partner.part["role"] = role or PartnerRole.PARTNER
    for name in ("contribution", "grant", "left_on"):
        take(project, partner.part, name, part.cell(row, f"partner_{name}"))
    if not partner.organisation:
        return
    try:
        pic_of(partner.organisation.get("pic") or "0" * 9)
    except ValueError as error:
        project.fault("partners", str(error))
    add_partner(project, partner)
