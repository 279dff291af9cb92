"""What has been done together with a twin town, as its page, projects, news and plans tell it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core.about import About, about
from core.languages import preferred_pages, read_references
from core.timeline import Happening, in_order
from networks.models import ProjectPage
from networks.models.project import ProjectState

# Of each kind, the newest.
MOST_TOLD = 50


@dataclass(frozen=True)
class DoneTogether:
    """What has begun, the oldest first; what lies ahead or has no date, by kind."""

    told: list[Happening]
    ahead: list[tuple[About, list[Any]]]


def done_together(town: Any, today: dt.date) -> DoneTogether:
    """Everything that refers to `town`, each once, in the reader's language."""
    told = list(told_in_rows(town.together, {town.pk: town}))
    seen = {row.more.translation_key for row in told if row.more}
    told += [
        Happening(page.starts_on, page.precision, _("Project starts"), page)
        for page in _projects(town)
        if page.translation_key not in seen and page.starts_on and page.starts_on <= today
    ]
    ahead = []
    for kind in about():
        pages = preferred_pages(kind.pages([town.translation_key])).order_by(*kind.order_by)
        later = []
        for page in pages[:MOST_TOLD]:
            began = kind.began(page)
            if page.translation_key in seen:
                continue
            if began and began[0] <= today:
                told.append(Happening(*began, str(kind.what), page))
            else:
                later.append(page)
        if later:
            ahead.append((kind, later))
    return DoneTogether(in_order(told), ahead)


def told_in_rows(rows: Any, towns: dict[Any, Any]) -> Iterator[Happening]:
    """What the rows of these towns' own pages tell of; `towns` has the pages by their ids."""
    found = list(rows.select_related("locale", "page_link"))
    linked = read_references(row.page_link for row in found if row.page_link)
    pages = {page.translation_key: page for page in linked}
    for row in found:
        more = row.page_link and pages.get(row.page_link.translation_key)
        town, language = towns[row.page_id], row.locale.language_code
        yield Happening(row.happened_on, row.precision, "", town, row.title, language, more)


def _projects(town: Any) -> Any:
    """The projects that were granted, and name the town or have a partner there."""
    versions = town.get_translations(inclusive=True).values_list("title", flat=True)
    names = {*versions, town.own_name} - {""}
    there = Q(partners__organisation__country=town.country, partners__organisation__town__in=names)
    named = Q(twin_towns__translation_key=town.translation_key)
    found = ProjectPage.objects.filter(there | named, state=ProjectState.GRANTED)
    pages = preferred_pages(ProjectPage.objects.filter(pk__in=found.values("pk")))
    return pages.order_by("-starts_on", "path")[:MOST_TOLD]
