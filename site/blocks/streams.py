"""What may stand where: the bodies that are composed of blocks."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from blocks.cards import CARD_BLOCKS
from blocks.cards_by_rule import CardsByRuleBlock
from blocks.media import FigureBlock
from blocks.one_language import OneLanguageBlock, PlainBlocks
from blocks.report_part import ReportPartBlock
from blocks.text import HeadingBlock, NoteBlock, QuoteBlock, TextBlock

# These have a rendering in each of the `blocks.channels`; a test walks them.
IN_ALL_CHANNELS = (
    HeadingBlock,
    TextBlock,
    QuoteBlock,
    FigureBlock,
    NoteBlock,
    OneLanguageBlock,
    *CARD_BLOCKS.values(),
    CardsByRuleBlock,
    ReportPartBlock,
)


class ArticleBody(PlainBlocks):
    """The body of a page: the plain blocks, those that one language alone sees, and cards."""

    one_language = OneLanguageBlock()
    cards_by_rule = CardsByRuleBlock()

    def __init__(self, local_blocks: Any = (), **kwargs: Any) -> None:
        cards = [(name, block()) for name, block in CARD_BLOCKS.items()]
        super().__init__([*cards, *local_blocks], **kwargs)


class NewsletterBody(ArticleBody):
    """The body of an issue of the newsletter: each block in it can be sent as mail."""

    report_part = ReportPartBlock()


def _body(body: StreamBlock, **kwargs: Any) -> StreamField:
    return StreamField(
        body,
        verbose_name=_("body"),
        blank=True,
        help_text=_("Build the page of blocks: choose a block with the plus sign."),
        **kwargs,
    )


def article_body(**kwargs: Any) -> StreamField:
    """The `body` field of a page type."""
    return _body(ArticleBody(), **kwargs)


def newsletter_body(**kwargs: Any) -> StreamField:
    """The `body` field of an issue."""
    return _body(NewsletterBody(), **kwargs)
