"""Amounts with their currency."""

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models


class Currency(models.TextChoices):
    """ISO 4217 codes of the currencies that budgets are given in."""

    EUR = "EUR", "EUR"
    SEK = "SEK", "SEK"


def amount_field(label: Any, help_text: Any) -> models.DecimalField:
    """An amount of money, in the currency that stands beside it."""
    return models.DecimalField(
        label,
        # What every database keeps exactly: SQLite rounds past fifteen digits.
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=help_text,
    )
