"""Lists that belong together."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template

register = template.Library()


@register.filter
def paired_with(first: Iterable[Any], second: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Each item of the first list with the one at the same place of the second."""
    return zip(first, second, strict=True)


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, to loop over."""
    return text.split()
