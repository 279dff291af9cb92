"""One subscriber's copy of a frozen mail."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from newsletter.links import preferences_address, unsubscribe_address
from newsletter.mail import message, own_host
from newsletter.models import Mailing, Recipient
from newsletter.places import IssueMail, filled


def frozen_mail(mailing: Mailing) -> IssueMail:
    """What a mailing says, as it was when it was ordered."""
    return IssueMail(mailing.language, mailing.subject, mailing.preview, mailing.html, mailing.text)


def message_id(recipient: Recipient) -> str:
    """The same at each attempt, so that a server or reader may know a copy that comes twice."""
    return f"<newsletter-{recipient.key.hex}@{own_host()}>"


def copy_for(recipient: Recipient, mail: IssueMail) -> EmailMultiAlternatives:
    """The message for one recipient, whose subscriber is there; one click ends it (RFC 8058)."""
    subscriber: Any = recipient.subscriber
    out = unsubscribe_address(subscriber, recipient.mailing_id)
    copy = message(
        filled(mail, out, preferences_address(subscriber)),
        {
            "Message-ID": message_id(recipient),
            "List-Unsubscribe": f"<{out}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    copy.to = [subscriber.address]
    # What an e-mail service gives back with what it reports of this copy.
    copy.metadata = {"copy": recipient.key.hex}  # type: ignore[attr-defined]
    # It counts nobody's reading, nor does it rewrite links.
    copy.track_opens = False  # type: ignore[attr-defined]
    copy.track_clicks = False  # type: ignore[attr-defined]
    return copy


def envelope_sender() -> str:
    """Where undeliverable mail comes back to."""
    sender: str = settings.NEWSLETTER_BOUNCE_ADDRESS or settings.NEWSLETTER_FROM_EMAIL
    return parseaddr(sender)[1]
