"""Projects as open data: whom with, for what, with which money, and what of the policy they do."""

import datetime as dt
from typing import Any

from django.db.models import prefetch_related_objects
from ninja import Schema
from pydantic import Field

from core.api import (
    SOURCE,
    Label,
    Record,
    Reference,
    Text,
    Versions,
    describers,
    label_of,
    record_of,
    rows_of,
    text_of,
)
from core.references import linked_ids
from networks.api_shapes import (
    Shared,
    WebAddress,
    all_of,
    amount_of,
    choice_of,
    document_of,
    web_address_of,
)
from networks.models import PartnerRole, ProjectPage
from networks.models.programme import Fund
from records.models import Organisation


class Participant(Schema):
    """An organisation in a project; `left_on`: the day on which it left."""

    organisation: Record
    country: str | None
    pic: str | None
    registration_number: str | None
    role: Label
    contribution: str | None
    grant: str | None
    left_on: dt.date | None


class Identifier(Schema):
    """What the project is called in another database: CORDIS, keep.eu, Kohesio."""

    scheme: str
    identifier: str
    address: str | None = Field(description="The project's page there, if there is one.")


class Money(Schema):
    """Amounts as text, exact, in one currency."""

    currency: str
    budget: str | None
    grant: str | None
    grant_rate: str | None = Field(description="The grant in per cent of the budget.")
    city_share: str | None


class Funding(Schema):
    """The programme and call; the numbers are as the programme writes them."""

    programme: Record | None
    fund: Label | None
    period_start: int | None = Field(description="The programming period's first year.")
    period_end: int | None
    call: Record | None
    call_identifier: str | None
    grant_agreement: str | None
    objective_code: str | None


class Location(Schema):
    """Where it is carried out: a region by its NUTS code, and its own name."""

    nuts: str
    name: str | None


class Made(Schema):
    """A deliverable: a document, or an address on another site."""

    title: Text
    document: str | None
    web_address: str | None
    published_on: dt.date | None


class Facts(Schema):
    """What a project has beside what every partner has."""

    acronym: str | None
    full_title: str | None
    status: Label
    city_role: Label | None
    funding: Funding
    money: Money
    partners: list[Participant]
    identifiers: list[Identifier]
    nuts: list[str] = Field(description="Where it is carried out, by NUTS code.")
    locations: list[Location]
    results: Text
    deliverables: list[Made]
    web_address: WebAddress | None
    operation: Record | None
    networks: list[Reference]
    twin_towns: list[Reference]
    partner_regions: list[Reference]
    statements: list[Reference]
    methods: list[Reference]


# With these the facts of many projects cost as many queries as those of one.
ALONG = ("operation", "programme", "call")
ROWS = ("partners__organisation", "identifiers", "locations")
LINKED = ("networks", "twin_towns", "partner_regions", "statements", "methods")


def project_facts(found: list[Versions], shared: Shared) -> dict[int, dict[str, Any]]:
    """What `Facts` takes, by the id of the Swedish page."""
    prefetch_related_objects(all_of(found), "deliverables__document")
    versions_by = {versions[SOURCE].pk: versions for versions in found}
    ids = list(versions_by)
    projects = ProjectPage.objects.filter(pk__in=ids).select_related(*ALONG).prefetch_related(*ROWS)
    linked = {name: _linked(name, ids) for name in LINKED}
    return {
        project.pk: {
            "acronym": project.acronym or None,
            "full_title": project.full_title or None,
            "status": label_of(project.status),
            "city_role": label_of(PartnerRole(project.city_role)) if project.city_role else None,
            "funding": _funding(project),
            "money": Money(
                currency=project.currency,
                budget=amount_of(project.budget),
                grant=amount_of(project.grant),
                grant_rate=amount_of(project.rate),
                city_share=amount_of(project.city_share),
            ),
            "partners": [_participant(row) for row in project.partners.all()],
            "identifiers": [
                Identifier(
                    scheme=row.scheme, identifier=row.identifier, address=row.address or None
                )
                for row in project.identifiers.all()
            ],
            "nuts": [row.nuts for row in project.locations.all()],
            "locations": [
                Location(nuts=row.nuts, name=row.name or None) for row in project.locations.all()
            ],
            "results": text_of(versions_by[project.pk], "results"),
            "deliverables": [
                _made(row) for row in rows_of(versions_by[project.pk], "deliverables")
            ],
            "web_address": web_address_of(project, shared),
            "operation": record_of(project.operation) if project.operation else None,
            **{name: linked[name][project.pk] for name in LINKED},
        }
        for project in projects
    }


def _funding(project: ProjectPage) -> Funding:
    call, programme = project.call, project.programme
    return Funding(
        programme=record_of(programme) if programme else None,
        fund=choice_of(Fund, programme.fund) if programme else None,
        period_start=programme.period_start if programme else None,
        period_end=programme.period_end if programme else None,
        call=record_of(call) if call else None,
        call_identifier=(call.identifier if call else None) or None,
        grant_agreement=project.grant_agreement or None,
        objective_code=project.objective_code or None,
    )


def _participant(row: Any) -> Participant:
    organisation: Organisation = row.organisation
    return Participant(
        organisation=record_of(organisation),
        country=organisation.country or None,
        pic=organisation.pic or None,
        registration_number=organisation.registration_number or None,
        role=label_of(PartnerRole(row.role)),
        contribution=amount_of(row.contribution),
        grant=amount_of(row.grant),
        left_on=row.left_on,
    )


def _made(row: Versions) -> Made:
    source = row[SOURCE]
    return Made(
        title=text_of(row, "title"),
        document=document_of(source.document),
        web_address=source.web_address or None,
        published_on=source.published_on,
    )


def _linked(name: str, ids: list[int]) -> dict[int, list[Reference]]:
    """By project, what its field `name` refers to, as it is public. Two queries or three."""
    links = linked_ids(ProjectPage, name, ids)
    known = describers[name]({other for others in links.values() for other in others})
    return {
        project: [known[other] for other in links.get(project, []) if other in known]
        for project in ids
    }
