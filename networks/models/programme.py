from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import WebAddressMixin
from records.models import Record


class Programme(WebAddressMixin, Record):
    """A funding programme, as a rule the EU's, in its programming period."""

    period_start = models.PositiveSmallIntegerField(
        _("first year"), null=True, blank=True, help_text=_("Of the programming period.")
    )
    period_end = models.PositiveSmallIntegerField(
        _("last year"), null=True, blank=True, help_text=_("Of the programming period.")
    )

    panels: ClassVar[list[Any]] = [
        *Record.panels,
        "period_start",
        "period_end",
        "web_address",
        "web_address_is_historical",
    ]

    class Meta(Record.Meta):
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def clean(self) -> None:
        super().clean()
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValidationError(
                {"period_end": _("The last year lies before the first: change one of the two.")}
            )

    @property
    def period(self) -> str:
        """The programming period, “2000–2006”; empty when unknown."""
        years = [str(year) for year in (self.period_start, self.period_end) if year]
        return "–".join(years)
