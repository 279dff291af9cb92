from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from policy.happened import refuse_day
from records.models import Record


def amount(label: Any, help_text: Any, **kwargs: Any) -> models.DecimalField:
    """A measured number, in the indicator's unit."""
    return models.DecimalField(
        label, max_digits=16, decimal_places=4, help_text=help_text, **kwargs
    )


class Indicator(Record, ClusterableModel):
    """Something that is measured again and again to see what came of the activities."""

    unit_sv = models.CharField(
        _("unit in Swedish"), max_length=60, help_text=_("For example: personer, procent.")
    )
    unit_en = models.CharField(
        _("unit in English"), max_length=60, help_text=_("For example: people, per cent.")
    )
    baseline = amount(_("baseline"), _("Where it began, in the unit."), null=True, blank=True)
    baseline_on = models.DateField(
        _("baseline measured on"), null=True, blank=True, help_text=_("The day of the baseline.")
    )
    target = amount(_("target"), _("Where it shall be, in the unit."), null=True, blank=True)
    target_on = models.DateField(
        _("target by"), null=True, blank=True, help_text=_("The day when it shall be reached.")
    )

    panels: ClassVar[list[Any]] = [
        *Record.panels,
        FieldRowPanel(["unit_sv", "unit_en"], heading=_("Unit")),
        FieldRowPanel(["baseline", "baseline_on"], heading=_("Baseline")),
        FieldRowPanel(["target", "target_on"], heading=_("Target")),
        InlinePanel("values", heading=_("Values"), label=_("value")),
    ]

    # What was known on the day that the indicator was read as of: `policy.record_history`.
    known_values: "list[IndicatorValue]"

    class Meta(Record.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        for value, day in (("baseline", "baseline_on"), ("target", "target_on")):
            if (getattr(self, value) is None) != (getattr(self, day) is None):
                missing = value if getattr(self, value) is None else day
                errors[missing] = _("Give both the number and its day, or neither.")
        if errors:
            raise ValidationError(errors)
        refuse_day(self.baseline_on, "baseline_on")

    @property
    def unit(self) -> str:
        """The unit in the reader's language."""
        return self.in_reading_language("unit")


class IndicatorValue(models.Model):
    """What an indicator was on a day, and since when the site has known it."""

    indicator = ParentalKey(Indicator, on_delete=models.CASCADE, related_name="values")
    on = models.DateField(_("measured on"), help_text=_("The day that the value is of."))
    value = amount(_("value"), _("In the indicator's unit."))
    entered_at = models.DateTimeField(auto_now_add=True, editable=False)

    panels: ClassVar[list[Any]] = [FieldRowPanel([FieldPanel("on"), FieldPanel("value")])]

    class Meta:
        verbose_name = _("value")
        verbose_name_plural = _("values")
        ordering: ClassVar[list[str]] = ["on"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["indicator", "on"],
                name="policy_indicator_value_once",
                violation_error_message=_("There is a value of this day already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.on}: {plain(self.value)}"

    def clean(self) -> None:
        super().clean()
        refuse_day(self.on, "on")


def plain(number: Decimal) -> str:
    """The number without the zeros that only the column has."""
    return format(number.normalize(), "f")
