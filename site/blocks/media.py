"""Blocks of pictures."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.images.shortcuts import get_rendition_or_not_found

from blocks.examples import in_both
from core.languages import reading_language

# What a screen reader reads out in one go; as much as the picture's own description may have.
LONGEST_ALTERNATIVE = 255


class PictureBlock(ImageBlock):
    """Wagtail's block with what it leaves out: a label that is translated, and a limit."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        self.child_blocks["image"].label = _("Image")

    def clean(self, value: Any) -> Any:
        """Raises an error at the alternative text if it is too long."""
        result = super().clean(value)
        words = (result and result.contextual_alt_text) or ""
        try:
            MaxLengthValidator(LONGEST_ALTERNATIVE)(words)
        except ValidationError as error:
            raise StructBlockValidationError(block_errors={"alt_text": error}) from error
        return result


class FigureBlock(blocks.StructBlock):
    """A picture with alternative text (or marked as decorative) and a caption."""

    image = PictureBlock(label=_("Image"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=300,
        help_text=_("Says more than the picture shows."),
    )

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/figure/web.html"
        description = _("A picture with caption and credit")
        help_text = _("The picture is the same in both languages; its words are translated.")

    def get_preview_value(self) -> Any:
        """The newest picture; None where there is none."""
        newest = get_image_model().objects.order_by("-pk").first()
        if newest is None:
            return None
        newest.contextual_alt_text, newest.decorative = newest.default_alt_text, False
        caption = in_both("Så ser en bild med bildtext ut.", "A picture with its caption.")()
        return self.normalize({"image": newest, "caption": caption})

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any] | None:
        """The picture and its words; None where the picture is gone."""
        if value["image"] is None:
            return None
        credit = value["image"].readers_credit
        # A lost file is no reason to show nothing of the page.
        picture = get_rendition_or_not_found(value["image"], "max-1600x1600")
        return {
            "address": picture.full_url,
            "width": picture.width,
            "height": picture.height,
            "alternative_text": picture.alt,
            "caption": value["caption"],
            "credit": credit.words,
            "credit_language": credit.language or reading_language(),
        }
