"""Whether a translation is whole, and whether its Swedish source has changed since."""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import String, StringTranslation, Translation

from bilingual.changes import compare, digest_of, source_of
from bilingual.models import TranslationState
from bilingual.notices import source_is_translated, tell_source_changed
from bilingual.segments import (
    ADDRESS,
    by_path,
    has_words,
    segments_in,
    segments_on,
    words_in,
)
from bilingual.slugs import address_of


def translation_of(page: Page) -> Translation | None:
    """wagtail-localize's translation that made this page; None for a page without one."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )


def missing_texts(translation: Translation) -> list[str]:
    """The Swedish texts that have no translation yet (an address counts only by its title)."""
    return [
        segment.string.data
        for segment in words_in(translation)
        if not has_words(segment.translation)
    ]


def give_address(translation: Translation, user: Any) -> None:
    """Makes the translated page's address of its translated title, if it has none yet.

    A published page keeps the one that it has, also when Swedish gets another.
    """
    texts = {
        segment.context.path: segment
        for segment in segments_in(translation).filter(context__path__in=("title", ADDRESS))
    }
    title, slug = texts.get("title"), texts.get(ADDRESS)
    if title is None or slug is None or slug.translation or not title.translation:
        return
    page = translation.get_target_instance()
    StringTranslation.objects.create(
        translation_of_id=slug.string_id,
        locale=translation.target_locale,
        context_id=slug.context_id,
        data=page.slug if page.live else address_of(page, title.translation),
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        last_translated_by=user,
    )


def note_source_published(page: Page, user: Any) -> None:
    """Brings the segments of a published Swedish page up to date, marks what fell behind, and
    tells the translators of new words.
    """
    source = source_of(page)
    if source is None:
        return
    source.update_from_db()
    now = segments_on(page.specific)
    words = digest_of(now)
    states = TranslationState.objects.filter(page__translation_key=page.translation_key)
    for state in states.select_related("page"):
        has_new_words = state.stale_since is None or state.source_words != words
        _count(state, now, user)
        if state.changed_segments and has_new_words:
            tell_source_changed(page, state, user)


def _count(state: TranslationState, now: list[str], user: Any) -> None:
    """Counts what the public Swedish texts `now` have that the translation was not made from."""
    state.source_words = digest_of(now)
    state.changed_segments = len(compare(state.segments, now))
    if not state.changed_segments:
        state.stale_since = state.stale_by = None
        source_is_translated(state.page)
    elif state.stale_since is None:
        state.stale_since, state.stale_by = timezone.now(), user
    state.save()


def _translated_paths(page: Page, original: Page, state: TranslationState) -> set[str]:
    """The fields and blocks in which the published translation says what Swedish says now.

    What was published may be an older draft. Where the translation is switched off, a text counts
    as brought up to date when it has been rewritten.
    """
    swedish, english = by_path(segments_on(original)), by_path(segments_on(page))
    translation = translation_of(page)
    if translation is None:
        before = by_path(state.translated)
        return {path for path in swedish if english[path] != before[path]}
    known: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for path, source_hash, words in StringTranslation.objects.filter(
        locale=page.locale_id, context__object_id=page.translation_key
    ).values_list("context__path", "translation_of__data_hash", "data"):
        known[path].add((str(source_hash), str(String._get_data_hash(words))))
    return {
        path
        for path, texts in swedish.items()
        if len(texts) == len(english[path])
        and all(pair in known[path] for pair in zip(texts, english[path], strict=True))
    }


def note_translation_published(page: Page) -> bool:
    """Notes from which Swedish texts a translation was made that has become public.

    Not necessarily from those of now: an older draft may have been approved, or come due. Gives
    whether it is current now and was not before.
    """
    original = source_page(page)
    if original is None or source_of(original) is None:
        return False
    state = TranslationState.objects.filter(page_id=page.pk).first()
    if state is None:
        state = TranslationState(page_id=page.pk, source_published_at=timezone.now())
    was_current = state.pk is not None and state.stale_since is None
    current = _translated_paths(page, original, state)
    before, now = by_path(state.segments), segments_on(original)
    paths = by_path(now)
    made_from = {path: paths[path] if path in current else before[path] for path in paths}
    # A text that Swedish no longer has stays named as long as the translation has it.
    made_from |= {path: before[path] for path in by_path(segments_on(page)) if path not in paths}
    state.segments = [f"{path} {text}" for path, texts in made_from.items() for text in texts]
    state.translated = segments_on(page)
    _count(state, now, None)
    if state.changed_segments:
        return False
    state.source_published_at = original.last_published_at or timezone.now()
    state.save()
    return not was_current


def fallen_behind(page: Page, original: Page) -> set[str]:
    """The fields and blocks of a published translation that were made from other Swedish texts than
    `original`, a Swedish page in memory, has.
    """
    state = TranslationState.objects.filter(page_id=page.pk).first()
    if state is None:
        return set()
    return {change.path for change in compare(state.segments, segments_on(original))}


def call_current(state: TranslationState) -> None:
    """Somebody has judged that the translation says what the public Swedish page says."""
    original = source_page(state.page)
    if original is None:
        return
    now = segments_on(original)
    state.segments = now
    state.source_published_at = original.last_published_at or timezone.now()
    _count(state, now, None)


def source_page(page: Page) -> Any:
    """The Swedish page that this one translates; None if there is none."""
    pages = Page.objects.filter(
        translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE
    )
    found = pages.first()
    return found.specific if found else None
