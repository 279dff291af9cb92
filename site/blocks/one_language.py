"""What is said in one language alone."""

from typing import Any, ClassVar

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from blocks.channels import data
from blocks.examples import in_both
from blocks.facts import FactsBlock, FiguresBlock, TimelineBlock
from blocks.map import MapBlock
from blocks.media import FigureBlock
from blocks.passages_apart import AccordionBlock, SideBySideBlock
from blocks.same import SameInBothLanguages
from blocks.subscribe import SubscribeBlock
from blocks.tables import TableBlock
from blocks.text import HeadingBlock, LeadBlock, NoteBlock, QuoteBlock, TextBlock
from blocks.ways_on import CallToActionBlock, DocumentsBlock, RelatedBlock, VideoBlock
from core.languages import reading_language


class PlainBlocks(blocks.StreamBlock):
    """The blocks that a body, and its part in one language, are built of."""

    heading = HeadingBlock()
    lead = LeadBlock()
    text = TextBlock()
    quote = QuoteBlock()
    figure = FigureBlock()
    note = NoteBlock()
    accordion = AccordionBlock()
    side_by_side = SideBySideBlock()
    facts = FactsBlock()
    figures = FiguresBlock()
    table = TableBlock()
    timeline = TimelineBlock()
    map = MapBlock()
    documents = DocumentsBlock()
    call_to_action = CallToActionBlock()
    video = VideoBlock()
    related = RelatedBlock()
    subscribe = SubscribeBlock()

    class Meta:
        # Its signs are drawn once.
        block_counts: ClassVar[dict[str, Any]] = {"map": {"max_num": 1}}


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

    def get_preview_value(self) -> Any:
        """In the language of whoever looks at it, who would see nothing else."""
        words = in_both("Anmäl dig senast den 1 mars.", "Write to us in English or Swedish.")()
        content = [("text", RichText(f"<p>{words}</p>"))]
        return self.normalize({"language": reading_language(), "content": content})

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["shown"] = value["language"] == reading_language()
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        """Its blocks; None for readers of the other language."""
        if value["language"] != reading_language():
            return None
        return {"language": value["language"], "content": data(value["content"])}
