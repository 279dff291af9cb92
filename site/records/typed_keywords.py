"""Reads what an editor types as keywords."""

import unicodedata

from taggit.utils import _parse_tags

from records.models import Keyword


def typed_keywords(text: str) -> list[str]:
    """The words, each once, written as the keyword that there is already.

    “hållbarhet ”, “Hållbarhet” and “HÅLLBARHET” are one. The comparison is Python's: SQLite
    does not know that Å and å are one letter.
    """
    words = [" ".join(unicodedata.normalize("NFC", word).split()) for word in _parse_tags(text)]
    if not words:
        return []
    known = {name.casefold(): name for name in Keyword.objects.values_list("name", flat=True)}
    found: dict[str, str] = {}
    for word in filter(None, words):
        found.setdefault(word.casefold(), known.get(word.casefold(), word))
    return list(found.values())
