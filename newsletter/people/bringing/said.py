"""What is said once for all rows of a list, where its columns do not say it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ForAll:
    """Language, consent and source of the rows that do not name theirs."""

    language: str
    consent_text: str = ""
    consent_date: dt.date | None = None
    source: str = ""

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return {**vars(self), "consent_date": self.consent_date and self.consent_date.isoformat()}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "ForAll":
        """What `as_data` was made of."""
        day = data["consent_date"]
        return cls(**{**data, "consent_date": dt.date.fromisoformat(day) if day else None})
