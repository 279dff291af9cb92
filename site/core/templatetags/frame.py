"""What stands round every page: navigation, addresses, the choice of language."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.apps import apps
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from core.navigation import LanguageAlternative, route_alternatives

register = template.Library()

# A longer section menu is no help any more: the section's own page lists its pages better.
LONGEST_SECTION_MENU = 12


@register.simple_tag(takes_context=True)
def aria_current(context: Any, item: Page) -> SafeString | str:
    """Marks a menu entry that is this page, or the section it lies in."""
    page = context.get("page")
    if not isinstance(page, Page) or not page.path:
        return ""
    if page.pk == item.pk:
        return mark_safe(' aria-current="page"')
    return mark_safe(' aria-current="true"') if page.path.startswith(item.path) else ""


@register.simple_tag(takes_context=True)
def absolute(context: Any, address: str | None) -> str:
    """The address with scheme and host, as canonical and hreflang links want it."""
    return context["request"].build_absolute_uri(address) if address else ""


@register.filter
def short_enough(pages: list[Page]) -> bool:
    """Whether a section menu is worth showing: it has entries, and not too many."""
    return 1 < len(pages) <= LONGEST_SECTION_MENU


@register.simple_tag
def home_in_each_language() -> list[LanguageAlternative]:
    """The home pages' addresses, for a page that has no version of its own in any language."""
    return route_alternatives("wagtail_serve", "")


@register.simple_tag(takes_context=True)
def home_section(context: Any, label: str) -> Page | None:
    """The section of the main menu that is of this page type (“app.Model”), or None."""
    return page_of_type(context["frame"].menu, apps.get_model(label))


def page_of_type(pages: Iterable[Page], model: Any) -> Page | None:
    """The first of the pages that is of this type, or None."""
    return next((page for page in pages if page.specific_class is model), None)
