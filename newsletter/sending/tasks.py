"""What waits in the queue for `manage.py worker`."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django_tasks import task

from newsletter.models import Mailing, Recipient
from newsletter.sending.working import LEASE, Work, is_over

# A task is short, so that a worker that is asked to stop stops soon; the next goes on.
SECONDS_A_TASK = 20


@task(backend="mail")
def work_on(mailing_id: int) -> int:
    """A round of work on a mailing; queues the next if there is more to do. Gives the copies."""
    mailing = Mailing.objects.filter(pk=mailing_id, state__in=Mailing.OPEN).first()
    if mailing is None:
        return 0
    done = Work(mailing).run(SECONDS_A_TASK).done
    if _with_work(timezone.now()).filter(pk=mailing_id).exists():
        enqueue(mailing)
    return done


def _with_work(now: dt.datetime) -> QuerySet[Mailing]:
    """The mailings whose time has come, and that have a copy whose turn it is or none left."""
    copies = Recipient.objects.filter(mailing=OuterRef("pk"), state=Recipient.State.QUEUED)
    has_due = Exists(copies.filter(is_over("next_at", now)))
    return Mailing.objects.filter(
        Q(state=Mailing.State.SCHEDULED, send_at__lte=now)
        | Q(state=Mailing.State.SENDING) & (has_due | ~Exists(copies)),
        is_over("rests_until", now),
    )


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
    found = _with_work(now)
    if not however:
        found = found.filter(is_over("leased_until", now))
    mailings = list(found)
    for mailing in mailings:
        enqueue(mailing)
    return mailings
