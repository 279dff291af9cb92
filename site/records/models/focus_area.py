from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.models.addressed import Addressed
from records.models.record import Record


class FocusArea(Addressed, Record):
    """A priority of the plan ("Särskild fokus kommer att läggas på …"), shared by all areas."""

    address_name = "focus_area"

    description_sv = models.TextField(
        _("description in Swedish"), blank=True, help_text=_("What the priority covers.")
    )
    description_en = models.TextField(
        _("description in English"), blank=True, help_text=_("What the priority covers.")
    )

    panels: ClassVar[list[Any]] = [*Record.panels, "description_sv", "description_en"]

    class Meta(Record.Meta):
        verbose_name = _("focus area")
        verbose_name_plural = _("focus areas")

    @property
    def description(self) -> str:
        """The description in the reader's language."""
        return self.in_reading_language("description")
