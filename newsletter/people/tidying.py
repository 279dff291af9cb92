"""Keeps the rules of `keeping`, in parts: killed at any point, the next run does the rest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from newsletter.models import (
    Attempt,
    ForgottenAddress,
    Mailing,
    Recipient,
    Subscriber,
    TestSend,
)
from newsletter.people import keeping
from newsletter.people.batches import BATCH
from newsletter.people.forgetting import erase

State = Subscriber.State


@dataclass(frozen=True)
class Rule:
    """What is too old, what is done with it, and how that is said."""

    said: str
    rows: QuerySet[Any]
    # Does it to some of the rows, by their ids.
    act: Callable[[list[Any]], Any]


def rules() -> list[Rule]:
    """All rules as of now."""
    now = timezone.now()

    def too_old(state: str, age: Any) -> QuerySet[Subscriber]:
        return Subscriber.objects.filter(state=state, state_since__lt=now - age)

    # Sent or cancelled; one that is on its way still needs its subscribers.
    over = Mailing.objects.exclude(state__in=Mailing.OPEN).annotate(
        over_at=Coalesce("finished_at", "ordered_at")
    )
    copies = Recipient.objects.filter(
        mailing__in=over.filter(over_at__lt=now - keeping.WHO_GOT_IT).values("pk"),
        subscriber__isnull=False,
    )
    attempts = Attempt.objects.filter(at__lt=now - keeping.ATTEMPTS)
    tests = TestSend.objects.filter(at__lt=now - keeping.TEST_SENDS)
    forgotten = ForgottenAddress.objects.filter(since__lt=now.date() - keeping.FORGOTTEN)
    return [
        Rule(
            "not confirmed, deleted",
            too_old(State.PENDING, keeping.NOT_CONFIRMED),
            lambda keys: Subscriber.objects.filter(pk__in=keys, state=State.PENDING).delete(),
        ),
        Rule("unsubscribed, erased", too_old(State.ENDED, keeping.ENDED), _erase(State.ENDED)),
        Rule(
            "suspended, erased",
            too_old(State.SUSPENDED, keeping.SUSPENDED),
            _erase(State.SUSPENDED),
        ),
        Rule(
            "copies of old issues, no longer known whose",
            copies,
            lambda keys: Recipient.objects.filter(pk__in=keys).update(subscriber=None),
        ),
        Rule("uses of the form, deleted", attempts, _delete(Attempt)),
        Rule("test sends, deleted", tests, _delete(TestSend)),
        Rule("digests of erased addresses, deleted", forgotten, _delete(ForgottenAddress)),
    ]


def _erase(state: str) -> Callable[[list[Any]], Any]:
    # Looked at again: somebody may have come back since.
    rows = Subscriber.objects.filter(state=state).select_for_update()
    return lambda keys: erase(list(rows.filter(pk__in=keys)))


def _delete(model: Any) -> Callable[[list[Any]], Any]:
    return lambda keys: model.objects.filter(pk__in=keys).delete()


def tidy(rule: Rule) -> Iterator[int]:
    """Does it part by part; gives how many rows each part had."""
    after = 0
    while True:
        part = rule.rows.filter(pk__gt=after).order_by("pk")
        keys = list(part.values_list("pk", flat=True)[:BATCH])
        if not keys:
            return
        with transaction.atomic():
            rule.act(keys)
        after = keys[-1]
        yield len(keys)
