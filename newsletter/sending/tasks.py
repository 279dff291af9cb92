"""What waits in the queue for `manage.py worker`."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django_tasks import task

from newsletter.models import Mailing, Recipient
from newsletter.sending.working import LEASE, Work, due

# A task is short, so that a worker that is asked to stop stops soon; the next goes on.
SECONDS_A_TASK = 20


@task(backend="mail")
def work_on(mailing_id: int) -> int:
    """A round of work on a mailing; queues the next if there is more to do. Gives the copies."""
    mailing = Mailing.objects.filter(pk=mailing_id, state__in=Mailing.OPEN).first()
    if mailing is None:
        return 0
    done = Work(mailing).run(SECONDS_A_TASK).done
    mailing.refresh_from_db()
    rests = mailing.rests_until is not None and mailing.rests_until > timezone.now()
    is_going = mailing.state == Mailing.State.SENDING and not rests
    if is_going and due(mailing, timezone.now()).exists():
        enqueue(mailing)
    return done


def enqueue(mailing: Mailing) -> None:
    """Queues a round of work; the mailing is taken from then on."""
    Mailing.objects.filter(pk=mailing.pk).update(leased_until=timezone.now() + LEASE)
    work_on.enqueue(mailing.pk)


def enqueue_due(*, however: bool = False) -> list[Mailing]:
    """Queues work on every mailing whose time has come and that nobody is at; gives them.

    `however`: also those that a worker seems to be at, as after it was killed. Two at one mailing
    do no harm: each row is claimed by one.
    """
    now = timezone.now()
    copies = Recipient.objects.filter(mailing=OuterRef("pk"), state=Recipient.State.QUEUED)
    has_due = Exists(copies.filter(Q(next_at__isnull=True) | Q(next_at__lte=now)))
    found = Mailing.objects.filter(
        Q(state=Mailing.State.SCHEDULED, send_at__lte=now)
        | Q(state=Mailing.State.SENDING) & (has_due | ~Exists(copies)),
        Q(rests_until__isnull=True) | Q(rests_until__lte=now),
    )
    if not however:
        found = found.filter(Q(leased_until__isnull=True) | Q(leased_until__lte=now))
    mailings = list(found)
    for mailing in mailings:
        enqueue(mailing)
    return mailings
