"""Reads what an editor types as keywords."""

import csv
import unicodedata

from records.models import Keyword


def typed_keywords(text: str) -> list[str]:
    """The words between commas, each once, written as the keyword that there is already.

    A keyword may be of several words; the editor's field puts such a one in quotes.
    “hållbarhet ”, “Hållbarhet” and “HÅLLBARHET” are one. The comparison is Python's: SQLite
    does not know that Å and å are one letter.
    """
    fields = next(csv.reader([" ".join(text.split())], skipinitialspace=True), [])
    words = [" ".join(unicodedata.normalize("NFC", field).split()) for field in fields]
    if not any(words):
        return []
    known = {name.casefold(): name for name in Keyword.objects.values_list("name", flat=True)}
    found: dict[str, str] = {}
    for word in filter(None, words):
        found.setdefault(word.casefold(), known.get(word.casefold(), word))
    return list(found.values())
