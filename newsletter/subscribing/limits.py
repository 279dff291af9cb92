"""How often the form may be used, and mails be asked for: counted by digests, for a day."""

import datetime as dt
import re

from django.utils import timezone

from newsletter.models import Attempt
from newsletter.subscribing.digests import digest

KEPT = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
# To one address, whoever asks: nobody can fill a stranger's mailbox.
PAUSE_BETWEEN_MAILS = dt.timedelta(minutes=10)
MAILS_A_DAY = 3
# From one network: a school's or an office's readers may all sit behind one address.
FORMS_AN_HOUR = 20
# From the whole site, however many networks a flood comes from.
MAILS_AN_HOUR = 600


def network_is_over(network: str) -> bool:
    """Counts a use of the form from a network, and says whether it was one too many."""
    if not network:
        return False
    key = digest("network", network)
    if _count(key, HOUR) >= FORMS_AN_HOUR:
        return True
    _note(key)
    return False


def site_is_over() -> bool:
    """Whether the whole site has written to as many as it may for now."""
    return _count(digest("mail", ""), HOUR) >= MAILS_AN_HOUR


def may_mail(kind: str, address: str) -> bool:
    """Whether one more mail of the kind may go to the address now; counts it if so."""
    # name+anything@ is the same mailbox with most mail services.
    mailbox = re.sub(r"\+[^@]*(?=@)", "", address)
    key, everyone = digest(f"mail.{kind}", mailbox), digest("mail", "")
    if (
        _count(key, PAUSE_BETWEEN_MAILS)
        or _count(key, KEPT) >= MAILS_A_DAY
        or _count(everyone, HOUR) >= MAILS_AN_HOUR
    ):
        return False
    _note(key, everyone)
    return True


def _count(key: str, period: dt.timedelta) -> int:
    return Attempt.objects.filter(digest=key, at__gt=timezone.now() - period).count()


def _note(*keys: str) -> None:
    now = timezone.now()
    Attempt.objects.filter(at__lte=now - KEPT).delete()
    Attempt.objects.bulk_create(Attempt(digest=key, at=now) for key in keys)
