"""What helps the translator of a page: terms of the glossary, and earlier translations."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
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

    # As wagtail-localize's editor shows it, by which its script finds the text.
    segment: str
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
            segment.string.data,
            swedish,
            english,
            sorted(terms_in(swedish, terms), key=_best_first),
            breaches(swedish, english, terms) if english else [],
            near,
        )
        if aid.terms or aid.matches:
            found.append(aid)
    return found


def _best_first(term: Term) -> tuple[str, int]:
    return term.swedish, Term.Status.values.index(term.status)


def breaches_by_text(translation: Translation) -> list[dict[str, Any]]:
    """What each translated text breaks with, as the editor's script reads it; [] for nothing."""
    terms = list(Term.objects.all())
    return [
        {
            "segment": segment.string.data,
            "translation": segment.translation,
            "messages": [
                breach.message
                for breach in breaches(
                    strip_tags(segment.string.data), strip_tags(segment.translation), terms
                )
            ],
        }
        for segment in words_in(translation).filter(translation__isnull=False)
    ]


def breaches_now(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The same after a text was saved: the script asks when it sees one that it does not know."""
    translation = get_object_or_404(Translation, pk=translation_id)
    if not translation.get_target_instance().permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return JsonResponse(breaches_by_text(translation), safe=False)
