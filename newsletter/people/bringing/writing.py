"""Writes what the dry run of a list has shown: all of it in one transaction, or nothing."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.sheets.dry_run import NotWrittenError, Outcome
from core.sheets.sheet import Sheet
from newsletter.models import Consent, ConsentText, Subscriber
from newsletter.people.batches import BATCH, batches
from newsletter.people.bringing.checking import Checked, DryRun, check
from newsletter.people.bringing.parsing import Asked
from newsletter.people.bringing.said import ForAll
from newsletter.people.log import BROUGHT_IN, log_about_many


@dataclass(frozen=True)
class Written:
    """How many were added, and how many rows were not written because they are bad."""

    added: int
    bad: int


def write(
    sheet: Sheet,
    for_all: ForAll,
    user: Any,
    *,
    digest: str | None = None,
    only_good_rows: bool = False,
) -> Written:
    """Writes the list; with `digest` only as the dry run with this digest has shown it.

    Raises NotWrittenError with a new dry run.
    """
    try:
        with transaction.atomic():
            dry_run = check(sheet, for_all)
            if digest is not None and dry_run.digest != digest:
                raise NotWrittenError(dry_run, has_changed=True)
            bad = len(dry_run.of(Outcome.BAD))
            if bad and not only_good_rows:
                raise NotWrittenError(dry_run, has_changed=False)
            added = _write(dry_run)
            if added:
                log_about_many(BROUGHT_IN, user, count=added)
    except IntegrityError as error:
        # Somebody has subscribed between the look and the writing.
        raise NotWrittenError(check(sheet, for_all), has_changed=True) from error
    return Written(added, bad)


def _write(dry_run: DryRun) -> int:
    """The new rows, and those who had not confirmed yet; with a consent each."""
    now = timezone.now()
    rows = [row for row in dry_run.of(Outcome.NEW, Outcome.CHANGED) if row.asked]
    made = [_subscriber(row, row.asked, now) for row in rows if row.asked]
    for fresh in (True, False):
        some = [one for row, one in zip(rows, made, strict=True) if (row.known is None) is fresh]
        if fresh:
            Subscriber.objects.bulk_create(some, batch_size=BATCH)
        else:
            fields = ["language", "frequency", "state", "state_since"]
            Subscriber.objects.bulk_update(some, fields, batch_size=BATCH)
    chosen: Any = Subscriber.topics.through
    for keys in batches(row.known for row in rows if row.known):
        chosen.objects.filter(subscriber_id__in=keys).delete()
    chosen.objects.bulk_create(
        [
            chosen(subscriber_id=one.pk, focusarea_id=topic)
            for row, one in zip(rows, made, strict=True)
            for topic in (row.asked.topics if row.asked else ())
        ],
        batch_size=BATCH,
    )
    Consent.objects.bulk_create(_consents(rows, made), batch_size=BATCH)
    return len(rows)


def _subscriber(row: Checked, asked: Asked, now: Any) -> Subscriber:
    return Subscriber(
        pk=row.known,
        address=asked.address,
        language=asked.language,
        frequency=asked.frequency,
        state=Subscriber.State.ACTIVE,
        state_since=now,
    )


def _consents(rows: list[Checked], made: list[Subscriber]) -> list[Consent]:
    texts: dict[tuple[str, str], ConsentText] = {}
    found = []
    for row, subscriber in zip(rows, made, strict=True):
        if (asked := row.asked) is None:
            continue
        key = (asked.consent_text, asked.language)
        if key not in texts:
            texts[key] = ConsentText.of(*key)
        found.append(
            Consent(
                subscriber=subscriber,
                text=texts[key],
                given_at=asked.given_at,
                means=Consent.Means.IMPORT,
                source=asked.source,
            )
        )
    return found
