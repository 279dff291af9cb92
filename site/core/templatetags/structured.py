"""JSON-LD in the head of a page."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.languages import reading_language
from core.structured import as_script, graph_of

register = template.Library()


@register.simple_tag(takes_context=True)
def structured_data(context: Any, address: str | None) -> SafeString | str:
    """The page as schema.org data: a block of data, which no browser runs."""
    if not address or "request" not in context:
        return ""
    graph = graph_of(context.flatten(), context["request"], address, reading_language())
    # `as_script` leaves nothing in it that could end the element.
    script = mark_safe(as_script(graph))
    return format_html('<script type="application/ld+json">{}</script>', script)
