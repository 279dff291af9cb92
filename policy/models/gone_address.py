from typing import Any, ClassVar

from django.db import models


class GoneAddress(models.Model):
    """Where the public found a page until it was unpublished or deleted: its address and those that
    led to it; written by `policy.gone` alone.

    It says which page that was and not what it said: for some pages `PublicVersion` knows that.
    """

    # As redirects have it: with the language's prefix, without a final slash.
    address = models.TextField(unique=True)
    model = models.CharField(max_length=60)
    key = models.UUIDField()
    language = models.CharField(max_length=5)
    # Not one that only led to the page.
    is_own = models.BooleanField()
    parent_key = models.UUIDField(null=True)
    # Until when everyone could read it.
    public_to = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["key", "language"], name="policy_gone_address_of_page")
        ]

    def __str__(self) -> str:
        return f"{self.address} ({self.model}), {self.public_to:%Y-%m-%d}"
