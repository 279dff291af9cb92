from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.models import Page


class PublicVersion(models.Model):
    """What the public saw of a page, from when until when; written by `policy.history` alone.

    Independent of Wagtail's revisions, which may be purged, and of the page, which may be deleted.
    """

    page = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="public_versions"
    )
    model = models.CharField(max_length=60)
    key = models.UUIDField()
    language = models.CharField(max_length=5)
    parent_key = models.UUIDField(null=True)
    public_from = models.DateTimeField()
    # Null as long as the public sees it.
    public_to = models.DateTimeField(null=True)
    content: Any = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering: ClassVar[list[str]] = ["public_from", "pk"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["key", "language", "public_from"], name="policy_version_of_page"),
            models.Index(
                fields=["parent_key", "language", "public_from"], name="policy_version_below"
            ),
            models.Index(fields=["model", "public_from"], name="policy_version_of_type"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["key", "language"],
                condition=models.Q(public_to=None),
                name="policy_one_open_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.key} ({self.language}), {self.public_from:%Y-%m-%d}"
