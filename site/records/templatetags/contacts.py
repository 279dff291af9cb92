"""Whom to write to, for templates."""

from typing import Any

from django import template

from records import whom_to_write_to as whom

register = template.Library()


@register.simple_tag
def whom_to_write_to(page: Any) -> whom.WhomToWriteTo | None:
    """The contact that a page shows: its own, or who answers in its place."""
    return whom.whom_to_write_to(page)


@register.simple_tag
def in_place_of(contact: Any) -> Any:
    """Whom to write to instead of a contact that cannot be reached; None if it can, or nobody."""
    return None if contact.can_be_reached else whom.in_place_of(contact.operation)
