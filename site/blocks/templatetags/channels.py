"""For the blocks' templates in the channels beside the web page."""

import re
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from blocks.channels import render
from blocks.rich_text import absolute, plain
from core.addresses import absolute as with_site

register = template.Library()


@register.simple_tag(takes_context=True)
def inner_blocks(context: Any, stream: Any) -> SafeString:
    """The blocks within a block, in the channel that it is rendered in."""
    # The blocks' own templates have escaped what they show.
    anchors = context.get("anchors")
    return mark_safe(render(stream, context["channel"], get_language() or "", anchors))


@register.simple_tag
def no_anchors() -> set[str]:
    """The anchors of a page's headings before its first block: each heading adds its own."""
    return set()


@register.filter
def for_mail(html: Any) -> SafeString:
    """HTML whose links lead to the site from anywhere."""
    return mark_safe(absolute(str(html)))


@register.filter
def for_attribute(words: str) -> SafeString:
    """Words for an attribute in a mail: mrml would write what is no plain letter as Rust does."""
    escaped = escape(words)
    return mark_safe(re.sub(r"[^ -\[\]-~]", lambda found: f"&#{ord(found[0])};", escaped))


@register.filter
def whole(address: str) -> str:
    """The address from anywhere."""
    return with_site(address)


@register.filter
def as_text(html: Any) -> str:
    """HTML as plain text, for a template without escaping."""
    return plain(str(html))
