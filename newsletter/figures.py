"""What became of a mailing, without watching anybody read: counts of its copies."""

from dataclasses import dataclass

from django.db.models import Count, Q

from newsletter.models import Mailing, Recipient

State = Recipient.State


@dataclass(frozen=True)
class Figures:
    """How many copies are in each state, and how many readers ended it by a link in this mail."""

    by_state: dict[Recipient.State, int]
    unsubscribed: int

    @property
    def recipients(self) -> int:
        """Everyone whom it was meant for."""
        return sum(self.by_state.values())

    @property
    def sent(self) -> int:
        """What the mail server took, also what came back afterwards."""
        return self.by_state[State.SENT] + self.by_state[State.BOUNCED]

    @property
    def bounced(self) -> int:
        """What cannot be delivered: refused at once, come back, or given up."""
        return sum(self.by_state[state] for state in (State.REFUSED, State.BOUNCED, State.GIVEN_UP))

    @property
    def waiting(self) -> int:
        """Whose turn has not come."""
        return self.by_state[State.QUEUED]

    @property
    def unanswered(self) -> int:
        """What was handed over, and is not known to have been taken."""
        return self.by_state[State.HANDED]

    @property
    def progress(self) -> int:
        """How much of it is done, in per cent, rounded down."""
        return 100 * (self.recipients - self.waiting) // self.recipients if self.recipients else 0


def figures_of(mailing: Mailing) -> Figures:
    """The counts of a mailing: two queries."""
    rows = mailing.recipients.values_list("state").annotate(count=Count("pk"))
    counts = dict(rows.order_by())
    ended = mailing.recipients.aggregate(n=Count("pk", filter=Q(unsubscribed_at__isnull=False)))
    return Figures({state: counts.get(state.value, 0) for state in State}, ended["n"])
