"""Whom readers of a page write to, also where its contact is missing or has left."""

from dataclasses import dataclass
from typing import Any

from records.models import Contact, Operation

# Who answers for international affairs as a whole; the code of a contact never changes.
GENERAL_CONTACT = "international-coordinator"


@dataclass(frozen=True)
class WhomToWriteTo:
    """A contact; `is_own` where the page itself names it, `left` the one whose place it takes."""

    contact: Contact
    is_own: bool
    left: Contact | None = None


def whom_to_write_to(page: Any) -> WhomToWriteTo | None:
    """The page's own contact, else one of the operation that answers for it, else the general one.

    One that cannot be reached is as good as missing. None for a page type that has no contact, and
    where there is nobody at all.
    """
    if "contact" not in {field.name for field in page._meta.fields}:
        return None
    own: Contact | None = page.contact
    if own and own.can_be_reached:
        return WhomToWriteTo(own, is_own=True)
    operation = getattr(page, "operation", None) or getattr(page, "through", None)
    found = in_place_of(operation, own.operation if own else None)
    if found:
        return WhomToWriteTo(found, is_own=False, left=own)
    return WhomToWriteTo(own, is_own=True) if own else None


def in_place_of(*operations: Operation | None) -> Contact | None:
    """Somebody who can be reached: of the first operation that has one, else the general contact.

    Who has an e-mail address comes before who has a telephone only.
    """
    for operation in dict.fromkeys(operations):
        reachable = [c for c in operation.contacts.all() if c.can_be_reached] if operation else []
        if reachable:
            return min(reachable, key=lambda contact: not contact.email)
    general = Contact.objects.filter(code=GENERAL_CONTACT).first()
    return general if general and general.can_be_reached else None
