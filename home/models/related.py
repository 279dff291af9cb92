from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page


class Related(Orderable):
    """A page that news or an event is about; it shows them back."""

    related = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="%(class)ss_here",
        help_text=_("Readers are led on to it, and it shows this page back."),
    )

    panels: ClassVar[list[Any]] = [FieldPanel("related")]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")

    def __str__(self) -> str:
        return str(self.related)
