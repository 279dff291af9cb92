"""Blocks as the HTML of a mail: from MJML, which lays out in every mail client."""

import re
from typing import Any

import mrml
from django.template.loader import render_to_string
from django.utils import translation

from blocks.channels import Channel, render

FRAME = "blocks/mail.mjml"
HEADING = re.compile(r"<(?P<end>/?)h(?P<level>[2-6])(?=[ >])")
# What MJML, as XML, may not have; from a form no text has them (core.unseen).
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What mrml says of the whole, in English whatever the mail's language.
IN_ENGLISH = ' aria-roledescription="email"'


def mail_html(
    title: str,
    stream: Any,
    language: str,
    template: str = FRAME,
    context: dict[str, Any] | None = None,
) -> str:
    """The whole document, with the styles in its elements. Raises NoChannelError.

    `template` extends the frame with what stands around the blocks, and reads `context`.
    """
    sections = render(stream, Channel.MAIL, language)
    with translation.override(language):
        words = {**(context or {}), "title": title, "sections": _without_skips(sections)}
        mjml = NOT_IN_XML.sub("", render_to_string(template, words))
    html: str = mrml.to_html(mjml).content
    return html.replace(IN_ENGLISH, "", 1)


def _without_skips(sections: str) -> str:
    """The same with no level of heading skipped below the mail's own `h1`: a block does not know
    what stands above it.
    """
    above = [(1, 1)]

    def levelled(found: re.Match[str]) -> str:
        level = int(found["level"])
        if not found["end"]:
            while above[-1][0] >= level:
                above.pop()
            above.append((level, above[-1][1] + 1))
        return f"<{found['end']}h{above[-1][1]}"

    return HEADING.sub(levelled, sections)
