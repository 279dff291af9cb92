"""Blocks as the HTML of a mail: from MJML, which lays out in every mail client."""

from typing import Any

import mrml
from django.template.loader import render_to_string
from django.utils import translation

from blocks.channels import Channel, render


def mail_html(title: str, stream: Any, language: str) -> str:
    """The whole document, with the styles in its elements. Raises NoChannelError."""
    sections = render(stream, Channel.MAIL, language)
    with translation.override(language):
        mjml = render_to_string("blocks/mail.mjml", {"title": title, "sections": sections})
    html: str = mrml.to_html(mjml).content
    return html
