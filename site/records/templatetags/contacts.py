"""Whom to write to, for templates."""

from typing import Any

from django import template

from records import whom_to_write_to as whom

register = template.Library()


@register.simple_tag
def whom_to_write_to(page: Any) -> whom.WhomToWriteTo | None:
    """The contact that a page shows: its own, or who answers in its place."""
    return whom.whom_to_write_to(page)
