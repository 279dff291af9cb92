"""Addresses that a mail server says do not exist."""

import re

from newsletter.models import Recipient, Subscriber

# Enhanced status codes (RFC 3463) that are about the address itself: there is no such mailbox or
# domain, or it has been closed. A policy (5.7) or a full mailbox (5.2.2) is not its end.
NO_SUCH_ADDRESS = re.compile(r"\b5\.(1\.[12356]|1\.10|2\.1|4\.4)\b")


def note_refusal(copy: Recipient, answer: str) -> None:
    """Suspends the subscriber if the server's answer says that the address does not exist."""
    if copy.subscriber is not None and NO_SUCH_ADDRESS.search(answer):
        copy.subscriber.become(Subscriber.State.SUSPENDED)
