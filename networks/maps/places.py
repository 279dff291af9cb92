"""What the city works with, and where it lies: in the reader's language, in few queries."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from core.city import CITY_CODE
from core.countries import country_name
from core.direction import isolated_text
from core.languages import preferred_pages, reading_language
from core.name_order import name_key
from core.periods import not_ended
from networks.models.network import NetworkPage
from networks.models.partner_region import PartnerRegionPage
from networks.models.project import ProjectPage, ProjectState
from networks.models.project_index import ProjectIndexPage
from networks.models.project_rows import ProjectPartner
from records.models import Organisation

# More would make the list too long to read, and the page too heavy.
MOST_PROJECTS = 3


class Kind(models.TextChoices):
    """What a place is to the city; each has a sign of its own on the map."""

    TOWN = "town", _("Twin towns")
    REGION = "region", _("Partner regions")
    NETWORK = "network", _("Networks' seats")
    PARTNER = "partner", _("Project partners")


@dataclass(frozen=True)
class Place:
    """A twin town, a partner region, a network's seat, or an organisation in projects."""

    kind: Kind
    pk: int
    name: str
    country: str
    town: str
    latitude: float | None
    longitude: float | None
    # Of a page; an organisation has none.
    page: Any = None
    is_example: bool = False

    @property
    def key(self) -> str:
        """What names it in addresses: “town-12”."""
        return f"{self.kind.value}-{self.pk}"

    @property
    def country_name(self) -> str:
        """In the reader's language; empty where it is not known."""
        return country_name(self.country) if self.country else ""

    @property
    def where(self) -> str:
        """Town and country, as far as they are known."""
        return ", ".join(filter(None, (self.town, self.country_name)))

    @property
    def spoken(self) -> str:
        """Its name and where it lies, for the map's links."""
        return ", ".join(isolated_text(part) for part in (self.name, self.where) if part)

    @property
    def language(self) -> str:
        """The language of its name if it is not the reader's (WCAG 2.2, 3.1.2)."""
        if self.page is None:
            return ""
        code = self.page.title_language or self.page.locale.language_code
        return "" if code == reading_language() else code


def places_of(kinds: list[Kind]) -> list[Place]:
    """The places of these kinds, by kind, country and name."""
    from networks.models.twin_town import TwinTownPage

    models_of: dict[Kind, type[Model]] = {
        Kind.TOWN: TwinTownPage,
        Kind.REGION: PartnerRegionPage,
        Kind.NETWORK: NetworkPage,
    }
    found: list[Place] = []
    for kind in kinds:
        if kind is Kind.PARTNER:
            places = [_of_organisation(row) for row in _organisations()]
        else:
            # What has ended stands in the catalogue and the history.
            pages = preferred_pages(not_ended(models_of[kind]._default_manager.all()))
            # A network has a place on the map only if it has a seat.
            places = [
                _of_page(kind, page)
                for page in pages
                if kind is not Kind.NETWORK or page.seat or page.latitude is not None
            ]
        found += sorted(places, key=lambda p: (name_key(p.country_name), name_key(p.name), p.pk))
    return found


def _of_page(kind: Kind, page: Any) -> Place:
    return Place(
        kind,
        page.pk,
        page.title,
        page.country,
        getattr(page, "seat", ""),
        _degrees(page.latitude),
        _degrees(page.longitude),
        page,
    )


def _rows() -> Any:
    """The partners of public projects that were granted, each in the reader's language."""
    projects = preferred_pages(ProjectPage.objects.filter(state=ProjectState.GRANTED))
    return ProjectPartner.objects.filter(page__in=projects.values("pk"))


def _organisations() -> Any:
    """Whom the city does projects with, as tuples: there may be very many."""
    found = Organisation.objects.filter(pk__in=_rows().values("organisation")).exclude(
        code=CITY_CODE
    )
    name = f"name_{reading_language()}"
    return found.values_list("pk", name, "country", "town", "latitude", "longitude", "is_example")


def _of_organisation(row: tuple[Any, ...]) -> Place:
    pk, name, country, town, latitude, longitude, is_example = row
    return Place(
        Kind.PARTNER,
        pk,
        name,
        country,
        town,
        _degrees(latitude),
        _degrees(longitude),
        is_example=is_example,
    )


def _degrees(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


@dataclass(frozen=True)
class Projects:
    """An organisation's projects: the newest by name, and how many more there are, and where."""

    named: list[Any]
    more: int
    # Of the catalogue, with the organisation's name looked for; empty where there is none.
    address: str


def projects_of(places: list[Place]) -> dict[str, Projects]:
    """By the key of an organisation, the projects that it takes part in. Two queries, and one for
    the catalogue where some have more than are named.
    """
    wanted = {place.pk: place for place in places if place.kind is Kind.PARTNER}
    if not wanted:
        return {}
    rows = _rows().filter(organisation__in=wanted).order_by("-page__starts_on", "page__title")
    found: dict[int, dict[int, None]] = {}
    for organisation, page in rows.values_list("organisation", "page"):
        found.setdefault(organisation, {})[page] = None
    named = {key: list(pages)[:MOST_PROJECTS] for key, pages in found.items()}
    pages = ProjectPage.objects.select_related("locale").in_bulk(
        {page for own in named.values() for page in own}
    )
    is_cut = any(len(own) > MOST_PROJECTS for own in found.values())
    index = preferred_pages(ProjectIndexPage.objects.all()).first() if is_cut else None
    return {
        wanted[key].key: Projects(
            [pages[page] for page in own],
            len(found[key]) - len(own),
            f"{index.url}?{urlencode({'q': wanted[key].name})}" if index else "",
        )
        for key, own in named.items()
    }
