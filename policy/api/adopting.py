"""Which decisions adopted a statement or method: those on versions whose text has its words."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from core.api import SOURCE, Reference
from policy.api.decisions import adopting_decisions
from policy.models import PolicyVersionPage
from policy.version_text import one_line, text_of_version


@dataclass(frozen=True)
class Adopted:
    """A decision with the paragraphs of the version that it adopted, in Swedish."""

    decision: Reference
    paragraphs: frozenset[str]


def adopted_until(day: dt.date | None) -> list[Adopted]:
    """The public decisions by which a version had been adopted on the day, the newest first.

    A version of which the site has not the text adopts no point: nobody can say what it held.
    """
    decisions = adopting_decisions(day or timezone.localdate())
    versions = PolicyVersionPage.objects.filter(
        translation_key__in=decisions.keys(), locale__language_code=SOURCE
    ).select_related("locale")
    texts = {
        version.translation_key: frozenset(p.text for p in text_of_version(version))
        for version in versions
    }
    return [
        Adopted(decision, texts[key])
        for key, found in decisions.items()
        for decision in found
        if key in texts
    ]


def adopting(words: str, adopted: list[Adopted]) -> list[Reference]:
    """The decisions that adopted a point of these Swedish words, whatever its reference was."""
    own = one_line(words)
    return [one.decision for one in adopted if own in one.paragraphs]
