"""Gives pages and organisations in memory the facts that are taken."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from core.periods import Precision
from networks.importing.found import Facts, FoundPartner, FoundProject
from networks.models import (
    Call,
    Programme,
    ProjectIdentifier,
    ProjectIndexPage,
    ProjectLocation,
    ProjectPage,
    ProjectPartner,
)
from records.models import Organisation

DAYS = ("starts_on", "ends_on", "left_on")
NUMBERS = ("budget", "grant", "city_share", "contribution", "latitude", "longitude")
RECORDS: dict[str, Any] = {"programme": Programme, "call": Call}


def new_page(index: ProjectIndexPage, user: Any) -> ProjectPage:
    """An empty draft below the index."""
    return ProjectPage(locale=index.locale, owner=user, live=False, precision=Precision.DAY)


def organisation_of(partner: FoundPartner, code: str) -> Organisation:
    """An organisation that is not on record yet, unsaved."""
    name = partner.organisation["name"]
    record = Organisation(code=code, name_sv=name, name_en=name)
    known = {field.name for field in Organisation._meta.fields}
    set_facts(record, {n: t for n, t in partner.organisation.items() if n in known})
    return record


def value_of(name: str, text: str) -> Any:
    """A fact's text as the field's value."""
    if name in DAYS:
        return dt.date.fromisoformat(text) if text else None
    if name in NUMBERS:
        return Decimal(text) if text else None
    if name in RECORDS:
        return RECORDS[name].objects.get(code=text) if text else None
    return text


def set_facts(instance: Any, facts: Facts) -> None:
    """Sets fields of a page, a row or a record."""
    for name, text in facts.items():
        setattr(instance, name, value_of(name, text))


def apply(
    page: ProjectPage, facts: Facts, records: dict[str, Organisation], new: FoundProject | None
) -> None:
    """Sets the facts on the page, unsaved; `new` is the project that a new page is of."""
    fields = {name: text for name, text in facts.items() if "." not in name and name != "key"}
    if not (page.starts_on or page.ends_on) and {"starts_on", "ends_on"} & fields.keys():
        page.precision = Precision.DAY
    set_facts(page, fields)
    if new is not None:
        _name(page, new)
    for fact, text in facts.items():
        kind, _dot, rest = fact.partition(".")
        if kind == "identifier":
            _set_identifier(page, rest, text)
        elif kind == "location":
            _set_location(page, rest, text)
        elif kind == "partner":
            code, _dot, field = rest.partition(".")
            _set_partner(page, records[code], field or "role", text)


def _name(page: ProjectPage, found: FoundProject) -> None:
    """A title that fits: the source's own, else the acronym, else the full title."""
    limit = ProjectPage._meta.get_field("title").max_length or 255
    own, full = found.facts.get("title", ""), found.facts.get("full_title", "")
    page.title = own or (full if 0 < len(full) <= limit else found.facts.get("acronym", "")) or full
    if page.title == full and not own:
        # What the databases give is English.
        page.title_language = "en"
    page.slug = slugify(found.facts.get("acronym") or page.title)[:200] or "projekt"
    page.draft_title = page.title


def _set_identifier(page: ProjectPage, scheme: str, text: str) -> None:
    for row in page.identifiers.all():
        if row.scheme == scheme:
            row.identifier = text
            return
    page.identifiers.add(ProjectIdentifier(scheme=scheme, identifier=text))


def _set_location(page: ProjectPage, nuts: str, text: str) -> None:
    name = "" if text == nuts else text
    for row in page.locations.all():
        if row.nuts == nuts:
            row.name = name
            return
    page.locations.add(ProjectLocation(nuts=nuts, name=name))


def _set_partner(page: ProjectPage, record: Organisation, field: str, text: str) -> None:
    for row in page.partners.all():
        if row.organisation.code == record.code:
            setattr(row, field, value_of(field, text))
            return
    row = ProjectPartner(organisation=record)
    setattr(row, field, value_of(field, text))
    page.partners.add(row)
