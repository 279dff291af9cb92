"""What makes a subject be taken for spam, or be cut."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

SHOWN = 60
# What filters weigh, and what advertising has worn out: whole words, in both languages.
SPAM_WORDS = re.compile(
    r"\b(gratis|vinn|vinnare|erbjudande|köp nu|klicka här|pengar tillbaka|garanterat|sista chansen"
    r"|skynda|free|winner|prize|special offer|buy now|click here|act now|urgent|guaranteed"
    r"|last chance|money back|no cost)\b",
    re.I,
)
SHOUTED = re.compile(r"[!?]\s*[!?]")
FEW_LETTERS = 6


def faults_of_subject(subject: str) -> Iterator[str]:
    """Each fault in a sentence, in the editor's language; none of them stops an issue."""
    if len(subject) > SHOWN:
        told = _("The subject has %(length)s characters: most mail programs show about %(shown)s.")
        yield told % {"length": len(subject), "shown": SHOWN}
    letters = [sign for sign in subject if sign.isalpha()]
    if len(letters) >= FEW_LETTERS and all(sign.isupper() for sign in letters):
        yield _("The subject is in capitals, as spam is.")
    if SHOUTED.search(subject):
        yield _("The subject has several exclamation or question marks, as spam does.")
    for word in dict.fromkeys(found[0] for found in SPAM_WORDS.finditer(subject)):
        yield _("The subject says “%(word)s”, as spam does.") % {"word": word}
