from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class FactSourceMixin(models.Model):
    """Says where facts come from that the city's own documents do not give."""

    fact_source = models.TextField(
        _("source of the facts"),
        blank=True,
        help_text=_("Where co-ordinates, years and the like come from, if not the city itself."),
    )

    translatable: ClassVar[list[str]] = ["fact_source"]

    class Meta:
        abstract = True
