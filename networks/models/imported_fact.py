from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ImportSource(models.TextChoices):
    """Whose file a fact was read from."""

    CORDIS = "cordis", "CORDIS"
    KEEP = "keep", "keep.eu"
    KOHESIO = "kohesio", "Kohesio"
    CSV = "csv", _("Own spreadsheet")


class ImportedFact(models.Model):
    """What a file said about a project or an organisation when it was last read; no history.

    A field whose value is another one now was corrected by an editor, and is left alone.
    """

    page = models.ForeignKey(
        "networks.ProjectPage",
        verbose_name=_("project"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="imported_facts",
    )
    organisation = models.ForeignKey(
        "records.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="imported_facts",
    )
    field = models.CharField(_("fact"), max_length=120)
    value = models.TextField(_("value in the file"))
    source = models.CharField(_("source"), max_length=10, choices=ImportSource)
    file_name = models.CharField(_("file"), max_length=255)
    imported_at = models.DateTimeField(_("imported"))

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        verbose_name = _("imported fact")
        verbose_name_plural = _("imported facts")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["page", "field"], name="networks_fact_of_page"),
            models.UniqueConstraint(
                fields=["organisation", "field"], name="networks_fact_of_organisation"
            ),
            models.CheckConstraint(
                condition=Q(page=None) ^ Q(organisation=None), name="networks_fact_of_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"
