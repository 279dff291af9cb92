"""Whether a translation is whole, and whether its Swedish source has changed since."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from bilingual.changes import compare, digest_of, segments_of, source_of
from bilingual.models import TranslationState
from bilingual.notices import source_is_translated, tell_source_changed
from bilingual.segments import ADDRESS, segments_in, words_in


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
    segments = words_in(translation).filter(translation__isnull=True)
    return [segment.string.data for segment in segments]


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
        data=page.slug if page.live else slugify(title.translation),
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
    now = segments_of(source)
    words = digest_of(now)
    states = TranslationState.objects.filter(page__translation_key=page.translation_key)
    for state in states.select_related("page"):
        has_new_words = state.stale_since is None or state.source_words != words
        state.changed_segments = len(compare(state.segments, now))
        state.source_words = words
        if not state.changed_segments:
            state.stale_since = state.stale_by = None
        elif state.stale_since is None:
            state.stale_since, state.stale_by = timezone.now(), user
        state.save()
        if not state.changed_segments:
            source_is_translated(page)
        elif has_new_words:
            tell_source_changed(page, state, user)


def note_translation_current(page: Page) -> bool:
    """Notes that a published translation says what the Swedish text says now.

    Gives whether that is new: of a page that was current already it is not.
    """
    # Also of one that is switched off: its words were written for the Swedish page as it is.
    source = TranslationSource.objects.filter(object_id=page.translation_key).first()
    if source is None:
        return False
    was_current = TranslationState.objects.filter(page_id=page.pk, stale_since=None).exists()
    segments = segments_of(source)
    original = Page.objects.filter(
        translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE
    ).first()
    published_at = original.last_published_at if original else None
    TranslationState.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "source_published_at": published_at or timezone.now(),
            "segments": segments,
            "source_words": digest_of(segments),
            "stale_since": None,
            "stale_by": None,
            "changed_segments": 0,
        },
    )
    source_is_translated(page)
    return not was_current
