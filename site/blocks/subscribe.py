"""To ask for the newsletter, from any page.

The newsletter's addresses are known here by name alone.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blocks.examples import in_both
from blocks.ways_on import LINKS
from core.addresses import absolute


class SubscribeBlock(blocks.StructBlock):
    """A field for the e-mail address with a button; where nothing can be typed, a link."""

    text = blocks.TextBlock(
        label=_("Text"), required=False, max_length=300, help_text=_("Why, in a sentence.")
    )

    class Meta:
        icon = "mail"
        group = LINKS
        label = _("Subscribe to the newsletter")
        template = "blocks/subscribe/web.html"
        description = _("A field for the reader's e-mail address, with a button")
        help_text = _("In a mail, in print and as plain text: the address of the form.")
        preview_value = in_both(
            {"text": "Nyheter från vänorter, nätverk och projekt, några gånger om året."},
            {"text": "News from twin towns, networks and projects, a few times a year."},
        )

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, str]:
        return {"text": value["text"], "address": absolute(reverse("newsletter_subscribe"))}
