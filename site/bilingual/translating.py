"""Translations made through wagtail-localize: editors see segments, not a second page."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import StringValue


@dataclass(frozen=True)
class TranslationResult:
    """The translated page, and the source segments that had no translation."""

    page: Page
    missing: list[str]


def plain(segment: str) -> str:
    """A segment's HTML as the plain text that it was made of."""
    return html.unescape(segment.replace("<br/>", "\n").replace("<br>", "\n"))


def translate_page(
    source_page: Page, locale: Locale, texts: Mapping[str, str], user: Any = None
) -> TranslationResult:
    """Translates `source_page` into `locale` as a draft, segment by segment.

    `texts` gives for each Swedish text (plain, a field or a paragraph) the translated one.
    A segment that `texts` lacks stays untranslated and is named in the result.
    Raises ValidationError when the translated page is not valid.
    """
    source, _created = TranslationSource.update_or_create_from_instance(source_page)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    missing = []
    segments = StringSegment.objects.filter(source=source).select_related("string", "context")
    for segment in segments.order_by("order"):
        swedish = plain(segment.string.data)
        if swedish not in texts:
            missing.append(swedish)
            continue
        _translate(segment, locale, texts[swedish], user)
    translation.save_target(user=user, publish=False)
    return TranslationResult(translation.get_target_instance(), missing)


def translate_fields(
    draft: Page, locale: Locale, texts: Mapping[str, str], user: Any = None
) -> None:
    """Translates some fields of a Swedish draft, by their names, for the translator to go on from.

    What is public stays as it is; a page that has no translation yet gets one, as a draft.
    """
    source, _created = TranslationSource.update_or_create_from_instance(draft)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    segments = StringSegment.objects.filter(source=source, context__path__in=texts)
    for segment in segments.select_related("string", "context"):
        _translate(segment, locale, texts[segment.context.path], user)
    target = draft.get_translations().filter(locale=locale).first()
    # wagtail-localize writes a page that there is already at once, also if it is public.
    if target is None or target.alias_of_id:
        translation.save_target(user=user, publish=False)


def _translate(segment: StringSegment, locale: Locale, text: str, user: Any) -> None:
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=locale,
        context=segment.context,
        defaults={
            "data": StringValue.from_plaintext(text).data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "last_translated_by": user,
            "has_error": False,
        },
    )
