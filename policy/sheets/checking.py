"""The dry run: what writing a sheet would do to a plan, row by row. Writes nothing."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from bilingual.gate import findings
from core.sheets.sheet import Row, Sheet
from policy.sheets.applying import apply, new_activity
from policy.sheets.columns import COLUMNS, REQUIRED
from policy.sheets.dry_run import Change, Checked, DryRun
from policy.sheets.english import english_faults
from policy.sheets.parsing import parse_row
from policy.sheets.state import Cells, Known, known_activities
from policy.sheets.vocabularies import Vocabulary, vocabularies

if TYPE_CHECKING:
    from policy.models import ActionPlanPage


def check(plan: "ActionPlanPage", sheet: Sheet, user: Any, *, publish: bool = False) -> DryRun:
    """What writing the sheet would do; with `publish`, what keeps a page from the public is wrong.

    The sheet's rows are not touched: it can be checked again.
    """
    known = {activity.cells["reference"]: activity for activity in known_activities(plan)}
    words = vocabularies(plan)
    times = Counter(row.cells["reference"].casefold() for row in sheet.rows)
    taken = {activity.page.slug for activity in known.values()}
    checked = []
    for original in sheet.rows:
        row = replace(original, faults=[*original.faults], warnings=[*original.warnings])
        reference = row.cells["reference"]
        result = Checked(row, known.get(reference))
        checked.append(result)
        if not reference:
            row.faults.append(("reference", _("The row does not say which activity it is about.")))
        elif times[reference.casefold()] > 1:
            row.faults.append(("reference", _("Several rows of the file have this reference.")))
        elif twin := _twin(reference, known):
            told = _("The plan has %(reference)s: write the reference as it is written there.")
            row.faults.append(("reference", told % {"reference": twin}))
        before = result.known.cells if result.known else {}
        cells = parse_row(row, before, words)
        if not cells.get("slug_sv"):
            # Without one the activity keeps the address that it has, or gets one of its title.
            cells.pop("slug_sv", None)
        result.changes = _changes(before, cells)
        row.faults += _missing(before | cells, row)
        if not row.faults and (result.changes or result.known is None):
            _check_page(plan, result, before | cells, words, taken, user)
            if not row.faults:
                _check_publication(result, publish)
    return DryRun(checked, len({reference.casefold() for reference in known} - times.keys()), words)


def _changes(before: Cells, cells: Cells) -> list[Change]:
    return [
        Change(column.name, before.get(column.name, ""), cells[column.name])
        for column in COLUMNS
        if column.name in cells and cells[column.name] != before.get(column.name, "")
    ]


def _twin(reference: str, known: dict[str, Known]) -> str:
    """The reference of the plan that differs in its letters' case only."""
    if reference in known:
        return ""
    return next((own for own in known if own.casefold() == reference.casefold()), "")


def _missing(after: Cells, row: Row) -> list[tuple[str, str]]:
    """What no activity can be without, and neither the row nor the plan says."""
    faulty = {name for name, _message in row.faults}
    message = _("The cell is empty, but no activity can be without it.")
    return [(name, message) for name in REQUIRED if not after.get(name) and name not in faulty]


def _check_page(
    plan: "ActionPlanPage",
    result: Checked,
    after: Cells,
    words: dict[str, Vocabulary],
    taken: set[str],
    user: Any,
) -> None:
    """Makes the page as it would be saved, and asks it what is wrong."""
    row = result.row
    if result.known is None:
        page = new_activity(plan, after, taken, user)
    else:
        page = result.known.page.get_latest_revision_as_object()
        _check_rights(result.known, row, user)
    row.faults += english_faults(plan, result.known, result.changes, after, user)
    if row.faults:
        return
    row.faults += apply(page, [change.name for change in result.changes], after, words, user)
    slug_before = result.known.cells["slug_sv"] if result.known else ""
    if page.slug != slug_before and page.slug in taken:
        message = _("Another activity of the plan has the address “%(slug)s”.")
        row.faults.append(("slug_sv", message % {"slug": page.slug}))
    taken.add(page.slug)
    try:
        # Wagtail gives a new page its place in the tree when it is saved.
        page.full_clean(exclude=None if result.known else ["path", "depth", "url_path"])
    except ValidationError as error:
        row.faults += _named(error)
    result.page = page


def _check_rights(known: Known, row: Row, user: Any) -> None:
    may = known.page.permissions_for_user(user)
    if not may.can_edit() or may.page_locked():
        row.faults.append(("", _("The activity is locked, or you may not edit it.")))


def _named(error: ValidationError) -> list[tuple[str, str]]:
    """The messages of a page's own validation, each with the column of its field."""
    by_field = {column.field: column.name for column in COLUMNS if "_en" not in column.name}
    faults = []
    for name, messages in error.message_dict.items():
        if name == "draft_title":
            # Wagtail's own copy of the title, which says the same of it.
            continue
        label = "" if name == NON_FIELD_ERRORS or name in by_field else f"{name}: "
        faults += [(by_field.get(name, ""), f"{label}{message}") for message in messages]
    return faults


def _check_publication(result: Checked, publish: bool) -> None:
    """What the publishing gate says about the page: wrong if it is to be published now."""
    row = result.row
    for finding in findings(result.page):
        if publish and finding.blocking:
            row.faults.append(("", _("Cannot be published: %(why)s") % {"why": finding.message}))
        else:
            row.warnings.append(("", finding.message))
    if result.known and result.known.page.has_unpublished_changes and result.changes:
        row.warnings.append(
            ("", _("The activity has an unpublished draft: publishing makes all of it public."))
        )
