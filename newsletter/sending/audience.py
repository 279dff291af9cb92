"""Who gets an issue: decided once, when its sending begins."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from newsletter.models import Mailing, Recipient, Subscriber

ROWS_AT_A_TIME = 1000


def audience(page: Any, language: str, topics: Any, at: dt.datetime) -> QuerySet[Subscriber]:
    """The subscribers who get the issue of that page on that day, each in their language alone.

    Left out: whom none of its topics concerns, who has had as many as they want, and who has this
    issue already from a mailing that was cancelled half-way.
    """
    found = Subscriber.objects.filter(state=Subscriber.State.ACTIVE, language=language)
    chosen = [topic.pk for topic in topics]
    if chosen:
        # Whoever has chosen no topics wants all.
        found = found.filter(Q(topics__isnull=True) | Q(topics__in=chosen)).distinct()
    written_to = Recipient.objects.filter(subscriber=OuterRef("pk"), state__in=Recipient.WRITTEN_TO)
    month = timezone.localtime(at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    quarter = month.replace(month=(month.month - 1) // 3 * 3 + 1)
    return found.exclude(
        Exists(written_to.filter(mailing__page=page))
        | Q(frequency=Subscriber.Frequency.MONTHLY) & Exists(_since(month))
        | Q(frequency=Subscriber.Frequency.QUARTERLY) & Exists(_since(quarter))
    )


def _since(begins: dt.datetime) -> QuerySet[Recipient]:
    """What a subscriber has got since then, and what is on its way."""
    states = Recipient.State
    waiting = Q(state=states.QUEUED, mailing__state__in=Mailing.OPEN)
    got = Q(state__in=Recipient.WRITTEN_TO, handed_at__gte=begins)
    return Recipient.objects.filter(waiting | got, subscriber=OuterRef("pk"))


@transaction.atomic
def begin(mailing: Mailing) -> bool:
    """Makes a row for each recipient, all or none; False if somebody else has begun it."""
    now = timezone.now()
    waiting = Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.SCHEDULED)
    if not waiting.update(state=Mailing.State.SENDING, started_at=now):
        return False
    found = audience(mailing.page, mailing.language, mailing.topics.all(), now)
    rows = (
        Recipient(mailing=mailing, subscriber_id=key)
        for key in found.order_by("pk").values_list("pk", flat=True).iterator()
    )
    Recipient.objects.bulk_create(rows, batch_size=ROWS_AT_A_TIME)
    mailing.refresh_from_db()
    return True
