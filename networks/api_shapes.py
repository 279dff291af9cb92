"""What networks, places and projects have in common as open data, read for many pages at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from ninja import Schema
from pydantic import Field

from core.addresses import absolute
from core.api import SOURCE, Label, Named, Period, Reference, Text, Versions, label_of
from records.api import KeywordShape, keyword_of
from records.models import KeywordedPage, WebLink


class WebAddress(Schema):
    """An address on another site, and what the link checker knows of it."""

    address: str
    is_historical: bool = Field(description="Kept as a record: it may lead nowhere any more.")
    state: Label | None
    seen_alive_on: dt.date | None


class Coordinates(Schema):
    """Degrees (WGS 84)."""

    latitude: float
    longitude: float


class Partner(Period, Reference):
    """Somebody that the city works with, or in, and the activities of its plans with them."""

    summary: Text
    country: str | None
    contact: Named | None
    focus_areas: list[Named]
    keywords: list[KeywordShape]
    activities: list[Reference]


@dataclass(frozen=True)
class Shared:
    """What is fetched once for all pages of an answer: keywords by page, links by address."""

    keywords: dict[int, list[KeywordShape]]
    links: dict[str, WebLink]


def shared_by(found: list[Versions]) -> Shared:
    """One query for the keywords, one for the web addresses."""
    pages = {versions[SOURCE].pk: versions[SOURCE] for versions in found}
    keywords: dict[int, list[KeywordShape]] = defaultdict(list)
    rows = KeywordedPage.objects.filter(content_object__in=pages).select_related("tag")
    for row in rows.order_by("tag__name"):
        keywords[row.content_object_id].append(keyword_of(row.tag))  # type: ignore[attr-defined]
    wanted = {getattr(page, "web_address", "") for page in pages.values()} - {""}
    links = WebLink.objects.filter(address__in=wanted) if wanted else ()
    return Shared(keywords, {link.address: link for link in links})


def web_address_of(page: Any, shared: Shared) -> WebAddress | None:
    """The page's web address; None for none."""
    if not page.web_address:
        return None
    link = shared.links.get(page.web_address)
    seen = link.seen_alive_at if link else None
    return WebAddress(
        address=page.web_address,
        is_historical=page.web_address_is_historical,
        state=label_of(WebLink.State(link.state)) if link else None,
        seen_alive_on=timezone.localtime(seen).date() if seen else None,
    )


def coordinates_of(place: Any) -> Coordinates | None:
    """Where it lies; None where that is not known."""
    if place.latitude is None or place.longitude is None:
        return None
    return Coordinates(latitude=float(place.latitude), longitude=float(place.longitude))


def amount_of(number: Any) -> str | None:
    """An amount as text: exact."""
    return None if number is None else str(number)


def choice_of(choices: Any, value: str) -> Label | None:
    """A value of a fixed list; None for none."""
    return label_of(choices(value)) if value else None


def document_of(document: Any) -> str | None:
    """A document's address; None for none."""
    return absolute(document.url) if document else None


def sources_of(found: Iterable[Versions]) -> list[Any]:
    """The Swedish pages, which have the facts."""
    return [versions[SOURCE] for versions in found]


def all_of(found: Iterable[Versions]) -> list[Any]:
    """The pages in all languages, whose rows have words."""
    return [page for versions in found for page in versions.values()]
