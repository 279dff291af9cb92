from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import WebAddressMixin
from records.models import Record


class Fund(models.TextChoices):
    """Where a programme's money comes from."""

    ERDF = "erdf", _("European Regional Development Fund")
    ESF = "esf", _("European Social Fund")
    HORIZON = "horizon", _("EU framework programme for research")
    ERASMUS = "erasmus", _("EU education and youth programmes")
    LIFE = "life", "LIFE"
    CERV = "cerv", _("Citizens, Equality, Rights and Values")
    OTHER_EU = "other-eu", _("Other EU funds")
    OTHER = "other", _("Other than the EU")


class Programme(WebAddressMixin, Record):
    """A funding programme, as a rule the EU's, in its programming period."""

    fund = models.CharField(
        _("fund"), max_length=10, choices=Fund, blank=True, help_text=_("Where the money is from.")
    )
    period_start = models.PositiveSmallIntegerField(
        _("first year"), null=True, blank=True, help_text=_("Of the programming period.")
    )
    period_end = models.PositiveSmallIntegerField(
        _("last year"), null=True, blank=True, help_text=_("Of the programming period.")
    )

    panels: ClassVar[list[Any]] = [
        *Record.panels,
        "fund",
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


class Call(Record):
    """A call for proposals of a programme, under which projects apply."""

    programme = models.ForeignKey(
        Programme,
        verbose_name=_("programme"),
        on_delete=models.CASCADE,
        related_name="calls",
        help_text=_("The programme that opened the call."),
    )
    identifier = models.CharField(
        _("the programme's own code"),
        max_length=80,
        blank=True,
        help_text=_("As the programme writes it, for example CERV-2026-CITIZENS-TOWN-NT."),
    )
    closes_on = models.DateField(
        _("closes on"), null=True, blank=True, help_text=_("The last day to apply.")
    )

    panels: ClassVar[list[Any]] = [*Record.panels, "programme", "identifier", "closes_on"]

    class Meta(Record.Meta):
        verbose_name = _("call")
        verbose_name_plural = _("calls")
