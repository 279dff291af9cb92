"""The news and events about a page, for its template."""

from typing import Any

from django import template

from home import told_of as about

register = template.Library()


@register.simple_tag
def told_of(page: Any) -> about.ToldOf:
    """The public news and events about `page`, in the reader's language."""
    return about.told_of(page)
