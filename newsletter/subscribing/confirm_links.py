"""The link of the confirmation mail: signed, and good for three days."""

import datetime as dt

from django.core import signing
from django.urls import reverse
from django.utils import translation

from core.addresses import absolute
from newsletter.models import Subscriber

DAYS = 3
SIGNER = signing.TimestampSigner(salt="newsletter.confirm", sep=".")
States = Subscriber.State


class ExpiredError(LookupError):
    """A link of ours whose time is over, or that was made before the subscription was ended."""


def confirm_address(subscriber: Subscriber) -> str:
    """Where a subscriber confirms, in their language; with the site's name."""
    token = SIGNER.sign(subscriber.key.hex)
    with translation.override(subscriber.language):
        return absolute(reverse("newsletter_confirm", args=[token]))


def subscriber_to_confirm(token: str) -> Subscriber | None:
    """Whose the link is; None for one that we did not make, or whose subscriber was erased.
    Raises ExpiredError.
    """
    try:
        key = SIGNER.unsign(token, max_age=dt.timedelta(days=DAYS))
    except signing.SignatureExpired as error:
        raise ExpiredError from error
    except signing.BadSignature:
        return None
    subscriber = Subscriber.objects.filter(key=key).first()
    if subscriber is not None and subscriber.state in (States.ENDED, States.SUSPENDED):
        made = signing.b62_decode(token.split(SIGNER.sep)[1])
        if made < int(subscriber.state_since.timestamp()):
            raise ExpiredError
    return subscriber
