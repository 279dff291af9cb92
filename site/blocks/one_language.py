"""What is said in one language alone."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blocks.media import FigureBlock
from blocks.text import HeadingBlock, NoteBlock, QuoteBlock, TextBlock
from core.languages import reading_language


class PlainBlocks(blocks.StreamBlock):
    """The blocks that a body, and its part in one language, are built of."""

    heading = HeadingBlock()
    text = TextBlock()
    quote = QuoteBlock()
    figure = FigureBlock()
    note = NoteBlock()


class OneLanguageBlock(blocks.StructBlock):
    """Blocks that are shown on the Swedish page or on the English one, not on both.

    They are written in that language on the Swedish page, and nothing in them is translated.
    """

    language = blocks.ChoiceBlock(choices=settings.LANGUAGES, label=_("Shown in"), required=True)
    content = PlainBlocks(label=_("Contents"))

    class Meta:
        icon = "globe"
        label = _("In one language only")
        template = "blocks/one_language/web.html"
        description = _("Blocks that only Swedish or only English readers see")
        help_text = _("Write it in the language that it is shown in: it is not translated.")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["shown"] = value["language"] == reading_language()
        return context

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Nothing for the translator (read by wagtail-localize)."""
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        """As it stands on the Swedish page (called by wagtail-localize)."""
        return value
