import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.periods import (
    FIRST_YEAR,
    DatedStatus,
    Precision,
    dated_status,
    first_day,
    last_day,
    period_text,
)


class PeriodMixin(models.Model):
    """A period from a first to a last day, with the precision in which it was given."""

    starts_on = models.DateField(
        _("starts on"),
        null=True,
        blank=True,
        help_text=_("Any day of the year, half-year, quarter or month will do."),
    )
    ends_on = models.DateField(
        _("ends on"), null=True, blank=True, help_text=_("Leave empty if there is no end.")
    )
    precision = models.CharField(
        _("precision"),
        max_length=10,
        choices=Precision,
        default=Precision.DAY,
        help_text=_("How exactly the period is known: it is never shown more exactly than this."),
    )

    facts: ClassVar[list[str]] = ["starts_on", "ends_on", "precision"]
    # Of a page of the history: the day that it is read as of.
    as_of: dt.date | None = None

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        for name in ("starts_on", "ends_on"):
            day = getattr(self, name)
            if day and day.year < FIRST_YEAR:
                raise ValidationError({name: _("Is the year right? Give it with four digits.")})
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError(
                {"ends_on": _("The end lies before the start: change one of the two dates.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Widens the dates to the whole year, half-year, quarter or month they stand for."""
        if self.starts_on:
            self.starts_on = first_day(self.starts_on, self.precision)
        if self.ends_on:
            self.ends_on = last_day(self.ends_on, self.precision)
        super().save(*args, **kwargs)

    @property
    def period(self) -> str:
        """The period in the active language."""
        return period_text(self.starts_on, self.ends_on, self.precision)

    def status_at(self, at: dt.date) -> DatedStatus:
        """The status that follows from the dates on the day `at`."""
        return dated_status(self.starts_on, self.ends_on, at)

    @property
    def status(self) -> DatedStatus:
        """The status today, in the city's own time zone, or on the day that it is read as of."""
        return self.status_at(self.as_of or timezone.localdate())
