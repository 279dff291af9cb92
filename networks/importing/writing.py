"""Writes what a dry run has shown: all of it in one transaction, or nothing."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from bilingual.drafts import send_draft_texts
from core.sheets.dry_run import NotWrittenError, Outcome
from networks.importing.checking import Answers, check
from networks.importing.dry_run import Checked, OrganisationChange
from networks.importing.found import Found
from networks.importing.partners import remembered
from networks.models import ImportedFact, ProjectIndexPage


@dataclass
class Written:
    """How much was made and changed, and what was left out."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    organisations: int = 0
    kept: int = 0
    waiting: int = 0
    left_out: int = 0
    refused: list[Checked] = field(default_factory=list)

    @property
    def has_changed(self) -> bool:
        """Whether anything was written at all."""
        return bool(self.new or self.changed)


@transaction.atomic
def write(
    index: ProjectIndexPage,
    found: Found,
    answers: Answers,
    user: Any,
    *,
    digest: str = "",
    only_good_rows: bool = False,
) -> Written:
    """Writes the projects as drafts, as the dry run with this digest has shown it.

    Raises NotWrittenError with a new dry run.
    """
    # Nobody else saves one of these pages between the check and the writing.
    list(Page.objects.select_for_update().descendant_of(index, inclusive=True).values_list("pk"))
    dry_run = check(index, found, answers, user)
    if digest and dry_run.digest != digest:
        raise NotWrittenError(dry_run, has_changed=True)
    bad = dry_run.of(Outcome.BAD)
    if bad and not only_good_rows:
        raise NotWrittenError(dry_run, has_changed=False)
    written = Written(
        unchanged=len(dry_run.of(Outcome.UNCHANGED)),
        kept=sum(len(row.kept) for row in dry_run.rows),
        waiting=len(dry_run.of(Outcome.WAITING)),
        left_out=len(bad),
    )
    for row in dry_run.of(Outcome.NEW, Outcome.CHANGED):
        try:
            with transaction.atomic():
                _write_row(index, found, row, user)
        except ValidationError as error:
            row.row.faults += [("", message) for message in error.messages]
            written.refused.append(row)
            for change in row.organisations:
                if change.is_new and not change.is_written:
                    # What was made for this row is taken back with it.
                    change.record.pk, change.record._state.adding = None, True
            continue
        written.organisations += sum(not change.is_written for change in row.organisations)
        for change in row.organisations:
            change.is_written = True
        written.new += row.known is None
        written.changed += row.known is not None
    if written.refused and not only_good_rows:
        raise NotWrittenError(dry_run, has_changed=False)
    return written


def _write_row(index: ProjectIndexPage, found: Found, row: Checked, user: Any) -> None:
    for change in row.organisations:
        _write_organisation(found, change, user)
    page = row.page
    for partner in page.partners.all():
        # Those that were made just now have their number since.
        partner.organisation = partner.organisation
    if row.known is None:
        index.add_child(instance=page)
        log(page, "wagtail.create", user=user)
    page.save_revision(user=user, log_action=row.known is not None)
    fresh = type(page).objects.get(pk=page.pk)
    if not fresh.live:
        # As when the form of a page that is not public yet is saved.
        send_draft_texts(fresh)
    _note(found, row.facts, page=fresh)


def _write_organisation(found: Found, change: OrganisationChange, user: Any) -> None:
    record = change.record
    if change.is_written:
        return
    is_new = record._state.adding
    if is_new or change.facts:
        record.save()
        log(record, "wagtail.create" if is_new else "wagtail.edit", user=user)
    _note(found, remembered(change), organisation=record)


def _note(found: Found, facts: dict[str, str], **of: Any) -> None:
    """Keeps what the file said, and when it was read."""
    now, values = timezone.now(), ("value", "source", "file_name", "imported_at")
    same = {"source": found.source, "file_name": found.file_name, "imported_at": now}
    ImportedFact.objects.bulk_create(
        [ImportedFact(field=name, value=text, **same, **of) for name, text in facts.items()],
        update_conflicts=True,
        unique_fields=[*of, "field"],
        update_fields=values,
    )
