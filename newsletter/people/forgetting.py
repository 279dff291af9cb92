"""Erasing subscribers (GDPR, article 17): the row and its consents go, a keyed digest stays.

What was sent to them stays counted, without saying to whom.
"""

from collections.abc import Sequence

from django.db import transaction

from newsletter.models import ForgottenAddress, Subscriber
from newsletter.subscribing.digests import digest_of_address


def erase(subscribers: Sequence[Subscriber]) -> int:
    """Erases the subscribers, in one transaction; how many they were."""
    if not subscribers:
        return 0
    keys = [subscriber.pk for subscriber in subscribers]
    with transaction.atomic():
        ForgottenAddress.objects.bulk_create(
            [ForgottenAddress(digest=digest_of_address(one.address)) for one in subscribers],
            ignore_conflicts=True,
        )
        Subscriber.objects.filter(pk__in=keys).delete()
    return len(keys)
