"""Whether what a mail links to outside the site is there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from django_tasks import task

from core.addresses import split
from newsletter.own_answers import is_own
from records.links.checking import look_at
from records.links.collecting import historical_addresses
from records.models import WebLink

# Seconds to wait for an answer, and between two requests to a host: an editor waits for it.
TIMEOUT, PAUSE = 5.0, 0.2
LONGEST_ADDRESS = WebLink._meta.get_field("address").max_length or 0


@dataclass
class Outside:
    """Addresses of other sites, as they are written in a mail, by what is known of them."""

    # Found dead, and not kept as historical.
    dead: set[str] = field(default_factory=set)
    # Asked once without an answer: dead only when that lasts for days.
    silent: set[str] = field(default_factory=set)
    # Nobody has looked yet.
    unknown: set[str] = field(default_factory=set)


def outside(addresses: Iterable[str]) -> Outside:
    """What is known of the addresses, also where they are written in another way that asks for the
    same. One query, and another where there are dead ones.
    """
    known: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    looked_at = WebLink.objects.exclude(checked_at=None, state=WebLink.State.UNKNOWN)
    for address, state, failing in looked_at.values_list("address", "state", "failing_since"):
        known[_asked_for(address)].append((address, state, failing is not None))
    kept: set[str] | None = None
    found = Outside()
    for wanted in {a for a in addresses if _is_web(a) and not is_own(a)}:
        links = known.get(_asked_for(wanted), [])
        dead = {address for address, state, _failing in links if state == WebLink.State.DEAD}
        if dead and kept is None:
            kept = historical_addresses()
        if dead - (kept or set()):
            found.dead.add(wanted)
        elif not links:
            found.unknown.add(wanted)
        elif all(failing for _address, _state, failing in links):
            found.silent.add(wanted)
    return found


def _is_web(address: str) -> bool:
    """Whether it is an address of the web, and one that can be kept."""
    parts = split(address)
    is_web = parts.scheme in ("http", "https") and bool(parts.netloc)
    return is_web and len(address) <= LONGEST_ADDRESS


@task(backend="mail")
def look_at_links(addresses: list[str]) -> int:
    """Asks for addresses that nobody has looked at yet; gives how many."""
    return look_at(addresses, timeout=TIMEOUT, pause=PAUSE)


def _asked_for(address: str) -> str:
    """What is asked of a server for an address: no fragment, its host in small letters, a path."""
    try:
        parts = urlsplit(urldefrag(address)[0])
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return address
    return f"{parts.scheme}://{host}{parts.path or '/'}?{parts.query}"
