"""Addresses that a mail server refuses while it is spoken to."""

import re

from newsletter.models import Recipient
from newsletter.people.returned.marking import kind_of, suspend_if_dead

CODE = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b")


def note_refusal(copy: Recipient, answer: str) -> None:
    """Suspends the subscriber by the same rule as when a copy comes back."""
    found = CODE.search(answer)
    suspend_if_dead(copy, kind_of(found[0] if found else ""))
