"""Translation memory: what has been translated before and reads nearly the same."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import strip_tags
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation

from bilingual.segments import ADDRESS

# Below this the reader spends more time on the suggestion than on a new translation.
NEAREST = 60
CANDIDATES = 200


@dataclass(frozen=True)
class Match:
    """An earlier translation: how like its Swedish text is (per cent), both texts in plain words,
    and the English one as it can be saved: with its links and emphasis where the text is the same.
    """

    percent: int
    swedish: str
    english: str
    segment: str


def matches(string: String, locale: Locale, limit: int = 3) -> list[Match]:
    """The translations of the same text elsewhere, and of texts like it; the nearest first.

    At most two queries: near texts are looked for among those that share the longest word.
    """
    text = strip_tags(string.data)
    words = sorted(re.findall(r"\w{5,}", text), key=len, reverse=True)
    known = (
        StringTranslation.objects.filter(locale=locale, has_error=False)
        .exclude(context__path=ADDRESS)
        .select_related("translation_of")
    )
    exact = known.filter(translation_of=string)[:limit]
    found = {strip_tags(t.data): Match(100, text, strip_tags(t.data), t.data) for t in exact}
    if words and len(found) < limit:
        near = known.filter(
            translation_of__data__icontains=words[0], translation_of__locale=string.locale_id
        ).exclude(translation_of=string)
        for translation in near[:CANDIDATES]:
            swedish = strip_tags(translation.translation_of.data)
            matcher = SequenceMatcher(None, text, swedish, autojunk=False)
            if matcher.quick_ratio() * 100 < NEAREST:
                continue
            percent = min(99, int(matcher.ratio() * 100))
            english = strip_tags(translation.data)
            if percent >= NEAREST and english not in found:
                found[english] = Match(percent, swedish, english, english)
    return sorted(found.values(), key=lambda match: -match.percent)[:limit]
