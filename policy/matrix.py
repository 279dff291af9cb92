"""Annex 4, computed: which operation does what in which area."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps

if TYPE_CHECKING:
    from policy.models import ActionPlanPage, ActivityPage, PlanArea


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

    areas: "list[PlanArea]"
    rows: list[MatrixRow]

    @property
    def column_totals(self) -> list[int]:
        """How many activities each area holds."""
        return [sum(len(row.cells[i]) for row in self.rows) for i in range(len(self.areas))]

    @property
    def total(self) -> int:
        """How many activities the plan holds."""
        return sum(row.total for row in self.rows)


def plan_activities(plan: "ActionPlanPage") -> "list[ActivityPage]":
    """The plan's live activities in its own language, in the order of the plan."""
    activity_page = apps.get_model("policy", "ActivityPage")
    return list(
        activity_page.objects.child_of(plan)
        .live()
        .select_related("locale", "area", "operation")
        .order_by("path")
    )


def matrix_of(plan: "ActionPlanPage") -> Matrix:
    """The matrix of a plan: operations by name, those activities without one last."""
    areas = list(plan.areas.select_related("locale"))
    column = {area.translation_key: i for i, area in enumerate(areas)}
    cells: dict[Any, list[list[ActivityPage]]] = {}
    for activity in plan_activities(plan):
        row = cells.setdefault(activity.operation, [[] for _ in areas])
        if activity.area is not None and activity.area.translation_key in column:
            row[column[activity.area.translation_key]].append(activity)
    ordered = sorted(cells, key=lambda op: (op is None, str(op)))
    return Matrix(areas, [MatrixRow(operation, cells[operation]) for operation in ordered])
