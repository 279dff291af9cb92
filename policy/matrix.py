"""Annex 4, computed: which operation does what, by area or by what else the reader chooses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _

from policy.areas import activities_of
from policy.as_of import PARAMETER
from policy.dimensions import COLUMNS, DIMENSIONS, NONE, Dimension
from policy.headings import Heading
from policy.long_lists import MOST_LISTED, by_status, one_page
from policy.past_choices import key_today, past_choice
from policy.status import ActivityStatus

if TYPE_CHECKING:
    from policy.models import ActionPlanPage, ActivityPage


# With more columns than these each of them is narrow.
FEW_COLUMNS = 6


@dataclass
class Cell:
    """The activities that one operation has in one column."""

    column: Heading
    activities: "list[ActivityPage]"
    # The matrix with nothing but this cell.
    address: str = ""

    @property
    def by_status(self) -> list[tuple[ActivityStatus, int]]:
        """How many of them stand how, in the order of the statuses."""
        return by_status(self.activities)


@dataclass
class MatrixRow:
    """One operation (no `item`: none is named), column by column."""

    operation: Heading
    cells: list[Cell]

    @property
    def total(self) -> int:
        """How many activities the row holds; one that stands in several columns counts once."""
        return len({activity.pk for cell in self.cells for activity in cell.activities})


@dataclass
class Matrix:
    """Operations by columns, for the activities that were chosen."""

    columns: list[Heading]
    rows: list[MatrixRow]
    activities: "list[ActivityPage]"
    can_repeat: bool = False
    # Of a matrix of one cell, what is listed of it.
    page: Any = None

    @property
    def is_listed(self) -> bool:
        """Whether its cells list their activities, and do not only count them."""
        return len(self.activities) <= MOST_LISTED

    @property
    def room(self) -> int:
        """How many letters have room in a column of the narrowest screen that shows a table."""
        return 13 if len(self.columns) <= FEW_COLUMNS else 9

    # The same in the column of the operations.
    room_first = 19

    @property
    def column_totals(self) -> list[int]:
        """How many activities each column holds."""
        return [
            sum(len(row.cells[number].activities) for row in self.rows)
            for number in range(len(self.columns))
        ]

    @property
    def total(self) -> int:
        """How many activities there are, each counted once."""
        return len(self.activities)


class HeadingSelect(forms.Select):
    """A list whose entries say their language where it is not the reader's (WCAG 3.1.2)."""

    def __init__(self, languages: Mapping[str, str]) -> None:
        super().__init__()
        self.languages = languages

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if language := self.languages.get(str(value)):
            option["attrs"]["lang"] = language
        return option


