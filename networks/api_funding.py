"""Programmes with their calls, and the organisations that the city works with, as open data."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router

from core.api import Label, ListChoice, Listed, Record, part_of, record_of, refuse_unknown
from core.languages import shown
from networks.api_shapes import Coordinates, choice_of, coordinates_of
from networks.models import PartnerRegionPage, Programme, ProjectPage
from networks.models.programme import Fund
from records.models import Organisation

router = Router(tags=["Networks and partners"])


class CallOfProgramme(Record):
    """A call for proposals, with the programme's own code of it."""

    identifier: str | None
    closes_on: dt.date | None


class FundingProgramme(Record):
    """A programme in its programming period, with its calls."""

    fund: Label | None
    period_start: int | None
    period_end: int | None
    web_address: str | None
    calls: list[CallOfProgramme]


class Body(Record):
    """An organisation; persons are no part of it."""

    acronym: str | None
    country: str | None
    town: str | None
    pic: str | None
    registration_number: str | None
    coordinates: Coordinates | None
    web_address: str | None


@router.get("/programmes", response=list[FundingProgramme], summary="Funding programmes")
def list_programmes(request: HttpRequest) -> Any:
    refuse_unknown(request)
    return [
        FundingProgramme(
            **record_of(programme).dict(),
            fund=choice_of(Fund, programme.fund),
            period_start=programme.period_start,
            period_end=programme.period_end,
            web_address=programme.web_address or None,
            calls=[
                CallOfProgramme(
                    **record_of(call).dict(),
                    identifier=call.identifier or None,
                    closes_on=call.closes_on,
                )
                for call in programme.calls.all()
            ],
        )
        for programme in Programme.objects.prefetch_related("calls")
    ]


@router.get(
    "/organisations", response=Listed[Body], summary="Partners in projects, parties to agreements"
)
def list_organisations(request: HttpRequest, choice: Query[ListChoice]) -> Any:
    projects, regions = (shown(model.objects.all()) for model in (ProjectPage, PartnerRegionPage))
    in_public = Q(project_partnerships__page__in=projects.values("pk")) | Q(
        partner_regions__in=regions.values("pk")
    )
    public = Organisation.objects.filter(in_public)
    found = list(Organisation.objects.filter(pk__in=public.values("pk")).order_by("code"))
    part, following = part_of(found, choice, request)
    return Listed[Body](count=len(found), next=following, items=[_body(one) for one in part])


def _body(organisation: Organisation) -> Body:
    return Body(
        **record_of(organisation).dict(),
        acronym=organisation.acronym or None,
        country=organisation.country or None,
        town=organisation.town or None,
        pic=organisation.pic or None,
        registration_number=organisation.registration_number or None,
        coordinates=coordinates_of(organisation),
        web_address=organisation.web_address or None,
    )
