"""Whom readers of a page write to, also where it names no contact of its own."""

from dataclasses import dataclass
from typing import Any

from records.models import Contact

# Who answers for international affairs as a whole; the code of a contact never changes.
GENERAL_CONTACT = "international-coordinator"


@dataclass(frozen=True)
class WhomToWriteTo:
    """A contact; `is_own` where the page itself names it."""

    contact: Contact
    is_own: bool


def whom_to_write_to(page: Any) -> WhomToWriteTo | None:
    """The page's own contact, else one of the operation that answers for it, else the general one.

    None for a page type that has no contact, and where there is nobody at all.
    """
    if "contact" not in {field.name for field in page._meta.fields}:
        return None
    if page.contact:
        return WhomToWriteTo(page.contact, is_own=True)
    operation = getattr(page, "operation", None) or getattr(page, "through", None)
    found = operation and operation.contacts.first()
    found = found or Contact.objects.filter(code=GENERAL_CONTACT).first()
    return WhomToWriteTo(found, is_own=False) if found else None
