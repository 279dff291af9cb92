"""Blocks of pictures."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


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
