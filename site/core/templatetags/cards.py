"""Cards on a page of an earlier day."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from core.cards import cards_as_of

register = template.Library()


class _CardsAsOf(template.Node):
    def __init__(self, day: Any, nodelist: Any) -> None:
        self.day, self.nodelist = day, nodelist

    def render(self, context: Any) -> SafeString:
        with cards_as_of(self.day.resolve(context, ignore_failures=True)):
            rendered: SafeString = self.nodelist.render(context)
        return rendered


@register.tag("cards_as_of")
def cards_as_of_tag(parser: Any, token: Any) -> _CardsAsOf:
    """`{% cards_as_of day %}…{% endcards_as_of %}`: without a day, those of today."""
    _name, day = token.split_contents()
    nodelist = parser.parse(("endcards_as_of",))
    parser.delete_first_token()
    return _CardsAsOf(parser.compile_filter(day), nodelist)
