"""Invented subscribers, to try the sending at its size."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from newsletter.models import Consent, ConsentText, Subscriber

# Reserved for examples (RFC 2606): nobody can get what is sent there.
DOMAIN = "subscribers.example.com"
ROWS_AT_A_TIME = 2000
TEXT = "Invented, to try the site at its size."


@transaction.atomic
def fill_subscribers(many: int, say: Callable[[str], Any]) -> int:
    """Adds active subscribers, Swedish and English in turn, until there are so many of them; gives
    how many were added.
    """
    ours = Subscriber.objects.filter(address__endswith=f"@{DOMAIN}")
    known = set(ours.values_list("address", flat=True))
    addresses = (f"reader-{number:06}@{DOMAIN}" for number in range(1, many + 1))
    rows = [
        Subscriber(address=address, language=("sv", "en")[index % 2], state=Subscriber.State.ACTIVE)
        for index, address in enumerate(addresses)
        if address not in known
    ]
    made = Subscriber.objects.bulk_create(rows, batch_size=ROWS_AT_A_TIME)
    say(f"{len(made)} subscribers …")
    text = ConsentText.of(TEXT, "en")
    consents = [
        Consent(subscriber=row, text=text, means=Consent.Means.IMPORT, source="fill")
        for row in made
    ]
    Consent.objects.bulk_create(consents, batch_size=ROWS_AT_A_TIME)
    return len(made)


def remove_subscribers() -> int:
    """Takes them away again; gives how many."""
    ours = Subscriber.objects.filter(address__endswith=f"@{DOMAIN}")
    count = ours.count()
    ours.delete()
    return count
