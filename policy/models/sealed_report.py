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

    class Meta:
        ordering: ClassVar[list[str]] = ["report", "version"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["report", "version"], name="policy_sealed_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}, {self.version}: {self.sha256[:12]}"
