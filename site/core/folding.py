"""Words as they are looked for: without capitals and marks, so that “parnu” finds Pärnu.

Whoever looks for a name from abroad has no ä on the keyboard.
"""

from functools import cache
from typing import Any

from django.db.models import Func, TextField

from core.name_order import PLAIN, bare, small


def folded(text: str) -> str:
    """The text in small letters without marks: “Ålesund” is “alesund”, “Łódź” is “lodz”."""
    return bare(small(text), PLAIN)


@cache
def _letters() -> tuple[str, str]:
    """The small Latin letters with marks, and what each is without: for PostgreSQL's translate."""
    pairs = [(letter, folded(letter)) for letter in map(chr, range(0xDF, 0x250))]
    single = [(letter, plain) for letter, plain in pairs if len(plain) == 1 and plain != letter]
    return "".join(letter for letter, _plain in single), "".join(plain for _letter, plain in single)


class Folded(Func):
    """The same in the database, for `contains` with a word that is folded itself."""

    arity = 1
    function = "folded"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        marked, plain = _letters()
        # Those that are two letters without their mark.
        template = "lower(normalize(%(expressions)s))"
        for letter, spelt in (*PLAIN.items(), ("ß", "ss")):
            if len(spelt) > 1:
                template = f"replace({template}, '{letter}', '{spelt}')"
        template = f"translate({template}, '{marked}', '{plain}')"
        return self.as_sql(compiler, connection, template=template, **context)
