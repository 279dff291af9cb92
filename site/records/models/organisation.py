from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel

from core.countries import CountryField, country_name
from core.models import CoordinatesMixin, ExampleMixin, WebAddressMixin
from records.models.record import Record

# The Commission's Participant Identification Code has nine digits.
pic_format = RegexValidator(r"^\d{9}$", _("A PIC has nine digits, for example 999999999."))


class Organisation(WebAddressMixin, CoordinatesMixin, ExampleMixin, Record):
    """A body outside or beside the city: a partner, a party to an agreement."""

    acronym = models.CharField(
        _("acronym"), max_length=40, blank=True, help_text=_("If it is known by one.")
    )
    country = CountryField(_("country"), blank=True, help_text=_("Where it has its seat."))
    town = models.CharField(
        _("town"),
        max_length=120,
        blank=True,
        help_text=_("Where it has its seat, as it writes it."),
    )
    pic = models.CharField(
        "PIC",
        max_length=9,
        null=True,
        blank=True,
        unique=True,
        validators=[pic_format],
        help_text=_("Its participant identification code in the EU's funding portal: nine digits."),
    )
    registration_number = models.CharField(
        _("registration number"),
        max_length=40,
        blank=True,
        help_text=_("In its own country's register, for example 212000-2080."),
    )

    panels: ClassVar[list[Any]] = [
        *Record.panels,
        "acronym",
        FieldRowPanel(["country", "town"]),
        FieldRowPanel(["latitude", "longitude"]),
        FieldRowPanel(["pic", "registration_number"]),
        "web_address",
        "web_address_is_historical",
        "is_example",
    ]

    class Meta(Record.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def clean(self) -> None:
        super().clean()
        # Nothing is unlike nothing: several organisations may lack a PIC.
        self.pic = self.pic or None

    @property
    def country_name(self) -> str:
        """The country in the reader's language."""
        return country_name(self.country) if self.country else ""
