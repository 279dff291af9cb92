"""What a dry run has found: what would become of each row."""

import enum
import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy


class Outcome(enum.Enum):
    """What would become of a row."""

    NEW = gettext_lazy("New")
    CHANGED = gettext_lazy("Changed")
    UNCHANGED = gettext_lazy("Unchanged")
    # A person has to say first what the row is about.
    WAITING = gettext_lazy("To be confirmed")
    # Nothing is wrong with it, but it may not be written.
    LEFT_OUT = gettext_lazy("Left out")
    BAD = gettext_lazy("Bad")


class NotWrittenError(Exception):
    """Nothing was written: something has changed since the dry run, or a row is bad."""

    def __init__(self, dry_run: Any, has_changed: bool) -> None:
        super().__init__()
        self.dry_run, self.has_changed = dry_run, has_changed


@dataclass(frozen=True)
class Change:
    """A value that differs from what is there now."""

    name: str
    before: str
    after: str

    @property
    def heading(self) -> str:
        """What the value is, in the editor's language."""
        return self.name

    @property
    def shown_before(self) -> str:
        """What was there, in the editor's words."""
        return self.before

    @property
    def shown_after(self) -> str:
        """What would be there, in the editor's words."""
        return self.after


class RowsByOutcome:
    """The rows of a dry run, counted; `rows` have an `outcome`, a `row` and `changes`."""

    rows: list[Any]
    # Those that a kind of dry run can have.
    outcomes: tuple[Outcome, ...] = tuple(Outcome)

    def of(self, *outcomes: Outcome) -> list[Any]:
        """The rows with one of these outcomes."""
        return [row for row in self.rows if row.outcome in outcomes]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are of each outcome."""
        return {outcome.name: len(self.of(outcome)) for outcome in self.outcomes}

    @property
    def totals(self) -> list[tuple[str, int]]:
        """The same in the editor's words."""
        return [(str(outcome.value), len(self.of(outcome))) for outcome in self.outcomes]

    def digest_with(self, *more: Any) -> str:
        """The same for two dry runs that would do the same."""
        said = [
            [
                row.row.number,
                row.outcome.name,
                [(c.name, c.before, c.after) for c in row.changes],
                row.row.faults,
            ]
            for row in self.rows
        ]
        return sha256(json.dumps([said, *more]).encode()).hexdigest()
