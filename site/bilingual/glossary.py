"""Which terms of the glossary a text holds, and where a translation breaks with them."""

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation

from bilingual.models import Term
from bilingual.segments import ADDRESS, words_in


@dataclass(frozen=True)
class Breach:
    """A translated text that uses a forbidden term, or misses the preferred one."""

    text: str
    message: str
    forbidden: bool


def holds(text: str, term: str) -> bool:
    """Whether `text` has a word that begins with `term`: inflected and compound words count.

    A hyphen is as good as a space: “twin-town contacts” are contacts with a twin town.
    """
    pattern = re.escape(term.replace("-", " "))
    return re.search(rf"(?<!\w){pattern}", text.replace("-", " "), re.IGNORECASE) is not None


def terms_in(text: str, terms: Iterable[Term]) -> list[Term]:
    """The terms whose Swedish word is in the text."""
    return [term for term in terms if holds(text, term.swedish)]


def breaches(swedish: str, english: str, terms: Sequence[Term]) -> list[Breach]:
    """Where the English text does not say a Swedish term as the glossary does.

    A forbidden word counts only where the text has its Swedish term: elsewhere it may be right.
    """
    found = []
    by_word: dict[str, list[Term]] = {}
    for term in terms_in(swedish, terms):
        by_word.setdefault(term.swedish, []).append(term)
    for word, choices in by_word.items():
        good = [term.english for term in choices if term.status != Term.Status.FORBIDDEN]
        wanted = ", ".join(good)
        for term in choices:
            if term.status == Term.Status.FORBIDDEN and _uses(english, term.english, good):
                message = _("“%(bad)s” is forbidden for “%(word)s”: write %(wanted)s") % {
                    "bad": term.english,
                    "word": word,
                    "wanted": wanted or "–",
                }
                found.append(Breach(english, message, True))
        if good and not any(holds(english, name) for name in good):
            message = _("“%(word)s” is not said as %(wanted)s") % {"word": word, "wanted": wanted}
            found.append(Breach(english, message, False))
    return found


def _uses(english: str, bad: str, good: list[str]) -> bool:
    """Whether the bad term is there by itself, and not as a part of a good one."""
    rest = english
    for name in good:
        rest = re.sub(re.escape(name), "", rest, flags=re.IGNORECASE)
    return holds(rest, bad)


def breaches_of(translation: Translation, terms: Sequence[Term] | None = None) -> list[Breach]:
    """The breaches in the translated texts of one page; one query, and one for the glossary."""
    terms = list(Term.objects.all()) if terms is None else terms
    if not terms:
        return []
    return [
        breach
        for segment in words_in(translation).filter(translation__isnull=False)
        for breach in breaches(
            strip_tags(segment.string.data), strip_tags(segment.translation), terms
        )
    ]


def public_breaches(locale: Locale) -> Iterator[tuple[uuid.UUID, Breach]]:
    """The breaches in all published translations into `locale`, with their translation keys.

    Two queries, however many pages there are; read in pieces.
    """
    terms = list(Term.objects.all())
    if not terms:
        return
    published = Page.objects.live().filter(
        translation_key=OuterRef("source__object_id"), locale=locale, alias_of=None
    )
    translations = Translation.objects.filter(
        source=OuterRef("source"), target_locale=locale, enabled=True
    )
    segments = (
        StringSegment.objects.filter(Exists(translations), Exists(published))
        .annotate_translation(locale)
        .filter(translation__isnull=False)
        .exclude(context__path=ADDRESS)
        .order_by("source", "order")
        .values_list("source__object_id", "string__data", "translation")
    )
    for key, swedish, english in segments.iterator(chunk_size=2000):
        for breach in breaches(strip_tags(swedish), strip_tags(english), terms):
            yield key, breach
