"""Annex 4, computed: which operation does what in which area."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policy.areas import activities_by_area

if TYPE_CHECKING:
    from policy.models import ActionPlanPage, ActivityPage


@dataclass(frozen=True)
class MatrixRow:
    """One operation (None: not named), with its activities area by area."""

    operation: Any
    cells: "list[list[ActivityPage]]"

    @property
    def total(self) -> int:
        """How many activities the row holds."""
        return sum(len(cell) for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """Operations by areas; the sums are computed from the cells."""

    areas: list[Any]
    rows: list[MatrixRow]

    @property
    def column_totals(self) -> list[int]:
        """How many activities each area holds."""
        return [sum(len(row.cells[i]) for row in self.rows) for i in range(len(self.areas))]

    @property
    def total(self) -> int:
        """How many activities the plan holds."""
        return sum(row.total for row in self.rows)


def matrix_of(plan: "ActionPlanPage") -> Matrix:
    """The matrix of a plan: operations by name, those activities without one last."""
    groups = activities_by_area(plan)
    rows: dict[Any, list[list[ActivityPage]]] = {}
    for column, (_area, activities) in enumerate(groups):
        for activity in activities:
            row = rows.setdefault(activity.operation, [[] for _ in groups])
            row[column].append(activity)
    ordered = sorted(rows, key=lambda operation: (operation is None, str(operation)))
    return Matrix(
        [area for area, _activities in groups],
        [MatrixRow(operation, rows[operation]) for operation in ordered],
    )
