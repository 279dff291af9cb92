"""What the city does with a country, found by the country's code: places, projects, networks."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.about import about
from core.countries import country_name
from core.languages import preferred_pages, shown
from core.name_order import ByName, name_key
from networks.models import NetworkPage, PartnerRegionPage, ProjectPage, TwinTownPage
from networks.models.project import ProjectState

# The city's own: what it does at home is the whole site.
OWN = "SE"
MOST_LISTED = 20


@dataclass(frozen=True)
class Part:
    """One kind of pages that have a country, by which path, and how they are listed."""

    name: str
    heading: Any
    model: Any
    path: str
    template: str
    order_by: tuple[Any, ...] = (ByName("title"),)
    related: tuple[str, ...] = ()
    # Which of them are something that is done together.
    done: Q | None = None

    def all(self) -> Any:
        """Those of all countries, in either language."""
        return self.model.objects.filter(*[self.done] if self.done else [])

    def pages(self, code: str) -> Any:
        """Those of a country, in either language."""
        found = self.all().filter(**{self.path: code})
        # A subquery: several partners of a project may be in one country.
        return self.model.objects.filter(pk__in=found.values("pk"))


PLACES, PROJECTS = "networks/includes/place_list.html", "networks/includes/project_list.html"
PARTS = (
    Part("twin-towns", _("Twin towns"), TwinTownPage, "country", PLACES),
    Part("partner-regions", _("Partner regions"), PartnerRegionPage, "country", PLACES),
    Part(
        "projects",
        _("Projects with partners there"),
        ProjectPage,
        "partners__organisation__country",
        PROJECTS,
        ("-starts_on", ByName("title")),
        ("programme",),
        ~Q(state=ProjectState.REJECTED),
    ),
    Part(
        "networks",
        _("Networks with their seat there"),
        NetworkPage,
        "country",
        "networks/includes/network_list.html",
    ),
)


@dataclass(frozen=True)
class Listed:
    """Pages of a country under a heading; `is_cut` where there are more than are shown."""

    name: str
    heading: Any
    template: str
    pages: list[Any]

    @property
    def is_cut(self) -> bool:
        return len(self.pages) > MOST_LISTED

    @property
    def first(self) -> list[Any]:
        """As many as one page lists."""
        return self.pages[:MOST_LISTED]


def with_country(code: str) -> list[Listed]:
    """Everything public that the city does with a country, in the reader's language.

    Empty for none. One query for each kind of pages.
    """
    listed = []
    for part in PARTS:
        pages = preferred_pages(part.pages(code)).order_by(*part.order_by)
        if part.related:
            pages = pages.select_related("locale", *part.related)
        found = list(pages[: MOST_LISTED + 1])
        listed.append(Listed(part.name, part.heading, part.template, found))
    if not any(part.pages for part in listed):
        return []
    for kind in about():
        pages = preferred_pages(kind.pages(all_of(code))).order_by(*kind.order_by)
        listed.append(
            Listed(kind.name, kind.heading, kind.template, list(pages[: MOST_LISTED + 1]))
        )
    return [part for part in listed if part.pages]


def all_of(code: str) -> Any:
    """The translation keys of all public pages of a country, for a subquery."""
    keys = [shown(part.pages(code)).values("page_ptr") for part in PARTS]
    found = Page.objects.filter(pk__in=keys[0])
    for more in keys[1:]:
        found |= Page.objects.filter(pk__in=more)
    return found.order_by().values("translation_key")


def countries() -> list[tuple[str, str, int]]:
    """The countries that the city does something with: code, name, and with how many pages.

    One query for each kind of pages.
    """
    counts: Counter[str] = Counter()
    for part in PARTS:
        rows = preferred_pages(part.all()).order_by().select_related(None)
        counts.update(dict(rows.values_list(part.path).annotate(number=Count("pk", distinct=True))))
    named = [
        (code.lower(), country_name(code), number)
        for code, number in counts.items()
        if code and code != OWN
    ]
    return sorted(named, key=lambda country: name_key(country[1]))
