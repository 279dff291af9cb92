"""The dry run of a list: what would become of each row. Writes nothing.

A list never brings back somebody who has unsubscribed here, was erased, or whose mail comes back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from core.sheets.dry_run import Outcome, RowsByOutcome
from core.sheets.sheet import Row, Sheet
from newsletter.models import ForgottenAddress, Subscriber
from newsletter.people.batches import batches
from newsletter.people.bringing.columns import HEADINGS
from newsletter.people.bringing.parsing import Asked, asked_by, known_topics
from newsletter.people.bringing.said import ForAll
from newsletter.subscribing.digests import digest_of_address

State = Subscriber.State


@dataclass
class Checked:
    """A row with what would become of it."""

    row: Row
    asked: Asked | None
    outcome: Outcome
    # The subscriber that has the address, by id.
    known: int | None = None
    # Why it is left out.
    why: str = ""
    # As for other dry runs: a list changes nothing of what somebody chose here.
    changes: list[Any] = field(default_factory=list)

    @property
    def reference(self) -> str:
        """The address, as the file has it."""
        return self.row.cells.get("address", "")

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong, with the headings of the columns."""
        return [(str(HEADINGS.get(name, name)), why) for name, why in self.row.faults]

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """Why the row is left out."""
        return [("", self.why)] if self.why else []


@dataclass
class DryRun(RowsByOutcome):
    """All rows of a list."""

    outcomes = (
        Outcome.NEW,
        Outcome.CHANGED,
        Outcome.UNCHANGED,
        Outcome.LEFT_OUT,
        Outcome.BAD,
    )

    rows: list[Checked]

    @property
    def digest(self) -> str:
        """The same for two dry runs that would do the same."""
        return self.digest_with()


def check(sheet: Sheet, for_all: ForAll) -> DryRun:
    """What writing the list would do. The sheet's rows are not touched."""
    topics = known_topics()
    read = []
    for original in sheet.rows:
        row = Row(original.number, original.cells, [*original.faults], [*original.warnings])
        read.append((row, asked_by(row, for_all, topics)))
    first: dict[str, int] = {}
    for row, asked in read:
        if asked and first.setdefault(asked.address, row.number) != row.number:
            why = _("The address is in row %(number)s already.")
            row.faults.append(("address", why % {"number": first[asked.address]}))
    known, forgotten = _known(first), _forgotten(first)
    checked = [_checked(row, asked, known, forgotten) for row, asked in read]
    return DryRun(checked)


def _checked(
    row: Row, asked: Asked | None, known: dict[str, tuple[int, str]], forgotten: set[str]
) -> Checked:
    if row.faults or asked is None:
        return Checked(row, asked, Outcome.BAD)
    pk, state = known.get(asked.address, (None, ""))
    why = {
        State.ENDED: _("Has unsubscribed here."),
        State.SUSPENDED: _("Mail to this address comes back."),
    }.get(state, "")  # type: ignore[call-overload]
    if asked.address in forgotten:
        why = _("Was erased here.")
    if not pk and asked.unwanted:
        why = _("Does not want it, as the list itself says.")
    if why:
        return Checked(row, asked, Outcome.LEFT_OUT, pk, why)
    if pk is None:
        return Checked(row, asked, Outcome.NEW)
    # Has asked here, and not confirmed it yet: the list's consent does.
    waits = state == State.PENDING and not asked.unwanted
    return Checked(row, asked, Outcome.CHANGED if waits else Outcome.UNCHANGED, pk)


def _known(addresses: Iterable[str]) -> dict[str, tuple[int, str]]:
    """The subscribers with these addresses: id and state."""
    return {
        address: (pk, state)
        for some in batches(addresses)
        for pk, address, state in Subscriber.objects.filter(address__in=some).values_list(
            "pk", "address", "state"
        )
    }


def _forgotten(addresses: Iterable[str]) -> set[str]:
    """Those of the addresses that were erased."""
    found = set()
    for some in batches(addresses):
        digests = {digest_of_address(address): address for address in some}
        rows = ForgottenAddress.objects.filter(digest__in=digests)
        found |= {digests[digest] for digest in rows.values_list("digest", flat=True)}
    return found
