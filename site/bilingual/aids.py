"""What helps the translator of a page: terms of the glossary, and earlier translations."""

from dataclasses import dataclass

from django.utils.html import strip_tags
from wagtail_localize.models import Translation

from bilingual.glossary import Breach, breaches, terms_in
from bilingual.memory import Match, matches
from bilingual.models import Term
from bilingual.segments import words_in

# A page with more untranslated texts than this is new: its first ones get suggestions.
MOST_SUGGESTED = 25


@dataclass(frozen=True)
class Aid:
    """One text of the page with what is known about translating it."""

    swedish: str
    english: str
    terms: list[Term]
    breaches: list[Breach]
    matches: list[Match]


def aids_for(translation: Translation) -> list[Aid]:
    """The texts for which there is something to show, in the page's order."""
    terms = list(Term.objects.all())
    found = []
    searched = 0
    for segment in words_in(translation):
        swedish = strip_tags(segment.string.data)
        english = strip_tags(segment.translation or "")
        near: list[Match] = []
        if not english and searched < MOST_SUGGESTED:
            near = matches(segment.string, translation.target_locale)
            searched += 1
        aid = Aid(
            swedish,
            english,
            terms_in(swedish, terms),
            breaches(swedish, english, terms) if english else [],
            near,
        )
        if aid.terms or aid.matches:
            found.append(aid)
    return found