class MatrixForm(forms.Form):
    """What the reader chose; every choice stands in the address, so that it can be shared."""

    def __init__(
        self, data: Mapping[str, Any], plan: "ActionPlanPage", activities: "list[ActivityPage]"
    ) -> None:
        super().__init__(data)
        self.as_of, self.matrix_url = plan.as_of, plan.matrix_url
        self.activities = activities
        self.headings = {name: d.headings(plan, activities) for name, d in DIMENSIONS.items()}
        # What the address chose and the plan has nothing of any more.
        self.past: dict[str, Heading] = {}
        # What has another key today than the address has.
        led: dict[str, str] = {}
        self.fields["columns"] = forms.ChoiceField(
            label=_("Columns"),
            required=False,
            choices=[(name, str(DIMENSIONS[name].label)) for name in COLUMNS],
        )
        for name, dimension in DIMENSIONS.items():
            headings = [(heading.key, heading.title) for heading in self.headings[name]]
            wanted = data.get(name) or ""
            if wanted not in ["", NONE, *(key for key, _title in headings)]:
                today = key_today(name, wanted, plan)
                past = past_choice(name, wanted, plan)
                if today:
                    led[name] = today
                elif past:
                    self.past[name] = past
                    headings.append((past.key, past.title))
            self.fields[name] = forms.ChoiceField(
                label=dimension.label,
                required=False,
                choices=[("", _("All")), *headings, (NONE, dimension.none)],
                widget=HeadingSelect({h.key: h.language for h in self.headings[name]}),
            )

        # The choice with the keys of today; empty where it has them already.
        self.led_query = urlencode({**dict(data.items()), **led}) if led else ""

    def keys(self, name: str) -> dict[int, list[str]]:
        """By activity, what it has of a dimension; NONE where that is nothing the plan knows."""
        known = {heading.key for heading in self.headings[name]}
        found = DIMENSIONS[name].keys(self.activities, self.headings[name])
        return {
            activity.pk: [key for key in found.get(activity.pk, ()) if key in known] or [NONE]
            for activity in self.activities
        }

    def chosen_activities(self) -> "list[ActivityPage]":
        """The activities that meet every filter."""
        activities = self.activities
        for name, wanted in self.chosen.items():
            keys = self.keys(name)
            activities = [a for a in activities if wanted in keys[a.pk]]
        return activities

    @property
    def column_dimension(self) -> Dimension:
        """What the columns are; areas if nothing was chosen."""
        return DIMENSIONS[self.cleaned_data.get("columns") or COLUMNS[0]]

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set, by dimension."""
        return {name: self.cleaned_data[name] for name in DIMENSIONS if self.cleaned_data.get(name)}

    @property
    def chosen_headings(self) -> list[tuple[str, Heading]]:
        """The filters that are set, in words: what each is called and what was chosen."""
        known = {(name, h.key): h for name, found in self.headings.items() for h in found}
        return [
            (
                str(DIMENSIONS[name].label),
                known.get((name, key)) or self.past.get(name) or _none_of(name),
            )
            for name, key in self.chosen.items()
        ]

    @property
    def address(self) -> str:
        """Where the same choice is read again."""
        return f"{self.matrix_url}?{self.query}" if self.query else self.matrix_url

    @property
    def query(self) -> str:
        """The choice as an address carries it, without what is as it is by default."""
        columns = self.cleaned_data.get("columns")
        own = {"columns": columns} if columns and columns != COLUMNS[0] else {}
        return urlencode(own | self.chosen | self.day)

    @property
    def day(self) -> dict[str, str]:
        """The day that the plan is read as of, as an address carries it; empty for today."""
        return {PARAMETER: self.as_of.isoformat()} if self.as_of else {}


def _none_of(name: str) -> Heading:
    """Stands for the activities that have nothing of the dimension."""
    return Heading(NONE, str(DIMENSIONS[name].none))


def current_activities(plan: "ActionPlanPage") -> "list[ActivityPage]":
    """The plan's activities without those that are continued in another."""
    return [a for a in activities_of(plan) if a.status is not ActivityStatus.REPLACED]


def matrix_of(form: MatrixForm) -> Matrix:
    """The matrix of the chosen activities: operations by name, those without one last."""
    by = form.column_dimension
    activities = form.chosen_activities()
    keys = form.keys(by.name)
    used = {key for activity in activities for key in keys[activity.pk]}
    wanted = form.chosen.get(by.name)
    columns = [c for c in form.headings[by.name] if not wanted or c.key == wanted]
    if NONE in used:
        columns.append(_none_of(by.name))
    place = {column.key: number for number, column in enumerate(columns)}
    operations = [
        *form.headings["operation"],
        _none_of("operation"),
    ]
    rows = {o.key: MatrixRow(o, [Cell(column, []) for column in columns]) for o in operations}
    for activity in activities:
        row = rows[activity.operation.code if activity.operation else NONE]
        for key in keys[activity.pk]:
            if key in place:
                row.cells[place[key]].activities.append(activity)
    found = [row for row in rows.values() if row.total]
    own = {} if by.name == COLUMNS[0] else {"columns": by.name}
    for row in found:
        for cell in row.cells:
            narrowed = {"operation": row.operation.key, by.name: cell.column.key}
            cell.address = urlencode(own | form.chosen | narrowed | form.day)
    matrix = Matrix(columns, found, activities, can_repeat=by.name != "area")
    if len(found) == len(columns) == 1 and not matrix.is_listed:
        matrix.page = one_page(found[0].cells[0].activities, form.data)
    return matrix
