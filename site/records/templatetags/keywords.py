"""Keywords as links, marked where they are in Swedish only."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.direction import dir_attribute
from records.models import Keyword

register = template.Library()


@register.simple_tag
def keyword_links(keywords: Iterable[Keyword]) -> SafeString | str:
    """A list of links to the keywords' pages; empty for none."""
    items = format_html_join("", "<li>{}</li>", ((keyword_link(k),) for k in keywords))
    return format_html('<ul class="keywords">{}</ul>', items) if items else ""


def keyword_link(keyword: Keyword) -> SafeString:
    """A link to the keyword's page (WCAG 3.1.2: in Swedish where it has no English name)."""
    language = format_html(' lang="{}"', keyword.language) if keyword.language else ""
    marks = format_html("{}{}", language, dir_attribute(keyword.label))
    return format_html('<a href="{}"{}>{}</a>', keyword.get_absolute_url(), marks, keyword.label)
