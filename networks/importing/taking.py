"""What all sources have in common when a row's cells become facts."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.sheets.sheet import Row, SheetError
from networks.importing.found import Facts, Found, FoundPartner, FoundProject
from networks.importing.parts import Part
from networks.importing.values import amount_of, country_of, day_of, registration_of
from networks.models.money import Currency
from networks.models.project import JUDGED_STATES, ProjectState
from networks.models.project_rows import nuts_format

# How the text of a fact is brought into its one form.
READERS: dict[str, Callable[[str], str]] = {
    "starts_on": day_of,
    "ends_on": day_of,
    "left_on": day_of,
    "budget": amount_of,
    "grant": amount_of,
    "city_share": amount_of,
    "contribution": amount_of,
    "country": country_of,
    "registration_number": registration_of,
}


def take(project: FoundProject, into: Facts, name: str, text: str) -> None:
    """Sets a fact, or notes what is wrong with it."""
    if not text:
        return
    try:
        into[name] = READERS.get(name, str)(text)
    except ValueError as error:
        project.fault(name, str(error))


def take_all(
    project: FoundProject, into: Facts, part: Part, row: Row, names: Mapping[str, tuple[str, ...]]
) -> None:
    """Sets each fact from the first of its columns that says something.

    A record may be on record by what the next ones say.
    """
    for name, columns in names.items():
        texts = part.cells(row, *columns)
        take(project, into, name, next(iter(texts), ""))
        if name in ("programme", "call") and texts[1:]:
            project.also[name] = texts[1:]


def take_currency(project: FoundProject, text: str) -> None:
    """The currency of all amounts; those in another one than is kept here are left out."""
    code = text.upper() or Currency.EUR
    if code in Currency.values:
        project.facts["currency"] = code
        return
    amounts = {"budget", "grant", "city_share"} & project.facts.keys()
    for name in amounts:
        del project.facts[name]
    why = _("Amounts in %(currency)s are not kept here: they are left out.")
    project.warn("currency", why % {"currency": text[:10]})


def take_state(project: FoundProject, text: str) -> None:
    """The state as the site's own files name it; any other word says nothing."""
    if text.lower() in ProjectState:
        state = ProjectState(text.lower())
        # That it runs or is closed follows from its dates.
        project.facts["state"] = state if state in JUDGED_STATES else ProjectState.GRANTED


def take_location(project: FoundProject, code: str, name: str) -> None:
    """A region by its NUTS code, with its name if the row has it; no such code is told."""
    code = code.upper()
    if not code:
        return
    try:
        nuts_format(code)
    except Exception:
        project.warn("locations", _("“%(code)s” is no NUTS code: left out.") % {"code": code[:40]})
    else:
        project.locations[code] = project.locations.get(code) or name


def add_partner(project: FoundProject, partner: FoundPartner) -> None:
    """Adds an organisation once; what its second row says otherwise is told."""
    if not partner.organisation.get("name"):
        project.warn("partners", _("A partner without a name is left out."))
        return
    for known in project.partners:
        if known.key == partner.key:
            if (known.organisation, known.part) != (partner.organisation, partner.part):
                why = _("%(name)s is there more than once: the first time counts.")
                project.warn("partners", why % {"name": partner.named})
            return
    project.partners.append(partner)


def finish(found: Found, parts: list[Part]) -> Found:
    """Says how the parts were read and what was not asked for; drops what is wrong with columns
    that nobody reads.
    """
    for part in parts:
        found.notes += [f"{part.name}: {note}" for note in part.sheet.notes]
        found.not_read += part.not_read()
        for row in part.sheet.rows:
            row.faults = [pair for pair in row.faults if pair[0] in part.asked or not pair[0]]
    if not found.projects:
        raise SheetError(_("The file has no projects."))
    return found


def carry_faults(project: FoundProject, part: Part, row: Row) -> None:
    """What was wrong with the cells of a row that were asked for."""
    project.row.faults += [pair for pair in row.faults if pair[0] in part.asked or not pair[0]]
    project.row.warnings += [pair for pair in row.warnings if pair[0] in part.asked]


def note_strangers(found: Found, number: int) -> None:
    """Says how many organisations belong to no project of the file."""
    if number:
        text = ngettext(
            "%(count)s organisation is of a project that the file does not have: left out.",
            "%(count)s organisations are of projects that the file does not have: left out.",
            number,
        )
        found.notes.append(text % {"count": number})
