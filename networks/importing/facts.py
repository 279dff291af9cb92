"""What a project's page and an organisation say now, fact by fact, each as text."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.city import CITY_CODE
from core.periods import first_day, last_day
from core.sheets.words import clean_text
from networks.importing.found import Facts, FoundProject
from networks.models.project import ProjectPage
from networks.models.project_rows import ProjectPartner
from records.models import Organisation

PAGE_FIELDS = (
    "acronym",
    "full_title",
    "state",
    "programme",
    "call",
    "grant_agreement",
    "objective_code",
    "city_role",
    "starts_on",
    "ends_on",
    "budget",
    "grant",
    "city_share",
    "currency",
    "web_address",
    "introduction",
    "results",
)
PART_FIELDS = ("contribution", "grant", "left_on")
ORGANISATION_FIELDS = (
    "acronym",
    "country",
    "town",
    "pic",
    "registration_number",
    "latitude",
    "longitude",
    "web_address",
)


def as_text(instance: Any, name: str) -> str:
    """A field's value as it is compared; a number with all decimals, which a draft may lack."""
    value = getattr(instance, name)
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.{instance._meta.get_field(name).decimal_places}f}"
    return str(value) if isinstance(value, str) else getattr(value, "code", str(value))


def own_facts_of_page(page: ProjectPage) -> Facts:
    """What the page says of itself, without its partners."""
    facts = {name: as_text(page, name) for name in PAGE_FIELDS}
    for row in page.identifiers.all():
        facts[f"identifier.{row.scheme}"] = row.identifier
    for row in page.locations.all():
        # A region without a name is told by its code, so that it is there at all.
        facts[f"location.{row.nuts}"] = row.name or row.nuts
    return facts


def facts_of_page(page: ProjectPage) -> Facts:
    """What the page says, as it is in memory."""
    facts = own_facts_of_page(page)
    for row in page.partners.all():
        code = row.organisation.code
        facts[f"partner.{code}"] = row.role
        facts |= {f"partner.{code}.{name}": as_text(row, name) for name in PART_FIELDS}
    return facts


def words_of(page: ProjectPage) -> dict[str, set[str]]:
    """What the page is called, and says of itself, in either language, as a file has it: what is
    no news of the fact by that name. One query.
    """
    versions = ProjectPage.objects.filter(translation_key=page.translation_key)
    own = [
        (page.title, page.introduction),
        *versions.values_list("title", "introduction"),
    ]
    return {
        "full_title": {clean_text(title) for title, _text in own},
        "introduction": {clean_text(text) for _title, text in own},
    }


def facts_of_organisation(organisation: Organisation) -> Facts:
    """What the record says."""
    return {name: as_text(organisation, name) for name in ORGANISATION_FIELDS}


def facts_in_file(found: FoundProject, codes: dict[str, str]) -> Facts:
    """What the file says of a project; `codes` are the organisations' codes by their key."""
    facts = {name: text for name, text in found.facts.items() if name in PAGE_FIELDS}
    facts |= {f"identifier.{scheme}": text for scheme, text in found.identifiers.items() if text}
    facts |= {f"location.{nuts}": name or nuts for nuts, name in found.locations.items()}
    for partner in found.partners:
        code = codes[partner.key]
        facts[f"partner.{code}"] = partner.part["role"]
        facts |= {f"partner.{code}.{n}": partner.part[n] for n in PART_FIELDS if n in partner.part}
    return facts


def role_of_the_city(facts: Facts) -> Facts:
    """What a file's facts say of the city's role: as a partner, if they do not say it outright."""
    role = facts.get(f"partner.{CITY_CODE}")
    return {"city_role": role} if role and "city_role" not in facts else {}


def widened(page: ProjectPage, name: str, text: str) -> str:
    """A day as the page would keep it, by the precision that its period has."""
    widen = {"starts_on": first_day, "ends_on": last_day}.get(name)
    if widen is None or not text:
        return text
    return widen(dt.date.fromisoformat(text), page.precision).isoformat()


def said(fact: str, text: str) -> str:
    """A fact's text in the editor's words: what is chosen from a list, by its label."""
    kind, _dot, rest = fact.partition(".")
    model: Any = ProjectPage
    if kind == "partner":
        model, kind = ProjectPartner, rest.partition(".")[2] or "role"
    elif kind not in PAGE_FIELDS:
        return text
    return str(dict(model._meta.get_field(kind).flatchoices).get(text, text))


def heading_of(fact: str, names: dict[str, str]) -> str:
    """What a fact is called in the editor's language; `names` are organisations' by code."""
    kind, _dot, rest = fact.partition(".")
    if kind == "identifier" and rest:
        return f"{_('Identifier')}: {rest}"
    if kind == "location":
        return f"{_('Location')}: {rest}"
    if kind in ("partner", "organisation"):
        code, _dot, field = rest.partition(".")
        model: Any = ProjectPartner if kind == "partner" else Organisation
        label: Any = model._meta.get_field(field or "role")
        label = label.verbose_name
        return f"{names.get(code, code)}: {label}"
    if kind in (*PAGE_FIELDS, "title", "precision"):
        of_page: Any = ProjectPage
        return capfirst(str(of_page._meta.get_field(kind).verbose_name))
    for model, fields in ((ProjectPartner, PART_FIELDS), (Organisation, ORGANISATION_FIELDS)):
        # What is wrong with a partner's own cells.
        if kind in fields:
            return capfirst(str(model._meta.get_field(kind).verbose_name))
    return {"partners": _("Partners"), "locations": _("Locations")}.get(kind, kind)
