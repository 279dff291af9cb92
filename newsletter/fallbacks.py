"""What an English mail would say in Swedish: texts without a translation, and what a block reads
from pages that are in Swedish only.
"""

from collections.abc import Iterator
from typing import Any

from bs4 import Tag
from django.utils.html import strip_tags
from django.utils.translation import override

from bilingual.guard import swedish_texts
from bilingual.staleness import source_page
from blocks.media import FigureBlock
from blocks.same import SameInBothLanguages
from newsletter.issues import SOURCE
from newsletter.leaves import in_mail, leaves, named
from newsletter.own_answers import page_behind


def fallbacks(page: Any) -> list[str]:
    """The fields and blocks of an English issue, in memory, that say something in Swedish: each by
    its label and words, in the editor's language. Empty for a Swedish issue.
    """
    if page.locale.language_code == SOURCE:
        return []
    return [*dict.fromkeys([*_untranslated(page), *_read_in_swedish(page)])]


def _untranslated(page: Any) -> Iterator[str]:
    original = source_page(page)
    if original is None:
        return
    if not original.live:
        # What the translator has is of the draft.
        original = original.get_latest_revision_as_object()
    labels = {str(bound.id): bound.block.label for bound in page.body}
    for text in swedish_texts(page, original):
        field, _dot, place = text.path.partition(".")
        label = labels.get(place.split(".")[0]) or page._meta.get_field(field).verbose_name
        yield named(label, strip_tags(text.string.data))


def _read_in_swedish(page: Any) -> Iterator[str]:
    language = page.locale.language_code
    for bound in leaves(page.body, language):
        label = bound.block.label
        if isinstance(bound.block, FigureBlock) and bound.value["image"]:
            with override(language):
                credit = bound.value["image"].readers_credit
            if credit.language:
                yield named(label, credit.words)
        # A block with words of its own may quote Swedish in them, marked so.
        if isinstance(bound.block, SameInBothLanguages):
            marked = in_mail(bound, language).select(f"[lang={SOURCE}]")
            if words := [found.get_text() for found in marked if _counts(found, language)]:
                yield named(label, words[0])


def _counts(marked: Tag, language: str) -> bool:
    """An English page may have a Swedish title (a project's name): that is how it is called.

    A record's page is no such page: it says its name as English as it has it.
    """
    link = marked.find_parent("a")
    page = page_behind(str(link.get("href"))) if link else None
    return page is None or page.locale.language_code != language
