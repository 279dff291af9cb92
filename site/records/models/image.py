from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from core.languages import reading_language
from core.said import Said
from core.unseen import SeenTexts


class CreditedImage(SeenTexts, AbstractImage):
    """An uploaded picture with its photographer and a description in each language.

    Wagtail's own `description` is the Swedish one; it is the alternative text by default.
    """

    description_en = models.CharField(
        _("description in English"),
        blank=True,
        max_length=255,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    credit = models.CharField(
        _("credit"), blank=True, max_length=255, help_text=_("Photographer or source.")
    )
    credit_en = models.CharField(
        _("credit in English"),
        blank=True,
        max_length=255,
        help_text=_("The same for English readers; a name alone is written as it is."),
    )

    admin_form_fields = (*Image.admin_form_fields, "description_en", "credit", "credit_en")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions: ClassVar[list[tuple[str, str]]] = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        """The description in the reader's language; empty when none is given."""
        return self.description_en if reading_language() == "en" else self.description

    @property
    def readers_credit(self) -> Said:
        """The credit in the reader's language; the Swedish one, marked, where there is no other."""
        if reading_language() == "sv" or not self.credit:
            return Said(self.credit, "")
        return Said(self.credit_en, "") if self.credit_en else Said(self.credit, "sv")


class Rendition(AbstractRendition):
    """A size of an image, made when a page first asks for it."""

    image = models.ForeignKey(CreditedImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"
            )
        ]
