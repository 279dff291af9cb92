"""Writes what a dry run has shown: all of it in one transaction, or nothing."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from bilingual.changes import source_of
from bilingual.drafts import send_draft_texts
from core.indexing import indexed_once
from core.sheets.dry_run import NotWrittenError, Outcome
from core.sheets.sheet import Sheet
from policy.sheets.checking import check
from policy.sheets.dry_run import Checked, DryRun
from policy.sheets.english import write_english
from policy.sheets.state import known_activities
from policy.sheets.vocabularies import vocabularies

if TYPE_CHECKING:
    from policy.models import ActionPlanPage


@dataclass(frozen=True)
class Choice:
    """How the editor wants the sheet to be written."""

    only_good_rows: bool = False
    publish: bool = False


@dataclass
class Written:
    """How many activities were made, changed and published, and how many got English texts; which
    rows were refused when they were saved.
    """

    new: int = 0
    changed: int = 0
    published: int = 0
    english: int = 0
    left_out: int = 0
    refused: list[Checked] = field(default_factory=list)


def write(plan: "ActionPlanPage", sheet: Sheet, digest: str, choice: Choice, user: Any) -> Written:
    """Writes the sheet as the dry run with this digest has shown it.

    Raises NotWrittenError with a new dry run.
    """
    # All is looked at first: while it is written, nobody else can write on SQLite.
    before = _stand(plan)
    shown = check(plan, sheet, user)
    if shown.digest != digest:
        raise NotWrittenError(shown, has_changed=True)
    dry_run = check(plan, sheet, user, publish=True) if choice.publish else shown
    bad = dry_run.of(Outcome.BAD)
    if bad and not choice.only_good_rows:
        raise NotWrittenError(dry_run, has_changed=False)
    with transaction.atomic(), indexed_once():
        # Nobody else saves one of these pages from here on.
        list(Page.objects.select_for_update().descendant_of(plan, inclusive=True).values_list("pk"))
        if _stand(plan) != before:
            raise NotWrittenError(check(plan, sheet, user), has_changed=True)
        return _write_rows(plan, dry_run, choice, user)


def _stand(plan: "ActionPlanPage") -> Any:
    """What a dry run rests on: the same twice where nobody has changed it in between."""
    state = ("pk", "path", "slug", "live", "locked", "latest_revision_id")
    known = [
        ([getattr(activity.page, name) for name in state], activity.cells)
        for activity in known_activities(plan)
    ]
    return known, vocabularies(plan)


def _write_rows(plan: "ActionPlanPage", dry_run: DryRun, choice: Choice, user: Any) -> Written:
    written = Written(left_out=len(dry_run.of(Outcome.BAD)))
    for row in dry_run.of(Outcome.NEW, Outcome.CHANGED):
        try:
            with transaction.atomic():
                _write_row(plan, row, choice, user)
        except ValidationError as error:
            # What only the saving of the English page has found.
            row.row.faults += [("", message) for message in error.messages]
            written.refused.append(row)
        else:
            _count(row, choice, written)
    if written.refused and not choice.only_good_rows:
        raise NotWrittenError(dry_run, has_changed=False)
    return written


def _is_swedish(row: Checked) -> bool:
    """Whether the row changes the Swedish page."""
    return row.known is None or any(not change.name.endswith("_en") for change in row.changes)


def _count(row: Checked, choice: Choice, written: Written) -> None:
    written.new += row.known is None
    written.changed += row.known is not None
    written.published += choice.publish and _is_swedish(row)
    written.english += any(change.name.endswith("_en") for change in row.changes)


def _write_row(plan: "ActionPlanPage", row: Checked, choice: Choice, user: Any) -> None:
    page, names = row.page, [change.name for change in row.changes]
    cells = {change.name: change.after for change in row.changes}
    if row.known is None:
        plan.add_child(instance=page)
        log(page, "wagtail.create", user=user)
    if _is_swedish(row):
        # A new page has just been checked.
        is_known = row.known is not None
        revision = page.save_revision(user=user, log_action=is_known, clean=is_known)
        if choice.publish:
            revision.publish(user=user)
        page = type(page).objects.get(pk=page.pk)
        if not page.live and source_of(page):
            # As when the form of a page that is not public yet is saved.
            send_draft_texts(page)
    write_english(page, names, cells, user)
