"""Texts that run from right to left, kept from turning what stands beside them."""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# The blocks of Unicode whose letters run from right to left, and the marks that do so unseen.
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# “First strong isolate” and its end, for where there is no markup.
ISOLATE, END = "\u2068", "\u2069"


def turns(text: object) -> bool:
    """Whether anything in it runs from right to left."""
    return bool(RIGHT_TO_LEFT.search(str(text or "")))


def dir_attribute(text: object) -> SafeString:
    """` dir="auto"` for an element that holds the text alone, where it needs that."""
    return mark_safe(' dir="auto"' if turns(text) else "")


def isolated(text: object) -> SafeString:
    """The text as HTML, apart from the words round it."""
    return format_html("<bdi>{}</bdi>" if turns(text) else "{}", text)


def isolated_text(text: object) -> str:
    """The same without markup: for titles, attributes and options."""
    return f"{ISOLATE}{text}{END}" if turns(text) else str(text)
