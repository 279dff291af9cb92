from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.languages import reading_language
from core.unseen import SeenTexts


class Record(SeenTexts, index.Indexed, models.Model):
    """A short label in both languages, with a code that never changes.

    Both languages are required, so a reference to a record never lacks a translation.
    """

    code = models.SlugField(
        _("code"),
        unique=True,
        max_length=80,
        help_text=_("Stable short name for addresses and open data: a–z, 0–9 and hyphens."),
    )
    name_sv = models.CharField(
        _("name in Swedish"), max_length=200, help_text=_("As Swedish readers see it.")
    )
    name_en = models.CharField(
        _("name in English"), max_length=200, help_text=_("As English readers see it.")
    )

    panels: ClassVar[list[Any]] = ["name_sv", "name_en", "code"]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name_sv"),
        index.SearchField("name_en"),
        index.AutocompleteField("name_sv"),
        index.AutocompleteField("name_en"),
    ]

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["name_sv"]

    def __str__(self) -> str:
        return self.name

    def in_reading_language(self, field: str) -> str:
        """The column `field` in the reader's language."""
        return getattr(self, f"{field}_{reading_language()}")

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.in_reading_language("name")
