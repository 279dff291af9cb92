"""Cards of what has been chosen among the proposals, under a heading for each kind, in a draft."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from newsletter.drafts import draft_to_write, save_draft
from newsletter.models import NewsletterIssuePage
from newsletter.proposals import Group, Proposal
from newsletter.used_in_issues import told_in

HEADING = "heading"


@dataclass
class Filled:
    """What was added, and what stood there already."""

    added: list[Proposal] = field(default_factory=list)
    present: list[Proposal] = field(default_factory=list)


@transaction.atomic
def fill(
    issue: NewsletterIssuePage, groups: Iterable[Group], names: Iterable[str], user: Any
) -> Filled:
    """Adds the cards of the proposals with these names; nothing comes twice into the issue."""
    draft, chosen, filled = draft_to_write(issue), set(names), Filled()
    told = told_in(draft)
    for group in groups:
        new = []
        for proposal in group.proposals:
            if proposal.name in chosen:
                is_told = proposal.page.translation_key in told
                (filled.present if is_told else new).append(proposal)
        _add(draft.body, group, new)
        filled.added += new
    if filled.added:
        save_draft(draft, user)
    return filled


def _add(body: Any, group: Group, proposals: list[Proposal]) -> None:
    """Below the heading of the kind and the cards that follow it; else at the end, with one."""
    if not proposals:
        return
    place = _end_of(body, group)
    if place is None:
        body.append((HEADING, group.heading))
        place = len(body)
    for offset, proposal in enumerate(proposals):
        body.insert(place + offset, (group.block, proposal.page))


def _end_of(body: Any, group: Group) -> int | None:
    kinds = [(bound.block_type, bound.value) for bound in body]
    if (HEADING, group.heading) not in kinds:
        return None
    place = kinds.index((HEADING, group.heading)) + 1
    while place < len(kinds) and kinds[place][0] == group.block:
        place += 1
    return place
