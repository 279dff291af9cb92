"""What of a reader's words can be searched for."""

import re
import unicodedata

MAX_WORDS = 12
MAX_LENGTH = 200

_word = re.compile(r"[^\W_]+")


def searchable(asked: str) -> str:
    """The words of `asked`, without signs that the database's search would read as operators.

    A lone quotation mark is a server error in Wagtail's SQLite backend; here it leaves nothing.
    Takes at most the first 12 words of the first 200 characters; "" when there is nothing to find.
    """
    normal = unicodedata.normalize("NFC", asked[:MAX_LENGTH])
    return " ".join(_word.findall(normal)[:MAX_WORDS])
