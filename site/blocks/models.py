"""What is written once and shown on many pages."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin
from wagtail.search import index

from blocks.streams import shared_body
from core.languages import reading_language
from core.unseen import SeenTexts


class SharedContent(SeenTexts, index.Indexed, RevisionMixin, models.Model):
    """A block, or a group of blocks, with a name of its own; pages show it as it is today.

    Both languages stand in one row, both required (decision 4): no page shows half of it.
    """

    name = models.CharField(
        _("name"),
        max_length=120,
        unique=True,
        help_text=_("What editors choose it by; readers do not see it."),
    )
    body_sv = shared_body(_("content in Swedish"))
    body_en = shared_body(_("content in English"))

    panels: ClassVar[list[Any]] = ["name", "body_sv", "body_en"]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        verbose_name = _("shared content")
        verbose_name_plural = _("shared content")

    def __str__(self) -> str:
        return self.name

    @property
    def body(self) -> Any:
        """The blocks in the reader's language."""
        return getattr(self, f"body_{reading_language()}")
