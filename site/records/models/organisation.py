from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.countries import CountryField, country_name
from core.models import ExampleMixin, WebAddressMixin
from records.models.record import Record


class Organisation(WebAddressMixin, ExampleMixin, Record):
    """A body outside or beside the city: a partner, a party to an agreement."""

    acronym = models.CharField(
        _("acronym"), max_length=40, blank=True, help_text=_("If it is known by one.")
    )
    country = CountryField(_("country"), blank=True, help_text=_("Where it has its seat."))

    panels: ClassVar[list[Any]] = [
        *Record.panels,
        "acronym",
        "country",
        "web_address",
        "web_address_is_historical",
        "is_example",
    ]

    class Meta(Record.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    @property
    def country_name(self) -> str:
        """The country in the reader's language."""
        return country_name(self.country) if self.country else ""
