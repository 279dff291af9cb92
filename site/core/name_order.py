"""Names in the order of the reader's language: in Swedish å, ä and ö come last.

In English they are an a and an o. `name_key` orders lists that are whole anyway; `ByName` is the
same order in the database.
"""

import unicodedata
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
    letters = OF_LANGUAGE[language or reading_language()]
    text = unicodedata.normalize("NFC", str(name)).casefold()
    spelt = "".join(letters.get(letter, letter) for letter in text)
    bare = unicodedata.normalize("NFD", spelt)
    key = "".join(letter for letter in bare if not unicodedata.combining(letter))
    # Where that is the same, é comes after e.
    return f"{key}\0{text}"


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


def teach_sqlite(connection: Any, **_signal: Any) -> None:
    """Gives a new connection to SQLite the function that `ByName` calls."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            "name_key",
            2,
            lambda name, language: None if name is None else name_key(name, language),
            deterministic=True,
        )
