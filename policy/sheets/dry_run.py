"""What a dry run has found: for each row what it would change, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import Any

from core.sheets.dry_run import Change as AnyChange
from core.sheets.dry_run import Outcome, RowsByOutcome
from core.sheets.sheet import Row
from policy.sheets.columns import BY_NAME, label_of
from policy.sheets.state import Known
from policy.sheets.vocabularies import Vocabulary


class Change(AnyChange):
    """A cell that differs from what the activity says now."""

    @property
    def heading(self) -> str:
        """The column's heading in the editor's language."""
        return str(BY_NAME[self.name].heading)

    @property
    def shown_before(self) -> str:
        """What the cell said, in the editor's words."""
        return label_of(self.name, self.before)

    @property
    def shown_after(self) -> str:
        """What the cell would say, in the editor's words."""
        return label_of(self.name, self.after)


@dataclass
class Checked:
    """A row with what it would do; `page` is the draft as it would be saved, in memory."""

    row: Row
    known: Known | None
    changes: list[Change] = field(default_factory=list)
    page: Any = None

    @property
    def reference(self) -> str:
        """The activity that the row is about."""
        return self.row.cells.get("reference", "")

    @property
    def outcome(self) -> Outcome:
        """New, changed, unchanged or bad."""
        if self.row.faults:
            return Outcome.BAD
        if self.known is None:
            return Outcome.NEW
        return Outcome.CHANGED if self.changes else Outcome.UNCHANGED

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong, with the headings of the columns."""
        return _with_headings(self.row.faults)

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """What the editor should know, with the headings of the columns."""
        return _with_headings(self.row.warnings)


def _with_headings(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(str(BY_NAME[name].heading) if name else "", message) for name, message in pairs]


@dataclass
class DryRun(RowsByOutcome):
    """All rows, and how many activities of the plan the sheet does not name."""

    outcomes = (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.BAD)

    rows: list[Checked]
    absent: int
    vocabularies: dict[str, Vocabulary]

    @property
    def digest(self) -> str:
        """The same for two dry runs that would do the same."""
        return self.digest_with(self.absent)
