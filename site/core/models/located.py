from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.countries import CountryField, country_name


class LocatedMixin(models.Model):
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
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees north (WGS 84), for example 51.3127."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees east (WGS 84), for example 9.4797."),
    )

    facts: ClassVar[list[str]] = ["country", "own_name", "own_language", "latitude", "longitude"]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            errors[missing] = _("Give both latitude and longitude, or neither.")
        if self.own_name and not self.own_language:
            errors["own_language"] = _(
                "Say which language the name is in, so that screen readers can speak it."
            )
        if errors:
            raise ValidationError(errors)

    @property
    def country_name(self) -> str:
        """The country in the active language."""
        return country_name(self.country)
