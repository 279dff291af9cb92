from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
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
    # The translation's own texts when it was last published: what has been rewritten since.
    translated: Any = models.JSONField(default=list)
    # A digest of the Swedish words that were published last: tells new words from new facts.
    source_words = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["page"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.changed_segments} changed"


class SwedishOnly(models.Model):
    """A Swedish page that is deliberately not translated, and why."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="swedish_only")
    reason = models.CharField(_("reason"), max_length=300)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["page"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.reason}"
