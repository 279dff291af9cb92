"""Addresses that only one reader has: signed, so that nobody can make them up."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils import translation

from core.addresses import absolute
from newsletter.models import Subscriber

# They stand in mails that may be years old: they never expire, and end with the subscriber.
READER = signing.Signer(salt="newsletter.reader", sep=".")


def token_of(subscriber: Subscriber) -> str:
    """What a subscriber's own addresses are known by."""
    return READER.sign(subscriber.key.hex)


def subscriber_of(token: str) -> Subscriber | None:
    """Whose the token is; None for one that we did not sign, or whose subscriber was erased."""
    try:
        key = UUID(hex=READER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Subscriber.objects.filter(key=key).first()


def preferences_address(subscriber: Subscriber) -> str:
    """Where a subscriber changes what they get, in their language; with the site's name."""
    return _address("newsletter_preferences", subscriber)


def unsubscribe_address(subscriber: Subscriber, mailing_id: int | None = None) -> str:
    """Where a subscriber ends it: a page with one button, and by POST without one (RFC 8058).

    `mailing_id`: the mailing whose figures it counts in.
    """
    address = _address("newsletter_unsubscribe", subscriber)
    return f"{address}?{urlencode({'mailing': mailing_id})}" if mailing_id else address


def _address(name: str, subscriber: Any) -> str:
    with translation.override(subscriber.language):
        return absolute(reverse(name, args=[token_of(subscriber)]))
