"""Whether an outside address answers, for the line beside it."""

from typing import Any

from django import template
from django.db.models import Q
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from records.links.collecting import address_fields
from records.models import WebLink

register = template.Library()


@register.simple_tag(takes_context=True)
def link_state(context: Any, address: str) -> WebLink | None:
    """What is known of the address. One query for all of a page's addresses."""
    holder = context.get("request") or context
    states = getattr(holder, "_link_states", None)
    if states is None:
        page = context.get("page")
        wanted = Q(address=address)
        if isinstance(page, Page):
            wanted |= _of_page(page)
        states = {link.address: link for link in WebLink.objects.filter(wanted)}
        holder._link_states = states
    return states.get(address)


def _of_page(page: Page) -> Q:
    """All addresses of the page and of what belongs to it, without a query of their own."""
    model = type(page)
    fields = [
        name
        for base in model.__mro__
        if hasattr(base, "_meta") and not base._meta.abstract
        for name in address_fields(base)
    ]
    wanted = Q(address__in=[getattr(page, name) for name in fields if getattr(page, name)])
    for relation in get_all_child_relations(model):
        for name in address_fields(relation.related_model):
            rows = relation.related_model._default_manager.filter(**{relation.field.name: page.pk})
            wanted |= Q(address__in=rows.order_by().values(name))
    return wanted
