"""Blocks of text in parts: folded, or side by side."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import expand_db_html

from blocks.examples import in_both
from blocks.rich_text import absolute
from blocks.text import RunningTextBlock

PARTS = _("Text in parts")


class PartBlock(blocks.StructBlock):
    """A heading with its text."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=150)
    text = RunningTextBlock(label=_("Text"))

    class Meta:
        label = _("Part")


class _Parts(blocks.StructBlock):
    def get_api_representation(self, value: Any, context: Any = None) -> list[dict[str, str]]:
        """Headings, and HTML whose links lead to the site from anywhere."""
        return [
            {"heading": p["heading"], "text": absolute(expand_db_html(p["text"].source))}
            for p in value["parts"]
        ]


class AccordionBlock(_Parts):
    """Parts that readers unfold (`details`): questions and answers, or what few need."""

    parts = blocks.ListBlock(PartBlock(), min_num=1, max_num=20, label=_("Parts"))

    class Meta:
        icon = "collapse-down"
        group = PARTS
        label = _("Accordion")
        template = "blocks/accordion/web.html"
        description = _("Parts that readers unfold; open in print and mail")
        help_text = _("For questions and answers, or what few need: what all need stands open.")
        preview_value = in_both(
            {
                "parts": [
                    {
                        "heading": "Vem kan söka resebidrag?",
                        "text": "<p>Skolor och föreningar i Västerås.</p>",
                    },
                    {"heading": "När svarar ni?", "text": "<p>Inom tre veckor.</p>"},
                ]
            },
            {
                "parts": [
                    {
                        "heading": "Who can apply for a travel grant?",
                        "text": "<p>Schools and associations in Västerås.</p>",
                    },
                    {"heading": "When do you answer?", "text": "<p>Within three weeks.</p>"},
                ]
            },
        )


class SideBySideBlock(_Parts):
    """Two or three parts of equal weight, to be compared; below each other where it is narrow."""

    parts = blocks.ListBlock(PartBlock(), min_num=2, max_num=3, label=_("Parts"))

    class Meta:
        icon = "grip"
        group = PARTS
        label = _("Side by side")
        template = "blocks/side_by_side/web.html"
        description = _("Two or three parts to be compared")
        help_text = _("For what belongs together and weighs the same, not for decoration.")
        preview_value = in_both(
            {
                "parts": [
                    {"heading": "Vänort", "text": "<p>Ett vänortsavtal mellan två städer.</p>"},
                    {
                        "heading": "Partnerregion",
                        "text": "<p>Ett samarbete mellan två regioner, med flera parter.</p>",
                    },
                ]
            },
            {
                "parts": [
                    {"heading": "Twin town", "text": "<p>An agreement between two towns.</p>"},
                    {
                        "heading": "Partner region",
                        "text": "<p>Co-operation of two regions, with several parties.</p>",
                    },
                ]
            },
        )
