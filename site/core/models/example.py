from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExampleMixin(models.Model):
    """For content that shows what a page can be and is no fact; the page says so to its readers."""

    is_example = models.BooleanField(
        _("example"),
        default=False,
        help_text=_("Marks this as an invented example; readers see a label that says so."),
    )

    facts: ClassVar[list[str]] = ["is_example"]

    class Meta:
        abstract = True
