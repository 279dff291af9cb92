"""What became of a mailing, without watching anybody read: counts of its copies."""

from dataclasses import dataclass

from django.db.models import Count, Q

from newsletter.models import Mailing, Recipient

State = Recipient.State
# What cannot be delivered: refused at once, come back, or given up.
BOUNCED = (State.REFUSED, State.BOUNCED, State.GIVEN_UP)


def counted(through: str = "") -> dict[str, Count]:
    """The figures as aggregates, over recipients or through a relation to them."""

    def of(*states: State) -> Q:
        return Q(**{f"{through}state__in": states})

    copies = f"{through}pk"
    figures = {
        "recipients": ~Q(**{f"{through}pk": None}),
        # What the mail server has, also what came back afterwards.
        "sent": of(State.SENT, State.BOUNCED),
        "waiting": of(State.QUEUED),
        "bounced": of(*BOUNCED),
        # Handed over, and nobody knows whether the server has taken it.
        "in_doubt": of(State.HANDED),
        "unsubscribed": Q(**{f"{through}unsubscribed_at__isnull": False}),
    }
    return {name: Count(copies, filter=chosen) for name, chosen in figures.items()}


@dataclass(frozen=True)
class Figures:
    """How many copies there are, and what became of them."""

    recipients: int
    sent: int
    waiting: int
    bounced: int
    in_doubt: int
    unsubscribed: int

    @property
    def progress(self) -> int:
        """How much of it is done, in per cent, rounded down."""
        return 100 * (self.recipients - self.waiting) // self.recipients if self.recipients else 0


def figures_of(mailing: Mailing) -> Figures:
    """The figures of a mailing: one query."""
    return Figures(**mailing.recipients.aggregate(**counted()))
