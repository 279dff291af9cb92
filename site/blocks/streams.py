"""What may stand where: the bodies that are composed of blocks."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from blocks.cards import CARD_BLOCKS
from blocks.cards_by_rule import CardsByRuleBlock
from blocks.one_language import OneLanguageBlock, PlainBlocks
from blocks.report_part import ReportPartBlock
from blocks.shared import SharedContentBlock


class SharedBody(PlainBlocks):
    """What is written once for many pages: the plain blocks and cards."""

    cards_by_rule = CardsByRuleBlock()

    def __init__(self, local_blocks: Any = (), **kwargs: Any) -> None:
        cards = [(name, block()) for name, block in CARD_BLOCKS.items()]
        super().__init__([*cards, *local_blocks], **kwargs)


class ArticleBody(SharedBody):
    """The body of a page: the same, what one language alone sees, and what many pages share."""

    one_language = OneLanguageBlock()
    shared = SharedContentBlock()


class NewsletterBody(ArticleBody):
    """The body of an issue of the newsletter: each block in it can be sent as mail."""

    report_part = ReportPartBlock()


def _body(body: StreamBlock, **kwargs: Any) -> StreamField:
    common = {
        "verbose_name": _("body"),
        "blank": True,
        "help_text": _("Build the page of blocks: choose a block with the plus sign."),
    }
    return StreamField(body, **(common | kwargs))


def article_body(**kwargs: Any) -> StreamField:
    """The `body` field of a page type."""
    return _body(ArticleBody(), **kwargs)


def shared_body(label: Any) -> StreamField:
    """A body of shared content in one language; it may not be empty."""
    return _body(SharedBody(), verbose_name=label, blank=False)


def newsletter_body(**kwargs: Any) -> StreamField:
    """The `body` field of an issue."""
    return _body(NewsletterBody(), **kwargs)
