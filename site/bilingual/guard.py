"""Whether an English page may be public: never before its Swedish, never with Swedish words."""

from typing import Any

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import String, StringTranslation

from bilingual.drafts import waits_for_swedish
from bilingual.segments import ADDRESS, by_path, has_words, segments_on, texts_on
from bilingual.staleness import missing_texts, source_page, translation_of

# A text of so many words that stands in Swedish somewhere on the site is Swedish, not a name.
CERTAIN_WORDS = 5


def refusals(page: Page, alone: bool = True) -> list[str]:
    """Why a page, in memory as it would be published, may not be public, in the editor's language.

    Empty for Swedish pages, and for pages of types that may be in English alone. Not `alone`: its
    Swedish page is published with it, in one transaction.
    """
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return []
    original = source_page(page)
    if original is None:
        if getattr(page, "may_lack_swedish", False):
            return []
        return [_("There is no Swedish page that this one translates.")]
    if alone and not original.live:
        return [_("The Swedish page is not public: publish it first, or both as a bundle.")]
    translation = translation_of(page)
    if translation is None:
        return [still_swedish(words) for words in swedish_on(page, original)]
    if alone and (waits := waits_for_swedish(translation)):
        return [waits]
    found = [still_swedish(words) for words in swedish_on(page, original)]
    if missing := missing_texts(translation):
        found.append(lacks(missing))
    return found


def first_refusal(page: Page, user: Any) -> str:
    """The first of `refusals`, for `core.publishing`; the same for every user."""
    return next(iter(refusals(page)), "")


def still_swedish(words: str) -> str:
    """The message about a text that has not been translated."""
    return _("“%(words)s” is still in Swedish.") % {"words": Truncator(words).chars(60)}


def lacks(missing: list[str]) -> str:
    """How many texts have no translation, and which is the first."""
    return ngettext(
        "%(count)s text is not translated yet, “%(first)s”.",
        "%(count)s texts are not translated yet, the first is “%(first)s”.",
        len(missing),
    ) % {"count": len(missing), "first": Truncator(strip_tags(missing[0])).chars(60)}


def swedish_on(page: Page, original: Page) -> list[str]:
    """The words of `swedish_texts`."""
    return [strip_tags(text.string.data) for text in swedish_texts(page, original)]


def swedish_texts(page: Page, original: Page) -> list[Any]:
    """The texts of an English page that are Swedish (today's, or those of an earlier version), as
    values with `path` and `string`.

    A text that is the same in both languages (a name) has been translated as such.
    """
    own = StringTranslation.objects.filter(
        locale=page.locale_id, context__object_id=page.translation_key
    )
    translated = set(own.values_list("context__path", "data"))
    today = by_path(segments_on(original))
    suspects = [
        text
        for text in texts_on(page)
        if text.path != ADDRESS and (text.path, text.string.data) not in translated
    ]
    hashes = {str(String._get_data_hash(text.string.data)) for text in suspects}
    known: Any = String.objects.filter(locale=original.locale_id, data_hash__in=hashes)
    swedish = {str(data_hash) for data_hash in known.values_list("data_hash", flat=True)}
    found = []
    for text in suspects:
        data_hash = str(String._get_data_hash(text.string.data))
        words = strip_tags(text.string.data)
        is_certain = data_hash in swedish and len(words.split()) >= CERTAIN_WORDS
        if has_words(words) and (data_hash in today.get(text.path, ()) or is_certain):
            found.append(text)
    return found
