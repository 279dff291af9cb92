"""Networks, places and projects as open data: what they are, and the activities done with them."""

import uuid
from collections import defaultdict
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from core.api import (
    SOURCE,
    ListChoice,
    Listed,
    Versions,
    collections,
    describers,
    named_of,
    one_of,
    page_reference,
    pages_by_id,
    part_of,
    refuse_unknown,
    text_of,
    versions_of,
)
from core.languages import shown
from networks.api_partners import (
    Network,
    PartnerRegion,
    TwinTown,
    network_facts,
    partner_region_facts,
    twin_town_facts,
)
from networks.api_projects import Facts, project_facts
from networks.api_shapes import Partner, shared_by
from networks.models import NetworkPage, PartnerRegionPage, ProjectPage, TwinTownPage

router = Router(tags=["Networks and partners"])
# By collection: the type's name, its pages, and how a page finds the ids of its activities.
KINDS: dict[str, tuple[str, Any, str]] = {
    "networks": ("network", NetworkPage, "activities"),
    "twin-towns": ("twin-town", TwinTownPage, "activities"),
    "partner-regions": ("partner-region", PartnerRegionPage, "activities"),
    "projects": ("project", ProjectPage, "activity_links__page"),
}
collections.update(
    {
        f"networks.{model._meta.model_name}": (kind, collection)
        for collection, (kind, model, _relation) in KINDS.items()
    }
)
for name in ("networks", "twin_towns", "partner_regions"):
    describers[name] = pages_by_id


class Project(Facts, Partner):
    """A project, its facts, and the activities of the plans that are carried out by it."""


# By collection, what its items are and where their own facts come from.
SHAPES: dict[str, tuple[Any, Any]] = {
    "networks": (Network, network_facts),
    "twin-towns": (TwinTown, twin_town_facts),
    "partner-regions": (PartnerRegion, partner_region_facts),
    "projects": (Project, project_facts),
}


@router.get("/networks", response=Listed[Network], summary="Networks that the city works in")
def list_networks(request: HttpRequest, choice: Query[ListChoice]) -> Any:
    return _listed(request, "networks", choice)


@router.get("/networks/{uuid:key}", response=Network, summary="One network")
def get_network(request: HttpRequest, key: uuid.UUID) -> Any:
    refuse_unknown(request)
    return _one("networks", key)


@router.get("/twin-towns", response=Listed[TwinTown], summary="Twin towns")
def list_twin_towns(request: HttpRequest, choice: Query[ListChoice]) -> Any:
    return _listed(request, "twin-towns", choice)


@router.get("/twin-towns/{uuid:key}", response=TwinTown, summary="One twin town")
def get_twin_town(request: HttpRequest, key: uuid.UUID) -> Any:
    refuse_unknown(request)
    return _one("twin-towns", key)


@router.get("/partner-regions", response=Listed[PartnerRegion], summary="Partner regions")
def list_partner_regions(request: HttpRequest, choice: Query[ListChoice]) -> Any:
    return _listed(request, "partner-regions", choice)


@router.get("/partner-regions/{uuid:key}", response=PartnerRegion, summary="One partner region")
def get_partner_region(request: HttpRequest, key: uuid.UUID) -> Any:
    refuse_unknown(request)
    return _one("partner-regions", key)


@router.get("/projects", response=Listed[Project], summary="EU projects and others with partners")
def list_projects(request: HttpRequest, choice: Query[ListChoice]) -> Any:
    return _listed(request, "projects", choice)


@router.get("/projects/{uuid:key}", response=Project, summary="One project")
def get_project(request: HttpRequest, key: uuid.UUID) -> Any:
    refuse_unknown(request)
    return _one("projects", key)


def _listed(request: HttpRequest, collection: str, choice: ListChoice) -> Listed[Any]:
    found = list(_pages(collection).values())
    part, following = part_of(found, choice, request)
    return Listed[Any](count=len(found), next=following, items=_partners(collection, part))


def _one(collection: str, key: uuid.UUID) -> Partner:
    return _partners(collection, [one_of(_pages(collection), key)])[0]


def _pages(collection: str) -> dict[uuid.UUID, Versions]:
    pages = shown(KINDS[collection][1].objects.all()).select_related("locale", "contact")
    return versions_of(pages.prefetch_related("focus_areas").order_by("path"))


def _partners(collection: str, found: list[Versions]) -> list[Partner]:
    _kind, model, relation = KINDS[collection]
    pks = [versions[SOURCE].pk for versions in found]
    own = model.objects.filter(pk__in=pks).exclude(**{relation: None})
    ids: dict[int, list[int]] = defaultdict(list)
    for page, activity in own.order_by(relation).values_list("pk", relation):
        ids[page].append(activity)
    activities = pages_by_id(pk for own_ids in ids.values() for pk in own_ids)
    kind, facts_of = SHAPES[collection]
    shared = shared_by(found)
    facts = facts_of(found, shared)
    return [
        kind(
            **page_reference(versions).dict(),
            **facts[page.pk],
            summary=text_of(versions, "introduction"),
            starts_on=page.starts_on,
            ends_on=page.ends_on,
            precision=page.precision,
            country=getattr(page, "country", None) or None,
            contact=named_of(page.contact, "role") if page.contact else None,
            focus_areas=[named_of(area) for area in page.focus_areas.all()],
            keywords=shared.keywords.get(page.pk, []),
            activities=[activities[pk] for pk in ids[page.pk] if pk in activities],
        )
        for versions in found
        for page in [versions[SOURCE]]
    ]
