"""Subscribers as the tests make them, and what the staff do with them."""

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsletter.models import Consent, ConsentText, Mailing, Recipient, Subscriber
from tests.forms import form_fields

ANNA = "anna.ek@example.org"
STATE = Subscriber.State
TEXT = "Ja, jag vill ha nyhetsbrevet."


def subscriber(
    address: str = ANNA, state: str = STATE.ACTIVE, days: int = 0, language: str = "sv"
) -> Subscriber:
    """Somebody who has been in this state for some days, with a consent."""
    found = Subscriber.objects.create(
        address=address,
        language=language,
        state=state,
        state_since=timezone.now() - dt.timedelta(days=days),
    )
    text = ConsentText.of(TEXT, language)
    Consent.objects.create(subscriber=found, text=text, given_at=found.state_since)
    return found


def mailing(title: str = "Nyhetsbrev 1", days: int = 0, **more: Any) -> Mailing:
    """An issue that was sent so many days ago."""
    then = timezone.now() - dt.timedelta(days=days)
    return Mailing.objects.create(
        title=title,
        language="sv",
        **{"state": Mailing.State.SENT, "ordered_at": then, "finished_at": then, **more},
    )


def copy_of(found: Mailing, to: Subscriber | None, state: str = "sent") -> Recipient:
    """A copy that was handed to the mail server."""
    return Recipient.objects.create(
        mailing=found, subscriber=to, state=state, handed_at=timezone.now()
    )


def hand_in(client: Client, content: bytes, name: str = "lista.csv", **said: str) -> Any:
    """The dry run's screen, or the form again with what is wrong."""
    file = SimpleUploadedFile(name, content)
    fields = {"language": "sv", "source": "Mailman 2025", "consent_text": TEXT, **said}
    return client.post(reverse("newsletter_list"), {"file": file, **fields}, follow=True)


def counts(response: Any) -> dict[str, int]:
    """The rows of a dry run by outcome, without those that are none."""
    found = response.context["dry_run"].counts
    return {name: number for name, number in found.items() if number}


def write(client: Client, dry_run: Any, **choices: str) -> Any:
    """Presses the button of a dry run."""
    fields = form_fields(dry_run.content.decode(), "form[aria-labelledby=write]")
    url = reverse("newsletter_list_check")
    return client.post(url, {**fields, **choices}, follow=True)
