"""The pages that name a record, in groups: as many queries, however many pages there are."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Model

from core.mentions import Mention, mentions_of

MOST_LISTED = 50


@dataclass(frozen=True)
class Group:
    """Pages that name a record in one way; `is_cut` where there are more than are shown."""

    mention: Mention
    pages: Any
    is_cut: bool = False


def groups_of(record: Model) -> list[Group]:
    """All groups that are not empty, each with its first pages. One query a group."""
    groups = []
    for mention in mentions_of(type(record)):
        pages = list(mention.pages(record)[: MOST_LISTED + 1])
        if pages:
            groups.append(Group(mention, pages[:MOST_LISTED], len(pages) > MOST_LISTED))
    return groups


def whole_group(record: Model, accessor: str, number: str | None) -> Group | None:
    """One group, page by page; None if it is empty, or if records of this type have none such."""
    for mention in mentions_of(type(record)):
        if mention.accessor == accessor:
            pages = Paginator(mention.pages(record), MOST_LISTED).get_page(number)
            return Group(mention, pages) if pages.paginator.count else None
    return None
