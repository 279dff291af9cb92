"""What is about pages: areas say at their start which of their pages tell of others."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class About:
    """Pages that are about others: `pages` finds them by a subquery of translation keys."""

    name: str
    heading: Any
    template: str
    # Lists with a lower place stand first.
    place: int
    pages: Callable[[Any], Any]
    order_by: tuple[str, ...] = ("path",)
    # When such a page's own matter began, and how exactly that is known; None for undated.
    began: Callable[[Any], tuple[dt.date, str] | None] = lambda page: None
    # What it is in a timeline, in a word of the reader's language.
    what: Any = ""


_kinds: dict[str, About] = {}


def register_about(*kinds: About) -> None:
    """Each name once: an area that says more replaces what it said."""
    _kinds.update({kind.name: kind for kind in kinds})


def about() -> list[About]:
    """All kinds, in the order in which they are listed."""
    return sorted(_kinds.values(), key=lambda kind: kind.place)
