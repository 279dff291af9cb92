"""Blocks of pictures."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.images.shortcuts import get_rendition_or_not_found


class FigureBlock(blocks.StructBlock):
    """A picture with alternative text (or marked as decorative) and a caption."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, help_text=_("Says more than the picture shows.")
    )

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/figure/web.html"
        description = _("A picture with caption and credit")
        help_text = _("The picture is the same in both languages; its words are translated.")

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        # A lost file is no reason to show nothing of the page.
        picture = get_rendition_or_not_found(value["image"], "max-1600x1600")
        return {
            "address": picture.full_url,
            "width": picture.width,
            "height": picture.height,
            "alternative_text": picture.alt,
            "caption": value["caption"],
            "credit": value["image"].credit,
        }
