from typing import Any, ClassVar

from django.db import models


class SealedReport(models.Model):
    """A quarterly report exactly as it was approved; never changed, written by `policy.sealing`.

    `content` is canonical JSON (sorted keys, UTF-8); `sha256` is that of its bytes. Every rendering
    of the report reads it.
    """

    # The editor refuses to delete the page; what was approved would outlive it even so.
    report = models.ForeignKey(
        "policy.QuarterlyReportPage", null=True, on_delete=models.SET_NULL, related_name="sealed"
    )
    version = models.PositiveSmallIntegerField()
    sealed_at = models.DateTimeField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    # Of the blocks that the Swedish comments were made of (`policy.same_body`): what a later
    # version is compared with, since cards say something else every day. Older versions lack it.
    comments_of = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["report", "version"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["report", "version"], name="policy_sealed_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}, {self.version}: {self.sha256[:12]}"


class ToldActivity(models.Model):
    """An activity of which an approved report has something to tell: the activity's way to it.

    It follows from the sealed content, in which a search for each activity's page would be slow.
    """

    sealed = models.ForeignKey(SealedReport, on_delete=models.CASCADE, related_name="told")
    key = models.UUIDField(db_index=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["sealed", "key"], name="policy_told_activity_once")
        ]

    def __str__(self) -> str:
        return f"{self.sealed_id}: {self.key}"


class SealedPdf(models.Model):
    """The PDF of an approved report in a language: made once (`policy.sealed_pdf`), then kept.

    `content` is null as long as somebody makes it.
    """

    sealed = models.ForeignKey(SealedReport, on_delete=models.CASCADE, related_name="pdfs")
    language = models.CharField(max_length=5)
    begun_at = models.DateTimeField()
    content = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["sealed", "language"], name="policy_sealed_pdf_once")
        ]

    def __str__(self) -> str:
        return f"{self.sealed_id} ({self.language})"
