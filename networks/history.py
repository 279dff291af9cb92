"""What partners and projects add to the city's international history."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import foreign_alias, preferred_pages
from core.periods import Precision
from core.timeline import Happening, Strand
from networks.models import NetworkPage, PartnerRegionPage, ProjectPage, Together, TwinTownPage
from networks.models.project import ProjectState
from networks.together import told_in_rows


def towns() -> Iterator[Happening]:
    """Twin towns, their agreements, and what has been done together."""
    pages = list(preferred_pages(TwinTownPage.objects.all()))
    for page in pages:
        yield from _period(page, _("New twin town"), _("No longer a twin town"))
        yield from _agreement(page)
    by_pk = {page.pk: page for page in pages}
    rows = Together.objects.filter(page__in=by_pk).exclude(foreign_alias("page"))
    yield from told_in_rows(rows, by_pk)


def regions() -> Iterator[Happening]:
    """Partner regions and their agreements."""
    for page in preferred_pages(PartnerRegionPage.objects.all()):
        yield from _period(page, _("New partner region"), _("Co-operation with the region ends"))
        yield from _agreement(page)


def networks() -> Iterator[Happening]:
    """Networks that were founded, and when the city's part in them began and ended."""
    for page in preferred_pages(NetworkPage.objects.all()):
        if page.founded and 1 <= page.founded <= 9999:
            yield _founded(page)
        yield from _period(page, _("The city joins the network"), _("The city leaves the network"))


def projects() -> Iterator[Happening]:
    """Projects that were carried out."""
    pages = preferred_pages(ProjectPage.objects.filter(state=ProjectState.GRANTED))
    for page in pages.defer("body", "results"):
        yield from _period(page, _("Project starts"), _("Project ends"))


def _period(page: Any, began: str, ended: str) -> Iterator[Happening]:
    if page.starts_on:
        yield Happening(page.starts_on, page.precision, began, page)
    if page.ends_on:
        yield Happening(page.ends_on, page.precision, ended, page)


def _agreement(page: Any) -> Iterator[Happening]:
    if page.agreed_on:
        yield Happening(page.agreed_on, Precision.DAY, _("Agreement signed"), page)


def _founded(page: Any) -> Happening:
    return Happening(dt.date(page.founded, 1, 1), Precision.YEAR, _("The network is founded"), page)


STRANDS = [
    Strand("towns", gettext_lazy("Twin towns"), towns),
    Strand("regions", gettext_lazy("Partner regions"), regions),
    Strand("networks", gettext_lazy("Networks"), networks),
    Strand("projects", gettext_lazy("Projects"), projects),
]
