"""How often the form may be used, and mails be asked for: counted by digests, for a day."""

import datetime as dt
import re

from django.utils import timezone

from newsletter.models import Attempt
from newsletter.subscribing.digests import around, digest

KEPT = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
# To one address, whoever asks: nobody can fill a stranger's mailbox.
PAUSE_BETWEEN_MAILS = dt.timedelta(minutes=10)
MAILS_A_DAY = 3
# From one network: a school's or an office's readers may all sit behind one address.
FORMS_AN_HOUR = 20
# From the whole site, however many networks a flood comes from.
MAILS_AN_HOUR = 600
# The last of them are for those in whose neighbourhood (`around`) few have asked within the hour: a
# flood from a few networks does not shut everybody else out.
KEPT_FOR_OTHERS = 200
FEW = 5


def network_is_over(network: str) -> bool:
    """Counts a use of the form from a network, and says whether it was one too many."""
    if not network:
        return False
    key = digest("network", network)
    if _count(key, HOUR) >= FORMS_AN_HOUR:
        return True
    _note(key, _neighbourhood(network))
    return False


def site_is_over(network: str) -> bool:
    """Whether the whole site has written to as many as it may for now, for a reader in that network
    whose use of the form has been counted.
    """
    left = MAILS_AN_HOUR - _count(digest("mail", ""), HOUR)
    if left > KEPT_FOR_OTHERS:
        return False
    return left <= 0 or not network or _count(_neighbourhood(network), HOUR) > FEW


def _neighbourhood(network: str) -> str:
    return digest("neighbourhood", around(network))


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
