"""Words as they are looked for: without capitals and marks, so that “parnu” finds Pärnu.

Whoever looks for a name from abroad has no ä on the keyboard.
"""

import unicodedata
from functools import cache
from typing import Any

from django.db.models import Func, TextField

from core.name_order import PLAIN


def folded(text: str) -> str:
    """The text in small letters without marks: “Ålesund” is “alesund”, “Łódź” is “lodz”."""
    small = unicodedata.normalize("NFC", text).casefold()
    spelt = "".join(PLAIN.get(letter, letter) for letter in small)
    bare = unicodedata.normalize("NFD", spelt)
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


@cache
def _letters() -> tuple[str, str]:
    """The small Latin letters with marks, and what each is without: for PostgreSQL's translate."""
    pairs = [(letter, folded(letter)) for letter in map(chr, range(0xDF, 0x250))]
    single = [(letter, bare) for letter, bare in pairs if len(bare) == 1 and bare != letter]
    return "".join(letter for letter, _bare in single), "".join(bare for _letter, bare in single)


class Folded(Func):
    """The same in the database, for `contains` with a word that is folded itself."""

    arity = 1
    function = "folded"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        marked, bare = _letters()
        # Those that are two letters without their mark.
        template = "lower(normalize(%(expressions)s))"
        for letter, spelt in (*PLAIN.items(), ("ß", "ss")):
            if len(spelt) > 1:
                template = f"replace({template}, '{letter}', '{spelt}')"
        template = f"translate({template}, '{marked}', '{bare}')"
        return self.as_sql(compiler, connection, template=template, **context)


def teach_sqlite(connection: Any, **_signal: Any) -> None:
    """Gives a new connection to SQLite the function that `Folded` calls."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            "folded", 1, lambda text: None if text is None else folded(text), deterministic=True
        )
