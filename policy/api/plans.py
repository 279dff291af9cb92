"""Action plans, and their matrix as numbers (annex 4)."""

import uuid
from typing import Any

from django.http import HttpRequest
from django.utils import translation
from ninja import Query, Router, Schema
from pydantic import Field

from core.api import (
    LANGUAGES,
    ROOT,
    SOURCE,
    Choice,
    MovedError,
    Text,
    Versions,
    page_reference,
)
from policy.api.day import Day, DayChoice
from policy.api.describing import area_items
from policy.api.reading import plan_on, plans_on
from policy.api.refusing import refused
from policy.api.reports import reports_of
from policy.api.shapes import Plan
from policy.dimensions import DIMENSIONS, NONE
from policy.matrix import MatrixForm, current_activities, matrix_of

router = Router(tags=["Action plans"])


class MatrixChoice(Choice):
    """Columns and filters as the matrix's page has them."""

    as_of: Day = None
    columns: str = Field("", description="area, focus-area, method or quarter.")
    operation: str = Field("", description="The code of an operation; “none”.")
    area: str = Field("", description="An area's reference in lower case; “none”.")
    focus_area: str = Field("", alias="focus-area", description="The code of a focus area; “none”.")
    method: str = Field("", description="A reference: M1; “none”.")
    quarter: str = Field("", description="For example 2026-Q3; “before”, “after”; “none”.")
    status: str = Field("", description="As the activities have it: late, ongoing, done …")


class Column(Schema):
    """A heading of the matrix: its key in addresses, and its words."""

    key: str
    title: Text


class Cell(Schema):
    """The activities that an operation has in a column, by their ids."""

    column: str
    count: int
    activities: list[uuid.UUID]


class Row(Schema):
    """An operation; `total` counts each of its activities once."""

    operation: Column
    total: int
    cells: list[Cell]


class MatrixAnswer(Schema):
    """Operations by columns, with sums. Without the activities that another one continues."""

    by: str
    columns: list[Column]
    rows: list[Row]
    column_totals: list[int]
    total: int


@router.get("", response=list[Plan], summary="Action plans, the newest first")
def list_plans(request: HttpRequest, choice: Query[DayChoice]) -> Any:
    return [_plan(versions) for versions in plans_on(choice.as_of).values()]


@router.get("/{uuid:key}", response=Plan, summary="One action plan")
def get_plan(request: HttpRequest, key: uuid.UUID, choice: Query[DayChoice]) -> Any:
    return _plan(plan_on(key, choice.as_of))


def _plan(versions: Versions) -> Plan:
    source = versions[SOURCE]
    key = source.translation_key
    return Plan(
        **page_reference(versions).dict(),
        starts_on=source.starts_on,
        ends_on=source.ends_on,
        precision=source.precision,
        is_example=source.is_example,
        areas=area_items(versions),
        activities=f"{ROOT}/activities?plan={key}",
        matrix=f"{ROOT}/plans/{key}/matrix",
        reports=reports_of(versions),
    )


@router.get(
    "/{uuid:key}/matrix", response=MatrixAnswer, summary="The plan's matrix, with the same choice"
)
def get_matrix(request: HttpRequest, key: uuid.UUID, choice: Query[MatrixChoice]) -> Any:
    plan = plan_on(key, choice.as_of)
    activities = current_activities(plan[SOURCE])
    form = MatrixForm(request.GET, plan[SOURCE], activities)
    if form.led_query:
        raise MovedError(f"{request.path}?{form.led_query}")
    if not form.is_valid():
        raise refused(form)
    matrix = matrix_of(form)
    by = form.column_dimension
    columns = _titles(by.name, plan, activities)
    operations = _titles("operation", plan, activities)
    return MatrixAnswer(
        by=by.name,
        columns=[Column(key=c.key, title=columns[c.key]) for c in matrix.columns],
        rows=[
            Row(
                operation=Column(key=row.operation.key, title=operations[row.operation.key]),
                total=row.total,
                cells=[
                    Cell(
                        column=cell.column.key,
                        count=len(cell.activities),
                        activities=[a.translation_key for a in cell.activities],
                    )
                    for cell in row.cells
                ],
            )
            for row in matrix.rows
        ],
        column_totals=matrix.column_totals,
        total=matrix.total,
    )


def _titles(name: str, plan: Versions, activities: Any) -> dict[str, Text]:
    """What a dimension's headings are called in each language, by key."""
    words: dict[str, dict[str, str]] = {}
    for code in LANGUAGES:
        with translation.override(code):
            headings = DIMENSIONS[name].headings(plan.get(code) or plan[SOURCE], activities)
            for heading in headings:
                # A heading that is not translated is in the other language.
                if not heading.language:
                    words.setdefault(heading.key, {})[code] = heading.title
            words.setdefault(NONE, {})[code] = str(DIMENSIONS[name].none)
    return {key: Text(**own) for key, own in words.items()}
