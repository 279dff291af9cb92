from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from records.models.addressed import Addressed
from records.models.record import Record


class Operation(Addressed, Record):
    """A part of the city's own organisation (verksamhet): a committee, office or department."""

    address_name = "operation"

    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("people who report"),
        blank=True,
        related_name="operations",
        help_text=_("They may tell what has happened in this operation's own activities."),
    )

    panels: ClassVar[list[Any]] = [
        *Record.panels,
        FieldPanel("editors", widget=forms.CheckboxSelectMultiple),
    ]

    class Meta(Record.Meta):
        verbose_name = _("operation")
        verbose_name_plural = _("operations")
