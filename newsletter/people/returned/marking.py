"""What becomes of a subscriber whose mail came back.

Only a copy that was handed to a mail server can come back. Its key stands in the mail itself and is
drawn at random, so that a report made up by somebody else names none and changes nothing.
"""

import enum
import re
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from newsletter.models import Recipient, Subscriber

# As `newsletter.mail` writes it, by the copy's key.
MESSAGE_ID = re.compile(r"<newsletter-([0-9a-f]{32})@[^<>\s]{1,255}>")
# The enhanced status codes of RFC 3463 that say that there is no such mailbox, or none any more.
# 5.1.7 and 5.1.8 are about the sender's address; 5.2.2 (full) and 5.7 (policy) pass, or are ours.
HARD = re.compile(r"5\.(1\.(?!7$|8$)\d{1,3}|2\.1|4\.4)")
# So many issues in a row that came back for a reason that may pass: nobody reads the mailbox.
SOFT_IN_A_ROW = 3
FAILED = {Recipient.State.BOUNCED, Recipient.State.REFUSED}


class Report(enum.Enum):
    """What is reported of a copy."""

    HARD = "hard"
    SOFT = "soft"
    # Reported as spam, or unsubscribed through the e-mail service: the same to us.
    UNWANTED = "unwanted"


def kind_of(status: str) -> Report:
    """Whether a status code (5.1.1 …) of a failed delivery says that the address is dead."""
    return Report.HARD if HARD.fullmatch(status) else Report.SOFT


def copy_named(text: str) -> Recipient | None:
    """The copy that a Message-ID or a bare key names, if it was handed over."""
    found = MESSAGE_ID.search(text)
    digits = found[1] if found else text.strip()
    if not re.fullmatch("[0-9a-f]{32}", digits):
        return None
    handed = Recipient.objects.filter(handed_at__isnull=False)
    return handed.select_related("subscriber").filter(key=UUID(hex=digits)).first()


@transaction.atomic
def mark(copy: Recipient, report: Report, answer: str = "") -> None:
    """Notes the report; told twice, it changes nothing more. `answer` is a status code."""
    if report is Report.UNWANTED:
        if copy.unsubscribed_at is None:
            copy.unsubscribed_at = timezone.now()
            copy.save(update_fields=["unsubscribed_at"])
        _become(copy, Subscriber.State.ENDED)
        return
    copy.state, copy.answer = Recipient.State.BOUNCED, answer
    copy.save(update_fields=["state", "answer"])
    suspend_if_dead(copy, report)


def suspend_if_dead(copy: Recipient, report: Report) -> None:
    """Suspends who cannot be reached: told so, or by as many issues in a row."""
    if report is Report.HARD or _failed_in_a_row(copy.subscriber):
        _become(copy, Subscriber.State.SUSPENDED)


def _become(copy: Recipient, state: Any) -> None:
    subscriber: Any = copy.subscriber
    before = (Subscriber.State.ACTIVE, Subscriber.State.SUSPENDED)
    # Not who has unsubscribed; nor who has confirmed the address since that copy was sent.
    if subscriber is None or subscriber.state not in before:
        return
    tried_at = copy.handed_at or timezone.now()
    if state == Subscriber.State.SUSPENDED and tried_at < subscriber.state_since:
        return
    subscriber.become(state, of=before)


def _failed_in_a_row(subscriber: Subscriber | None) -> bool:
    """Whether all of the latest issues came back or were refused."""
    if subscriber is None:
        return False
    tried = subscriber.copies.exclude(state__in=(Recipient.State.QUEUED, Recipient.State.SKIPPED))
    states = list(tried.order_by("-pk").values_list("state", flat=True)[:SOFT_IN_A_ROW])
    return len(states) == SOFT_IN_A_ROW and set(states) <= FAILED
