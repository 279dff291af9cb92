"""Whether what a mail links to outside the site is there."""

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
    """What is known of the addresses. Two queries, one where there is none."""
    wanted = {a for a in addresses if _is_web(a) and not is_own(a)}
    found = Outside(dead=dead_among(wanted))
    looked_at = WebLink.objects.exclude(checked_at=None, state=WebLink.State.UNKNOWN)
    answered: dict[str, bool] = {}
    for address, failing_since in looked_at.values_list("address", "failing_since"):
        key = _asked_for(address)
        answered[key] = answered.get(key, False) or failing_since is None
    for address in wanted - found.dead:
        key = _asked_for(address)
        if key not in answered:
            found.unknown.add(address)
        elif not answered[key]:
            found.silent.add(address)
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
