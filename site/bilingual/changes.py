"""What differs between the Swedish text that was translated and the one that is public now."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import zip_longest

from wagtail.models import Page
from wagtail_localize.models import String, StringTranslation, TranslationSource

from bilingual.models import TranslationState
from bilingual.segments import ADDRESS, by_path, segments_on


@dataclass(frozen=True)
class Change:
    """One text that differs: its field or block, and the hashes of its words before and now.

    None before: the text is new; None now: it is gone.
    """

    path: str
    before: str | None
    now: str | None


@dataclass(frozen=True)
class ChangedText:
    """A change in words (HTML of one segment), for an editor to read."""

    path: str
    before: str
    now: str


def digest_of(segments: Sequence[str]) -> str:
    """A digest of the words of `segments_on`, each language having an address of its own."""
    words = [segment for segment in segments if segment.rpartition(" ")[0] != ADDRESS]
    return sha256("\n".join(words).encode()).hexdigest()


def compare(before: Sequence[str], now: Sequence[str]) -> list[Change]:
    """The changes between two lists of `segments_on`: a text that was reworded counts once."""
    old, new = by_path(before), by_path(now)
    changes = []
    for path in dict.fromkeys([*old, *new]):
        matcher = SequenceMatcher(None, old[path], new[path], autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind != "equal":
                pairs = zip_longest(old[path][a:b], new[path][c:d])
                changes += [Change(path, first, second) for first, second in pairs]
    return changes


def source_of(page: Page) -> TranslationSource | None:
    """wagtail-localize's record of the Swedish page's texts; None if it was never submitted."""
    return TranslationSource.objects.filter(
        object_id=page.translation_key, locale=page.locale_id
    ).first()


def changed_texts(state: TranslationState, page: Page) -> list[ChangedText]:
    """What has changed on the public Swedish page since the translation, in words."""
    changes = compare(state.segments, segments_on(page.specific))
    hashes = {key for change in changes for key in (change.before, change.now) if key}
    found = String.objects.filter(locale=page.locale_id, data_hash__in=hashes)
    words = {str(key): data for key, data in found.values_list("data_hash", "data")}
    return [
        ChangedText(c.path, words.get(c.before or "", ""), words.get(c.now or "", ""))
        for c in changes
    ]


def keep_translations(state: TranslationState, page: Page) -> None:
    """Gives reworded texts of the public Swedish page the translation that their old words had."""
    locale = state.page.locale
    for change in compare(state.segments, segments_on(page.specific)):
        if change.before is None or change.now is None:
            continue
        known = StringTranslation.objects.filter(
            translation_of__data_hash=change.before,
            context__object_id=page.translation_key,
            context__path=change.path,
            locale=locale,
        ).first()
        string = String.objects.filter(data_hash=change.now, locale=page.locale_id).first()
        if known is None or string is None:
            continue
        StringTranslation.objects.get_or_create(
            translation_of=string,
            locale=locale,
            context_id=known.context_id,
            defaults={
                "data": known.data,
                "translation_type": known.translation_type,
                # The words are still theirs: they hear when Swedish changes next.
                "last_translated_by_id": known.last_translated_by_id,
            },
        )
