"""Names in the order of the reader's language: in Swedish å, ä and ö come last.

In English they are an a and an o. `name_key` orders lists that are whole anyway; `ByName` is the
same order in the database.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any

from django.db.models import CharField, Func

from core.languages import reading_language

# What follows z in ASCII, so that keys are compared letter by letter.
AFTER_Z = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "œ": "}"}
# Letters that are no other letter with a mark.
PLAIN = {"æ": "ae", "ø": "o", "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ı": "i"}
OF_LANGUAGE = {"sv": PLAIN | AFTER_Z | {"ü": "y"}, "en": PLAIN}
COLLATIONS = {"sv": "sv-x-icu", "en": "en-x-icu"}


def name_key(name: object, language: str = "") -> str:
    """What a name is sorted by, in the reader's language or another one."""
    text = small(str(name))
    # Where that is the same, é comes after e.
    return f"{bare(text, OF_LANGUAGE[language or reading_language()])}\0{text}"


def small(text: str) -> str:
    """The text in small letters, each mark with its letter."""
    return unicodedata.normalize("NFC", text).casefold()


def bare(text: str, letters: Mapping[str, str]) -> str:
    """A small text without marks, but for the `letters` that are spelt in a way of their own."""
    spelt = "".join(letters.get(letter, letter) for letter in text)
    apart = unicodedata.normalize("NFD", spelt)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


class ByName(Func):
    """A text as `order_by` sorts it for the reader: on SQLite by our key, on PostgreSQL by ICU."""

    arity = 1
    function = "name_key"
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = f"%(function)s(%(expressions)s, '{reading_language()}')"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = f'(%(expressions)s) COLLATE "{COLLATIONS[reading_language()]}"'
        return self.as_sql(compiler, connection, template=template, **context)
