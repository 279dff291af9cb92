"""What may stand where: the bodies that are composed of blocks."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from blocks.one_language import OneLanguageBlock, PlainBlocks


class ArticleBody(PlainBlocks):
    """The body of a page: the plain blocks, and those that one language alone sees."""

    one_language = OneLanguageBlock()


def article_body(**kwargs: Any) -> StreamField:
    """The `body` field of a page type."""
    return StreamField(
        ArticleBody(),
        verbose_name=_("body"),
        blank=True,
        help_text=_("Build the page of blocks: choose a block with the plus sign."),
        **kwargs,
    )
