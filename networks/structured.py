"""Networks, places and projects in schema.org's words."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from core.structured import Node, without_empty
from networks.models import NetworkPage, PartnerRegionPage, ProjectPage, TwinTownPage
from networks.models.network import CityRole

Absolute = Callable[[str], str]
Context = Mapping[str, Any]
TAKES_PART = {CityRole.MEMBER, CityRole.CO_OWNER, CityRole.BOARD}


def network(page: Any, context: Context, absolute: Absolute) -> Node:
    """A network is an organisation; the city is a member of it where that is its role."""
    return {
        "@type": "Organization",
        "name": page.title,
        "alternateName": page.acronym,
        "description": page.introduction,
        "foundingDate": str(page.founded) if page.founded else None,
        "sameAs": page.alive_address,
        "location": _place(page, page.seat) if page.seat or page.country else None,
        "member": {"@id": absolute("/") + "#city"} if page.city_role in TAKES_PART else None,
    }


def twin_town(page: Any, context: Context, absolute: Absolute) -> Node:
    """A town abroad."""
    return {"@type": "City", "description": page.introduction, **_abroad(page)}


def partner_region(page: Any, context: Context, absolute: Absolute) -> Node:
    """A region abroad."""
    return {"@type": "AdministrativeArea", "description": page.introduction, **_abroad(page)}


def project(page: Any, context: Context, absolute: Absolute) -> Node:
    """A project with its partners, and the grant that pays for it."""
    return {
        "@type": "Project",
        "name": page.title,
        "alternateName": [name for name in (page.acronym, page.full_title) if name],
        "description": page.introduction,
        "identifier": page.grant_agreement,
        "foundingDate": page.starts_on.isoformat() if page.starts_on else None,
        "dissolutionDate": page.ends_on.isoformat() if page.ends_on else None,
        "sameAs": page.alive_address,
        "funding": _grant(page),
        "member": [_organisation(row.organisation) for row in context.get("partners", ())],
    }


def _organisation(organisation: Any) -> Node:
    return without_empty(
        {
            "@type": "Organization",
            "name": organisation.name,
            "alternateName": organisation.acronym,
            "location": _place(organisation, organisation.town) if organisation.country else None,
        }
    )


def _grant(page: Any) -> Node:
    if not page.programme and page.grant is None:
        return {}
    return without_empty(
        {
            "@type": "MonetaryGrant",
            "name": page.programme.name if page.programme else page.title,
            "identifier": page.grant_agreement,
            "amount": _amount(page.grant, page.currency),
        }
    )


def _amount(value: Decimal | None, currency: str) -> Node | None:
    if value is None:
        return None
    # As text: JSON's numbers do not hold what is beyond 2^53.
    return {"@type": "MonetaryAmount", "currency": currency, "value": str(value)}


def _abroad(page: Any) -> Node:
    own = {"@value": page.own_name, "@language": page.own_language} if page.own_name else None
    country = {"@type": "Country", "identifier": page.country, "name": page.country_name}
    return {
        "name": page.title,
        "alternateName": own,
        "containedInPlace": country,
        "geo": _geo(page),
    }


def _place(item: Any, town: str) -> Node:
    address = without_empty(
        {"@type": "PostalAddress", "addressLocality": town, "addressCountry": item.country}
    )
    return without_empty({"@type": "Place", "address": address, "geo": _geo(item)})


def _geo(item: Any) -> Node | None:
    if item.latitude is None or item.longitude is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": float(item.latitude),
        "longitude": float(item.longitude),
    }


DESCRIPTIONS = {
    NetworkPage: network,
    TwinTownPage: twin_town,
    PartnerRegionPage: partner_region,
    ProjectPage: project,
}
