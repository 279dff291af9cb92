from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from wagtail.models import Page


class TranslationState(models.Model):
    """From which Swedish text a published translation was made, and what has changed since.

    Written when either page is published (`bilingual.staleness`); nobody edits it.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="translation_state")
    source_published_at = models.DateTimeField()
    segments: Any = models.JSONField(default=list)
    stale_since = models.DateTimeField(null=True, db_index=True)
    stale_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_segments = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["page"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.changed_segments} changed"
