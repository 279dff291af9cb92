"""Switching wagtail-localize's translation of a page off and on, without losing a text."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import String, StringTranslation, Translation

from bilingual.changes import compare
from bilingual.models import TranslationState
from bilingual.segments import segments_in, segments_on, texts_on
from bilingual.staleness import source_page


@transaction.atomic
def take_over_written(page: Page, user: Any) -> int:
    """Makes what was written on the page itself, while translation was off, its translation.

    wagtail-localize would write the page anew from the older translations. Gives how many texts
    were taken over; what has no place on the Swedish page any more stays in the page's history.
    """
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=False
    ).first()
    if translation is None:
        return 0
    written: dict[str, list[str]] = {}
    for text in texts_on(page.get_latest_revision_as_object()):
        written.setdefault(text.path, []).append(text.string.data)
    behind = _older_texts(page)
    swedish: dict[str, list[Any]] = {}
    for row in segments_in(translation):
        swedish.setdefault(row.context.path, []).append(row)
    taken = 0
    for path, texts in written.items():
        for row, text in zip(swedish.get(path, ()), texts, strict=False):
            if text in (row.string.data, row.translation):
                continue
            # Words that were not brought up to date still translate the older Swedish text.
            older = behind.get((path, str(row.string.data_hash)))
            StringTranslation.objects.update_or_create(
                translation_of=older or row.string,
                locale=translation.target_locale,
                context=row.context,
                defaults={
                    "data": text,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "last_translated_by": user,
                    "has_error": False,
                },
            )
            taken += 1
    return taken


def _older_texts(page: Page) -> dict[tuple[str, str], String]:
    """By place and present words: the Swedish text that the public translation was made from."""
    state = TranslationState.objects.filter(page_id=page.pk, stale_since__isnull=False).first()
    original = source_page(page)
    if state is None or original is None:
        return {}
    changes = [c for c in compare(state.segments, segments_on(original)) if c.before and c.now]
    strings = String.objects.filter(
        locale=original.locale_id, data_hash__in=[change.before for change in changes]
    )
    older = {str(string.data_hash): string for string in strings}
    return {(c.path, str(c.now)): older[c.before] for c in changes if c.before in older}


def refuse_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """In place of wagtail-localize's screen: an alias would be Swedish under an English address,
    and its English text gone.
    """
    messages.error(
        request, _("An English page is never a copy of the Swedish one. Unpublish it instead.")
    )
    return redirect("wagtailadmin_pages:edit", page_id)
