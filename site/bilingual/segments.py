"""The texts of a page as wagtail-localize cuts them, and the translations that they have."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.html import strip_tags
from wagtail.models import Locale, Page
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

# A page's address: each language has its own, and it is made of the title where it is not given.
ADDRESS = "slug"


def segments_in(translation: Translation) -> Any:
    """The Swedish texts that the translator has, in their order, each with its `translation` (or
    None). One query.
    """
    return (
        StringSegment.objects.filter(source=translation.source_id)
        .annotate_translation(translation.target_locale)
        .select_related("string", "context")
        .order_by("order")
    )


def words_in(translation: Translation) -> Any:
    """The same without the address, which is no text of the page."""
    return segments_in(translation).exclude(context__path=ADDRESS)


def texts_on(page: Page) -> list[Any]:
    """The texts of a page as it is in memory: values with `path`, `string` and `attrs`."""
    return [value for value in extract_segments(page) if isinstance(value, StringSegmentValue)]


def segments_on(page: Page) -> list[str]:
    """The texts of a page as it is in memory with their places, comparable between two times."""
    found = [f"{text.path} {String._get_data_hash(text.string.data)}" for text in texts_on(page)]
    return sorted(found, key=lambda segment: segment.rpartition(" ")[0])


def by_path(segments: Iterable[str]) -> dict[str, list[str]]:
    """The texts' hashes by field or block. Each language has an address of its own: left out."""
    texts: dict[str, list[str]] = defaultdict(list)
    for segment in segments:
        path, _space, data_hash = segment.rpartition(" ")
        if path != ADDRESS:
            texts[path].append(data_hash)
    return texts


def has_words(text: str | None) -> bool:
    """Whether there is anything to read: a translation may not be empty."""
    return bool(text and strip_tags(text).strip())


def untranslated_on(page: Page, locale: Locale) -> list[str]:
    """The texts of a Swedish page in memory that have no translation into `locale`."""
    translations = StringTranslation.objects.filter(
        locale=locale, context__object_id=page.translation_key, has_error=False
    )
    known = {
        (path, swedish)
        for path, swedish, words in translations.values_list(
            "context__path", "translation_of__data", "data"
        )
        if has_words(words)
    }
    return [
        text.string.data
        for text in texts_on(page)
        if text.path != ADDRESS and (text.path, text.string.data) not in known
    ]
