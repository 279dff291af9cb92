"""The compass of the home page."""

from django import template

from home.compass import Compass
from home.drawing import Drawing, drawing_of

register = template.Library()


@register.filter
def drawn(compass: Compass) -> Drawing:
    """The compass with everything in its place."""
    return drawing_of(compass)
