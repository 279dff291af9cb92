"""Whether what a mail links to outside the site is there."""

from collections.abc import Iterable
from urllib.parse import urldefrag, urlsplit

from records.links.collecting import historical_addresses
from records.models import WebLink


def dead_among(addresses: Iterable[str]) -> set[str]:
    """Those that the nightly check of links has found dead, and that are not kept as historical;
    also where they are written in another way that asks for the same.
    """
    dead = set(WebLink.objects.filter(state=WebLink.State.DEAD).values_list("address", flat=True))
    if not dead:
        return set()
    known = {_asked_for(address) for address in dead - historical_addresses()}
    return {address for address in addresses if _asked_for(address) in known}


def _asked_for(address: str) -> str:
    """What is asked of a server for an address: no fragment, its host in small letters, a path."""
    try:
        parts = urlsplit(urldefrag(address)[0])
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return address
    return f"{parts.scheme}://{host}{parts.path or '/'}?{parts.query}"
