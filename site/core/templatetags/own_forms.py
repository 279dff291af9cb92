"""For forms that are posted without a cookie."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.own_forms import STAMP_FIELD, stamp_of_today

register = template.Library()


@register.simple_tag
def stamp() -> SafeString:
    """The hidden field by which we know our own form again."""
    return format_html('<input type="hidden" name="{}" value="{}">', STAMP_FIELD, stamp_of_today())
