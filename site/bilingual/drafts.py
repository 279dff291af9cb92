"""Swedish drafts on their way to the translator, before they are public."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from bilingual.segments import texts_on


def send_draft_texts(page: Page) -> TranslationSource:
    """Brings the texts of the Swedish page's latest draft to the translator.

    What is public stays as it is in both languages. wagtail-localize itself reads only what a page
    that is public has in public.
    """
    draft: Any = page.get_latest_revision_as_object()
    source, _created = TranslationSource.update_or_create_from_instance(draft)
    return source


def is_ahead(source: TranslationSource, page: Page) -> bool:
    """Whether the translator has texts of a Swedish draft that differ from the public page's."""
    public = {(text.path, text.string.data) for text in texts_on(page)}
    in_work = StringSegment.objects.filter(source=source)
    return public != set(in_work.values_list("context__path", "string__data"))


def waits_for_swedish(translation: Translation) -> str:
    """Why English would be public before its Swedish, in the editor's language; "" if it is not."""
    original = translation.source.get_source_instance()
    if not original.live:
        return _("The Swedish page is not public: publish it first, or both as a bundle.")
    if is_ahead(translation.source, original):
        return _("The translation is of a Swedish draft: publish that first, or both as a bundle.")
    return ""
