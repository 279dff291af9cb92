"""Checks the addresses: a few hosts at a time, what is known kept as soon as it is known."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

from django.utils import timezone

from records.links.asking import Asked, Asker, Result
from records.links.collecting import collected
from records.models import WebLink

AT_ONCE = 4
# What may pass is no fault until it has lasted so long, and so over several nights.
PATIENCE = dt.timedelta(days=3)


def check_links(
    say: Callable[[str], object], *, limit: int | None, timeout: float, pause: float
) -> Counter[str]:
    """Asks for the addresses that were looked at longest ago; how many there are of each state.

    Forgets addresses that the site no longer has.
    """
    addresses = set(collected())
    gone, _kinds = WebLink.objects.exclude(address__in=addresses).delete()
    if gone:
        say(f"{gone} addresses are no longer on the site")
    known = set(WebLink.objects.values_list("address", flat=True))
    WebLink.objects.bulk_create(
        [WebLink(address=address) for address in sorted(addresses - known)], ignore_conflicts=True
    )
    links = {link.address: link for link in WebLink.objects.order_by("checked_at", "address")}
    never = [link for link in links.values() if link.checked_at is None]
    before = [link for link in links.values() if link.checked_at is not None]
    chosen = (never + before)[:limit]
    for number, link in enumerate(_judged(chosen, timeout, pause), start=1):
        say(f"{number} of {len(chosen)}: {link.state}: {link.address} ({link.answer})")
    return Counter(WebLink.objects.values_list("state", flat=True))


def look_at(addresses: Iterable[str], *, timeout: float, pause: float) -> int:
    """Asks for these addresses, on a public page or not; gives how many were asked for.

    What no public page has is forgotten by the next `check_links`.
    """
    wanted = sorted(set(addresses))
    WebLink.objects.bulk_create([WebLink(address=a) for a in wanted], ignore_conflicts=True)
    links = list(WebLink.objects.filter(address__in=wanted))
    return sum(1 for _link in _judged(links, timeout, pause))


def _judged(links: list[WebLink], timeout: float, pause: float) -> Iterator[WebLink]:
    """The links in the order in which the answers come, each kept with what is known by then."""
    by_address = {link.address: link for link in links}
    for asked in _asked(list(by_address), timeout, pause):
        link = by_address[asked.address]
        judge(link, asked, timezone.now())
        link.save()
        yield link


def _asked(addresses: list[str], timeout: float, pause: float):  # type: ignore[no-untyped-def]
    """The answers in the order in which they come."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[urlsplit(address).netloc.casefold()].append(address)
    answers: SimpleQueue[Asked] = SimpleQueue()

    def ask_all(own: list[str]) -> None:
        asker = Asker(timeout, pause)
        for address in own:
            answers.put(asker.ask(address))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = {pool.submit(ask_all, own) for own in by_host.values()}
        while running:
            done, running = wait(running, timeout=0.1, return_when=FIRST_COMPLETED)
            for future in done:
                future.result()
            while True:
                try:
                    yield answers.get_nowait()
                except Empty:
                    break


def judge(link: WebLink, asked: Asked, now: dt.datetime) -> None:
    """What is known of the link now, unsaved."""
    link.checked_at, link.answer = now, asked.answer[:200]
    if asked.result is Result.ALIVE:
        link.state = WebLink.State.ALIVE
        link.seen_alive_at, link.failing_since = now, None
    elif asked.result is Result.REFUSED:
        link.state, link.failing_since = WebLink.State.REFUSED, None
    else:
        link.failing_since = link.failing_since or now
        if asked.result is Result.GONE or now - link.failing_since >= PATIENCE:
            link.state = WebLink.State.DEAD
