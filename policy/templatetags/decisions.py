"""What a decision was about, seen from the decision."""

from typing import Any

from django import template
from django.db.models import Q
from wagtail.models import Page

from core.languages import preferred_pages
from core.name_order import ByName

register = template.Library()

# The page types that name the decision by which the city takes part.
DECIDED = ("networkpage", "twintownpage", "partnerregionpage")


@register.simple_tag
def takes_part_by(decision: Any) -> list[Page]:
    """The networks, twin towns and regions that name `decision`, in the reader's language.

    One query for all types; their own facts are not read.
    """
    named = Q()
    for model in DECIDED:
        named |= Q(**{f"{model}__decision__translation_key": decision.translation_key})
    return list(preferred_pages(Page.objects.filter(named)).order_by(ByName("title"), "path"))
