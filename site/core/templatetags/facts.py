"""Facts as facts: a definition list in which a fact costs a line, and an empty one nothing.

{% facts %}
  {% fact _("Level") %}{{ page.get_level_display }}{% endfact %}
{% endfacts %}
"""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_block_tag
def fact(content: str, label: str) -> SafeString | str:
    """One fact with its label; nothing at all when there is no value."""
    value = content.strip()
    if not value:
        return ""
    # `content` is rendered by the template engine, which has escaped it.
    return format_html(
        '<div class="fact"><dt>{}</dt><dd>{}</dd></div>',
        label,
        mark_safe(value),
    )


@register.simple_block_tag
def facts(content: str) -> SafeString | str:
    """The list that holds the facts; nothing at all when there is none."""
    items = content.strip()
    if not items:
        return ""
    return render_to_string("includes/facts.html", {"items": mark_safe(items)})
