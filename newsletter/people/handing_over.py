"""The active subscribers as another program takes them: Mailman, Listmonk."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from core.tables import FORMULA_STARTS
from newsletter.models import Subscriber
from newsletter.people.batches import BATCH
from newsletter.people.log import HANDED_OVER, log_about_many


def _as_read(address: str) -> str:
    """The address; one that a spreadsheet would take for a formula with its first part quoted,
    which is the same address (RFC 5321, section 4.1.2).
    """
    local, _at, domain = address.rpartition("@")
    return f'"{local}"@{domain}' if address.startswith(FORMULA_STARTS) else address


def for_mailman(subscribers: list[Subscriber]) -> str:
    """One address a line, as Mailman's mass subscription takes them."""
    return "".join(f"{_as_read(one.address)}\n" for one in subscribers)


def for_listmonk(subscribers: list[Subscriber]) -> str:
    """Listmonk's CSV for import: e-mail, name (which we do not know) and attributes as JSON."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["email", "name", "attributes"])
    for one in subscribers:
        writer.writerow([_as_read(one.address), "", json.dumps(_attributes(one))])
    return out.getvalue()


def _attributes(subscriber: Any) -> dict[str, Any]:
    consent = max(subscriber.consents.all(), key=lambda one: one.given_at, default=None)
    return {
        "language": subscriber.language,
        "topics": [topic.code for topic in subscriber.topics.all()],
        "frequency": subscriber.frequency,
        # The proof goes along: whoever sends has to be able to show it.
        "consent_date": timezone.localdate(consent.given_at).isoformat() if consent else None,
        "consent_text": consent.text.text if consent else None,
    }


# By what the program is called in an address: its file's kind, and what makes it.
KINDS: dict[str, tuple[str, Callable[[list[Subscriber]], str]]] = {
    "mailman": ("txt", for_mailman),
    "listmonk": ("csv", for_listmonk),
}


def handed_over(kind: str, language: str, user: Any) -> tuple[str, int]:
    """The file's text and how many addresses it has; noted in the log with who took it."""
    _ending, writer = KINDS[kind]
    active = Subscriber.objects.filter(state=Subscriber.State.ACTIVE, language=language)
    whole = active.order_by("pk").prefetch_related("topics", "consents__text")
    found = list(whole.iterator(chunk_size=BATCH))
    log_about_many(HANDED_OVER, user, count=len(found), kind=f"{kind}, {language}")
    return writer(found), len(found)
