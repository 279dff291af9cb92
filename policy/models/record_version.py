from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class RecordVersion(models.Model):
    """How a record stood at the end of a day; written by `policy.record_history` alone.

    Independent of the record, which may be deleted.
    """

    model = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    # In the city's time zone. One version a day: nothing reads the history more finely.
    known_on = models.DateField()
    # Null: the record was deleted.
    content: Any = models.JSONField(encoder=DjangoJSONEncoder, null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["known_on"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["model", "record_id", "known_on"], name="policy_record_version_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.record_id}, {self.known_on}"
