from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.unseen import SeenTexts


class Term(SeenTexts, models.Model):
    """A term of the glossary: how a Swedish word is to be said in English, or is not to be."""

    class Status(models.TextChoices):
        PREFERRED = "preferred", _("Preferred")
        ADMITTED = "admitted", _("Admitted")
        FORBIDDEN = "forbidden", _("Forbidden")

    swedish = models.CharField(
        _("Swedish"),
        max_length=120,
        help_text=_(
            "In its basic form: inflected and compound words that begin with it are found."
        ),
    )
    english = models.CharField(_("English"), max_length=120)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PREFERRED)
    domain = models.CharField(
        _("domain"), max_length=60, blank=True, help_text=_("For instance: organisation, policy.")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("glossary")
        ordering: ClassVar[list[str]] = ["swedish", "english"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["swedish", "english"],
                name="bilingual_term_once",
                violation_error_message=_("This pair of words is in the glossary already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.swedish} – {self.english}"
