"""Whether a translation is whole, and whether its Swedish source has changed since."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from bilingual.changes import compare, segments_of, source_of
from bilingual.models import TranslationState
from bilingual.segments import ADDRESS, segments_in, words_in
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
        data=page.slug if page.live else address_of(page, title.translation),
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        last_translated_by=user,
    )


def note_source_published(page: Page, user: Any) -> None:
    """Brings the segments of a published Swedish page up to date, and marks what fell behind."""
    source = source_of(page)
    if source is None:
        return
    source.update_from_db()
    now = segments_of(source)
    states = TranslationState.objects.filter(page__translation_key=page.translation_key)
    for state in states:
        state.changed_segments = len(compare(state.segments, now))
        if not state.changed_segments:
            state.stale_since = state.stale_by = None
        elif state.stale_since is None:
            state.stale_since, state.stale_by = timezone.now(), user
        state.save()


def note_translation_current(page: Page) -> None:
    """Notes that a published translation says what the Swedish text says now."""
    # Also of one that is switched off: its words were written for the Swedish page as it is.
    source = TranslationSource.objects.filter(object_id=page.translation_key).first()
    if source is None:
        return
    original = Page.objects.filter(
        translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE
    ).first()
    published_at = original.last_published_at if original else None
    TranslationState.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "source_published_at": published_at or timezone.now(),
            "segments": segments_of(source),
            "stale_since": None,
            "stale_by": None,
            "changed_segments": 0,
        },
    )
