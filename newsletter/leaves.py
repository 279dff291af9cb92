"""The blocks that readers of a language get, each alone."""

from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from blocks.channels import Channel, render
from blocks.one_language import OneLanguageBlock
from blocks.shared import SharedContentBlock


def leaves(body: Any, language: str) -> Iterator[Any]:
    """The blocks of a body; instead of shared content, and of what is in one language only, the
    blocks within.
    """
    for bound in body:
        if isinstance(bound.block, OneLanguageBlock):
            if bound.value["language"] == language:
                yield from leaves(bound.value["content"], language)
        elif isinstance(bound.block, SharedContentBlock) and bound.value is not None:
            with override(language):
                content = bound.value.body
            yield from leaves(content, language)
        else:
            yield bound


def in_mail(bound: Any, language: str) -> BeautifulSoup:
    """The block as MJML, for looking at what it says and where it leads."""
    return BeautifulSoup(render([bound], Channel.MAIL, language), "html.parser")


def named(label: Any, words: str) -> str:
    """“Heading: “The action plan on the web””, in the editor's language."""
    cut = Truncator(" ".join(words.split())).chars(60)
    if not cut:
        return capfirst(str(label))
    return _("%(label)s: “%(words)s”") % {"label": capfirst(str(label)), "words": cut}
