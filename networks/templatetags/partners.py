"""What the pages of partners and projects show of their rows."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils import timezone

from core.catalogue import Export
from core.languages import read_linked, read_references
from core.models.catalogue_page import KEY
from networks import together
from networks.catalogue.projects import PROJECTS, with_partners
from networks.together import DoneTogether

register = template.Library()


@register.simple_tag
def rows(manager: Any, *related: str) -> list[Any]:
    """The rows of a page in their order, with these foreign keys at hand. One query."""
    return list(manager.select_related(*related))


@register.simple_tag
def load_partners(projects: Iterable[Any]) -> str:
    """Gives the projects what a list says of their partners. At most two queries."""
    if new := [project for project in projects if not hasattr(project, "partner_rows")]:
        with_partners(new)
    return ""


@register.simple_tag
def done_together(page: Any) -> DoneTogether:
    """What has been done together with a twin town, and what lies ahead."""
    return together.done_together(page, timezone.localdate())


@register.simple_tag
def decision_of(page: Any) -> Any:
    """The decision by which the city takes part, in the reader's language; None if none is."""
    return next(iter(read_references([page.decision] if page.decision else [])), None)


@register.simple_tag
def linked_pages(page: Any, name: str) -> list[Any]:
    """What the page's many-to-many field `name` refers to, in the reader's language."""
    return read_linked(page, name)


@register.simple_tag
def exports_of(project: Any) -> list[tuple[str, Export]]:
    """The files of one project under the names of other databases, each with its address."""
    catalogue = (project.url or "").rstrip("/").rpartition("/")[0]
    return [
        (f"{catalogue}/{export.name}?{KEY}={project.translation_key}", export)
        for export in PROJECTS.exports
    ]


@register.simple_tag
def columns_of(partners: list[Any]) -> dict[str, bool]:
    """Which of the columns that are often empty have something to show."""
    return {
        "contribution": any(row.contribution is not None for row in partners),
        "grant": any(row.grant is not None for row in partners),
        "left_on": any(row.left_on for row in partners),
    }
