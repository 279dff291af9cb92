"""Pages of projects as rows of another database: each fact under that database's name for it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import prefetch_related_objects

from core.tables import Column, Table
from networks.importing.facts import facts_of_organisation, own_facts_of_page
from networks.importing.found import Facts
from networks.naming import OWN

Names = Mapping[str, tuple[str, ...]]


def fetch(pages: list[Any]) -> list[Any]:
    """The hits with what else their facts are read from; their `partner_rows` they have already.
    Two queries, however many there are.
    """
    prefetch_related_objects(pages, "identifiers", "locations")
    return pages


def facts_of(page: Any) -> Facts:
    """The page's facts; a full title that nobody gave is the page's own."""
    facts = own_facts_of_page(page)
    return facts | {"full_title": facts["full_title"] or page.title}


def facts_of_partner(organisation: Any) -> Facts:
    """The organisation's facts and its name."""
    return facts_of_organisation(organisation) | {"name": organisation.name}


def key_of(page: Any, facts: Facts, scheme: str) -> str:
    """The database's number of the project; one that it does not have is told by our own key."""
    return facts.get(f"identifier.{scheme}") or f"{OWN}{page.translation_key}"


def cells(names: Names, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Each fact under the first of the names that its column has had."""
    return {columns[0]: facts.get(name, "") for name, columns in names.items()}


def table_of(title: str, columns: list[str], rows: list[dict[str, Any]]) -> Table:
    """The rows in these columns."""
    return Table(
        title,
        [Column(name, name) for name in columns],
        [[row[name] for name in columns] for row in rows],
    )
