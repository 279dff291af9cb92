"""Whether a form was posted from a page of our own, without giving its reader a cookie.

No such form acts with rights that a browser sends by itself: what it may do lies in a signed
address, or in nothing at all. What is kept out is other sites' pages, and robots that post blindly.
"""

import datetime as dt
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest
from django.utils import timezone

STAMP_FIELD = "stamp"
SIGNER = signing.Signer(salt="core.own_forms")
# As long as a page may lie open, or in a cache, over midnight.
VALID_DAYS = 2


def stamp_of_today() -> str:
    """What a form of ours carries: the same for every reader on a day, so that pages stay equal."""
    return SIGNER.sign(timezone.localdate().isoformat())


def is_stamped(request: HttpRequest) -> bool:
    """Whether the posted form was made by us, today or yesterday."""
    try:
        day = dt.date.fromisoformat(SIGNER.unsign(request.POST.get(STAMP_FIELD, "")))
    except (signing.BadSignature, ValueError):
        return False
    return 0 <= (timezone.localdate() - day).days < VALID_DAYS


def is_from_elsewhere(request: HttpRequest, may_hide: bool = False) -> bool:
    """Whether the browser says that another site's page sent this (Fetch Metadata; RFC 6454).

    What says nothing is no browser with a page in it, and passes. `may_hide`: our page tells
    nobody its address, so that older browsers say “Origin: null”, as another site's page could.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    if origin == "null":
        return not may_hide
    try:
        return origin is not None and urlsplit(origin).netloc != request.get_host()
    except ValueError:
        return True
