"""Networks, twin towns and partner regions as open data: what each has beside the others."""

import datetime as dt
from typing import Any

from django.db.models import prefetch_related_objects
from ninja import Schema
from pydantic import Field

from core.api import (
    SOURCE,
    Label,
    Named,
    Record,
    Reference,
    Text,
    Versions,
    label_of,
    named_of,
    pages_by_id,
    record_of,
    rows_of,
    text_of,
)
from networks.api_shapes import (
    Coordinates,
    Partner,
    Shared,
    WebAddress,
    all_of,
    choice_of,
    coordinates_of,
    document_of,
    sources_of,
    web_address_of,
)
from networks.models.agreement import AgreementState
from networks.models.network import CityRole, Level, Representative
from networks.models.partner_region import Agreement as Basis
from networks.models.twin_town import TwinKind


class Fee(Schema):
    """What the city pays a year; the amount as text, exact."""

    amount: str
    currency: str
    year: int | None


class Representing(Schema):
    """Who represents the city: the role, whoever has it."""

    kind: Label
    contact: Named


class Network(Partner):
    """A network, what the city is in it, and through whom."""

    acronym: str | None
    level: Label
    role: Label | None
    through: Named | None
    founded: int | None
    seat: str | None
    coordinates: Coordinates | None
    fee: Fee | None
    benefit: Text
    decision: Reference | None
    representatives: list[Representing]
    web_address: WebAddress | None


class OwnName(Schema):
    """A place's name in its own language (BCP 47)."""

    name: str
    language: str | None


class Agreement(Schema):
    """The agreement itself, as far as it is known."""

    state: Label | None
    signed_on: dt.date | None
    document: str | None


class Place(Partner):
    """A place abroad that the city co-operates with."""

    own_name: OwnName | None
    coordinates: Coordinates | None
    agreement: Agreement
    decision: Reference | None
    fields: Text = Field(description="Fields of co-operation, in words.")
    contact_there: Named | None


class Together(Schema):
    """Something that was done together; the day is known as exactly as `precision` says."""

    happened_on: dt.date
    precision: str
    title: Text
    page: Reference | None


class TwinTown(Place):
    """A twin town, and what has been done together."""

    kind: Label
    done_together: list[Together]


class PartnerRegion(Place):
    """A partner region, what the co-operation rests on, and between whom."""

    basis: Label
    parties: list[Record]


def network_facts(found: list[Versions], shared: Shared) -> dict[int, dict[str, Any]]:
    """What `Network` takes, by the id of the Swedish page."""
    pages = sources_of(found)
    prefetch_related_objects(pages, "through", "representatives__contact")
    decisions = pages_by_id(page.decision_id for page in pages if page.decision_id)
    return {
        page.pk: {
            "acronym": page.acronym or None,
            "level": choice_of(Level, page.level),
            "role": choice_of(CityRole, page.city_role),
            "through": named_of(page.through) if page.through else None,
            "founded": page.founded,
            "seat": page.seat or None,
            "coordinates": coordinates_of(page),
            "fee": _fee(page),
            "benefit": text_of(versions, "benefit"),
            "decision": decisions.get(page.decision_id),
            "representatives": [
                Representing(
                    kind=label_of(Representative.Kind(row.kind)),
                    contact=named_of(row.contact, "role"),
                )
                for row in page.representatives.all()
            ],
            "web_address": web_address_of(page, shared),
        }
        for versions in found
        for page in [versions[SOURCE]]
    }


def _fee(page: Any) -> Fee | None:
    if page.fee is None:
        return None
    return Fee(amount=str(page.fee), currency=page.fee_currency, year=page.fee_year)


def twin_town_facts(found: list[Versions], shared: Shared) -> dict[int, dict[str, Any]]:
    """What `TwinTown` takes, by the id of the Swedish page."""
    prefetch_related_objects(all_of(found), "together")
    rows = {versions[SOURCE].pk: rows_of(versions, "together") for versions in found}
    linked = pages_by_id(
        row[SOURCE].page_link_id for own in rows.values() for row in own if row[SOURCE].page_link_id
    )
    facts = _place_facts(found)
    for page in sources_of(found):
        facts[page.pk] |= {
            "kind": choice_of(TwinKind, page.kind),
            "done_together": [
                Together(
                    happened_on=row[SOURCE].happened_on,
                    precision=row[SOURCE].precision,
                    title=text_of(row, "title"),
                    page=linked.get(row[SOURCE].page_link_id),
                )
                for row in rows[page.pk]
            ],
        }
    return facts


def partner_region_facts(found: list[Versions], shared: Shared) -> dict[int, dict[str, Any]]:
    """What `PartnerRegion` takes, by the id of the Swedish page."""
    pages = sources_of(found)
    prefetch_related_objects(pages, "parties")
    facts = _place_facts(found)
    for page in pages:
        facts[page.pk] |= {
            "basis": choice_of(Basis, page.agreement),
            "parties": [record_of(party) for party in page.parties.all()],
        }
    return facts


def _own_name(page: Any) -> OwnName | None:
    if not page.own_name:
        return None
    return OwnName(name=page.own_name, language=page.own_language or None)


def _place_facts(found: list[Versions]) -> dict[int, dict[str, Any]]:
    pages = sources_of(found)
    prefetch_related_objects(pages, "agreement_document", "partner_contact")
    decisions = pages_by_id(page.decision_id for page in pages if page.decision_id)
    return {
        page.pk: {
            "own_name": _own_name(page),
            "coordinates": coordinates_of(page),
            "agreement": Agreement(
                state=choice_of(AgreementState, page.agreement_state),
                signed_on=page.agreed_on,
                document=document_of(page.agreement_document),
            ),
            "decision": decisions.get(page.decision_id),
            "fields": text_of(versions, "fields"),
            "contact_there": named_of(page.partner_contact, "role")
            if page.partner_contact
            else None,
        }
        for versions in found
        for page in [versions[SOURCE]]
    }
