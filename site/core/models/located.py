from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.countries import CountryField, country_name
from core.models.coordinates import CoordinatesMixin


class LocatedMixin(CoordinatesMixin):
    """A place abroad: its country, its own name for itself, and where it lies."""

    country = CountryField(_("country"), help_text=_("The country that the place belongs to."))
    own_name = models.CharField(
        _("name in its own language"),
        max_length=200,
        blank=True,
        help_text=_("As the place writes it itself; shown marked with its language."),
    )
    own_language = models.CharField(
        _("own language"),
        max_length=12,
        blank=True,
        help_text=_("Language code (BCP 47) of that name: fi, is, da, nb, de, et, pl, en …"),
    )
    facts: ClassVar[list[str]] = ["country", "own_name", "own_language"]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.own_name and not self.own_language:
            raise ValidationError(
                {
                    "own_language": _(
                        "Say which language the name is in, so that screen readers can speak it."
                    )
                }
            )

    @property
    def country_name(self) -> str:
        """The country in the active language."""
        return country_name(self.country)
