from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Notice(models.Model):
    """What somebody is told about a page, until it is read or needless (`bilingual.notices`)."""

    class Kind(models.TextChoices):
        SOURCE_CHANGED = "source-changed", _("Changed in Swedish since the translation")
        TRANSLATION_LANDED = "translation-landed", _("Published in English")
        REVIEW_DUE = "review-due", _("Due for review")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    # The Swedish page, or an English one that has no Swedish source.
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    made_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    changed = models.PositiveIntegerField(default=0)
    # The review date that it is about: each date is told of once.
    review_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["user", "page", "kind"],
                condition=Q(read_at=None),
                name="bilingual_notice_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} {self.page_id}"


class NoticePreference(models.Model):
    """Whether somebody wants the notices by e-mail too; without a row: yes."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preference"
    )
    by_email = models.BooleanField(
        _("e-mail digest of notices about languages and review"),
        default=True,
        help_text=_("At most one e-mail a day. The notices stand on your start page anyway."),
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["user"]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.by_email}"
