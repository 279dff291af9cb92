"""Countries by name, each leading to what the city does with it."""

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.countries import country_name
from core.name_order import name_key
from networks.countries import OWN

register = template.Library()


@register.simple_tag
def country_link(code: str) -> SafeString | str:
    """A country's name, which leads to its page; empty for none.

    For public pages only: a country has a page because they name it.
    """
    if not code or code == OWN:
        return country_name(code) if code else ""
    address = reverse("country", args=[code.lower()])
    return format_html('<a href="{}">{}</a>', address, country_name(code))


@register.filter
def names_abroad(codes: Iterable[str]) -> str:
    """The countries but our own by name, in the order of their names."""
    return ", ".join(sorted((country_name(code) for code in codes if code != OWN), key=name_key))
