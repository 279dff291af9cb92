"""Days on which something has happened here: none to come, and none of another age."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

# No plan that is followed up here is older; a year of two digits gives one of the first century.
EARLIEST = dt.date(1950, 1, 1)


def check_happened(day: dt.date) -> None:
    """Raises ValidationError for a day on which nothing can have happened yet, or not here."""
    if day > timezone.localdate():
        raise ValidationError(_("The day lies in the future: it has not happened yet."))
    if day < EARLIEST:
        raise ValidationError(_("Is the year right? The day lies very long ago."))


def refuse_day(day: Any, field: str) -> None:
    """The same for a field of a row, which may be empty or no day at all."""
    if isinstance(day, dt.date):
        try:
            check_happened(day)
        except ValidationError as error:
            raise ValidationError({field: error}) from None
