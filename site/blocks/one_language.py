"""What is said in one language alone."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blocks.channels import data
from blocks.media import FigureBlock
from blocks.same import SameInBothLanguages
from blocks.text import HeadingBlock, NoteBlock, QuoteBlock, TextBlock
from core.languages import reading_language


class PlainBlocks(blocks.StreamBlock):
    """The blocks that a body, and its part in one language, are built of."""

    heading = HeadingBlock()
    text = TextBlock()
    quote = QuoteBlock()
    figure = FigureBlock()
    note = NoteBlock()


class OneLanguageBlock(SameInBothLanguages, blocks.StructBlock):
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

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        """Its blocks; None for readers of the other language."""
        if value["language"] != reading_language():
            return None
        return {"language": value["language"], "content": data(value["content"])}
