"""CORDIS: projects and organisations, as the EU's open data portal publishes them."""

from decimal import Decimal

from django.utils.translation import gettext as _

from core.sheets.sheet import Row, SheetError
from networks.importing.found import Found, FoundPartner, FoundProject
from networks.importing.parts import Part
from networks.importing.taking import (
    add_partner,
    carry_faults,
    finish,
    note_strangers,
    take,
    take_all,
    take_currency,
    take_location,
    take_state,
)
from networks.importing.values import coordinates_of, pic_of, yes_or_no
from networks.models import PartnerRole
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

ROLES_BY_NAME = {name.casefold(): role for name, role in ROLES.items()}


def read(parts: list[Part], found: Found) -> Found:
    """The projects of the parts. Raises SheetError."""
    organisations = [part for part in parts if _has_organisations(part)]
    projects = [part for part in parts if _has_projects(part)]
    if not projects:
        raise SheetError(_("There is no project.csv of CORDIS, with columns id, acronym, title …"))
    by_key: dict[str, FoundProject] = {}
    for part in projects:
        for row in part.sheet.rows:
            project = _project(part, row)
            if project.key in by_key:
                project.fault("", _("The file has this project more than once."))
            by_key.setdefault(project.key, project)
            found.projects.append(project)
    strangers = 0
    for part in organisations:
        for row in part.sheet.rows:
            owner = by_key.get(part.cell(row, OF_PROJECT))
            if owner is None:
                strangers += 1
            else:
                _partner(owner, part, row)
    for project in found.projects:
        _drop_zeros(project)
    note_strangers(found, strangers)
    if not organisations:
        found.notes.append(_("There is no organization.csv beside it: partners are not read."))
    others = [part for part in parts if not (_has_projects(part) or _has_organisations(part))]
    _note_other_tables(found, others)
    return finish(found, [*projects, *organisations])


def is_needed(name: str) -> bool:
    """Whether a file of the zip is one of the two tables that are read, by its name."""
    return "project" in name.casefold() or "organi" in name.casefold()


def _has_projects(part: Part) -> bool:
    """Not webLink, which has an id too."""
    return part.has(*KEY) and part.has("acronym", "title") and not part.has(OF_PROJECT)


def _has_organisations(part: Part) -> bool:
    """Not the tables of topics, legal bases, links and so on, which name their project too."""
    return part.has(OF_PROJECT) and part.has("organisationID", ROLE)


def _note_other_tables(found: Found, parts: list[Part]) -> None:
    if parts:
        why = _("Tables of CORDIS that have no place here and are not read: %(names)s.")
        found.notes.append(why % {"names": ", ".join(part.name for part in parts)})


def _drop_zeros(project: FoundProject) -> None:
    """CORDIS writes 0 for an amount that it does not give, which is no amount of a project."""
    why = _("CORDIS writes 0 where it gives no amount: taken as not given.")
    for name in ("budget", "grant"):
        if _is_zero(project.facts.get(name, "")):
            del project.facts[name]
            project.warn(name, why)
    for partner in project.partners:
        if _is_zero(partner.part.get("grant", "")):
            del partner.part["grant"]
    without = [one for one in project.partners if _is_zero(one.part.get("contribution", ""))]
    for partner in without:
        del partner.part["contribution"]
    if without:
        names = ", ".join(partner.organisation.get("name", "") for partner in without)
        project.warn("partners", f"{names}: {why}")


def _is_zero(amount: str) -> bool:
    return bool(amount) and not Decimal(amount)


def _project(part: Part, row: Row) -> FoundProject:
    project = FoundProject(Row(row.number))
    take_all(project, project.facts, part, row, PROJECT)
    project.key = part.cell(row, *KEY)
    if not project.key:
        project.fault("grant_agreement", _("The project has no number (id)."))
    # Its number is the grant agreement's, unless the file tells them apart.
    number = part.cell(row, REFERENCE) if part.has(REFERENCE) else project.key
    if not project.is_ours:
        project.identifiers["cordis"] = project.key
    take(project, project.facts, "grant_agreement", number)
    take_currency(project, part.cell(row, *CURRENCY))
    status = part.cell(row, STATUS).upper()
    if status in ("SIGNED", "CLOSED", "TERMINATED"):
        project.facts["state"] = "granted"
    else:
        # As the site's own file has those that were not granted.
        take_state(project, status)
    if status == "TERMINATED":
        project.warn("state", _("CORDIS says that it was ended before its time."))
    elif status and "state" not in project.facts:
        project.warn("state", _("“%(text)s” is not understood.") % {"text": status[:40]})
    carry_faults(project, part, row)
    return project


def _partner(project: FoundProject, part: Part, row: Row) -> None:
    partner = FoundPartner()
    take_all(project, partner.organisation, part, row, ORGANISATION)
    name = partner.organisation.get("name", "")
    try:
        if pic := part.cell(row, *PIC):
            partner.organisation["pic"] = pic_of(pic)
        if place := part.cell(row, GEOLOCATION):
            latitude, longitude = coordinates_of(place)
            partner.organisation |= {"latitude": latitude, "longitude": longitude}
    except ValueError as error:
        project.warn("partners", f"{name}: {error}")
    role = part.cell(row, ROLE)
    partner.part["role"] = ROLES_BY_NAME.get(role.casefold(), "")
    if not partner.part["role"]:
        partner.part["role"] = PartnerRole.PARTNER
        why = _("%(name)s: the role “%(role)s” is not understood, taken as partner.")
        project.warn("partners", why % {"name": name, "role": role[:40]})
    # What the Commission pays it is another thing than its part of the budget.
    take(project, partner.part, "contribution", part.cell(row, CONTRIBUTION))
    take(project, partner.part, "grant", part.cell(row, GRANT))
    _leaving(project, partner, part.cell(row, LEFT))
    if nuts := part.cell(row, "nutsCode"):
        # The row has the partner's town, which is no name of the region.
        take_location(project, nuts.rpartition("/")[2], "")
    add_partner(project, partner)
    carry_faults(project, part, row)


def _leaving(project: FoundProject, partner: FoundPartner, text: str) -> None:
    try:
        if text and yes_or_no(text):
            why = _("%(name)s left before the end; the file does not say when.")
            project.warn("partners", why % {"name": partner.organisation.get("name", "")})
    except ValueError:
        take(project, partner.part, "left_on", text)
