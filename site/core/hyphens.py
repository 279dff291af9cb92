"""Where long words may be divided: not every browser, and none on every system, knows it.

For columns that are too narrow for the words in them; a soft hyphen shows only where it is needed.
"""

import re
from functools import cache

from pyphen import Pyphen, language_fallback

SOFT_HYPHEN, BREAK = "\u00ad", "\u200b"
# Letters only: addresses stay as they are.
WORD = re.compile(r"[^\W\d_]+")
SLASH = re.compile(r"(?<=\w)/(?=\w)")
# The English of the site is British.
DICTIONARIES = {"en": "en_GB"}


@cache
def _dictionary(language: str) -> Pyphen | None:
    name = language_fallback(DICTIONARIES.get(language, language))
    return Pyphen(lang=name, left=3, right=3) if name else None


def divisible(text: str, language: str, room: int) -> str:
    """The text with soft hyphens in its words of more letters than there is `room` for, and a break
    after a slash between two words. Others stay as they are, also for whoever copies them.
    """
    text = SLASH.sub(f"/{BREAK}", text)
    dictionary = _dictionary(language)
    if dictionary is None:
        # A language whose rules nobody gives.
        return text

    def divided(word: re.Match[str]) -> str:
        return dictionary.inserted(word[0], SOFT_HYPHEN) if len(word[0]) > room else word[0]

    return WORD.sub(divided, text)
