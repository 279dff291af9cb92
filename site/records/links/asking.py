"""Asks the addresses of one host in turn: robots.txt first, HEAD before GET, a pause between."""

import enum
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from django.utils.translation import gettext_noop

from records.links.fetching import FAILURES, USER_AGENT, Answer, RefusedError, fetch

MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
GONE = (404, 410)
LONGEST_PAUSE = 10


class Result(enum.Enum):
    """What is known of an address after it was asked."""

    ALIVE = enum.auto()
    GONE = enum.auto()
    FAILING = enum.auto()
    REFUSED = enum.auto()


@dataclass(frozen=True)
class Asked:
    """An address with what came of asking for it, in a few words."""

    address: str
    result: Result
    answer: str


class Asker:
    """Asks for addresses, one after another; of each host the robots.txt is read once."""

    def __init__(self, timeout: float, pause: float) -> None:
        self.timeout, self.pause = timeout, pause
        self._robots: dict[str, RobotFileParser | Asked] = {}
        self._asked_at: dict[str, float] = {}

    def ask(self, address: str) -> Asked:
        """Asks for an address, as far as it leads on. Never raises."""
        try:
            return self._follow(address)
        except RefusedError as error:
            return Asked(address, Result.GONE, str(error))
        except FAILURES as error:
            return Asked(address, Result.FAILING, _said(error))

    def _follow(self, address: str) -> Asked:
        current, seen = urldefrag(address)[0], set()
        for _hop in range(MOST_REDIRECTS + 1):
            if refusal := self._disallowed(current):
                return Asked(address, refusal.result, refusal.answer)
            answer = self._request(current)
            if answer.status not in REDIRECTS or not answer.location:
                return Asked(address, _result(answer.status), f"HTTP {answer.status}")
            seen.add(current)
            current = urldefrag(urljoin(current, answer.location))[0]
            if current in seen:
                return Asked(address, Result.GONE, gettext_noop("leads round in a circle"))
        return Asked(address, Result.GONE, gettext_noop("leads on too many times"))

    def _request(self, address: str) -> Answer:
        """HEAD; what it is not answered to well is asked for whole."""
        try:
            self._wait(address)
            answer = fetch("HEAD", address, self.timeout)
        except TimeoutError:
            raise
        except FAILURES:
            # Some servers hang up on HEAD.
            answer = Answer(0)
        if 200 <= answer.status < 400:
            return answer
        self._wait(address)
        return fetch("GET", address, self.timeout)

    def _wait(self, address: str) -> None:
        host = urlsplit(address).netloc
        robots = self._robots.get(host)
        wanted = robots.crawl_delay(USER_AGENT) if isinstance(robots, RobotFileParser) else None
        pause = max(self.pause, min(float(wanted or 0), LONGEST_PAUSE))
        passed = time.monotonic() - self._asked_at.get(host, float("-inf"))
        if passed < pause:
            time.sleep(pause - passed)
        self._asked_at[host] = time.monotonic()

    def _disallowed(self, address: str) -> Asked | None:
        """Why the address may not be asked for; None if it may."""
        parts = urlsplit(address)
        if parts.netloc not in self._robots:
            self._robots[parts.netloc] = self._read_robots(f"{parts.scheme}://{parts.netloc}")
        robots = self._robots[parts.netloc]
        if isinstance(robots, Asked):
            return robots
        if robots.can_fetch(USER_AGENT, address):
            return None
        return Asked(address, Result.REFUSED, "robots.txt")

    def _read_robots(self, origin: str) -> RobotFileParser | Asked:
        """The host's rules: none if it has none (RFC 9309); unknown as long as it fails."""
        robots, address = RobotFileParser(), f"{origin}/robots.txt"
        for _hop in range(MOST_REDIRECTS):
            try:
                answer = fetch("GET", address, self.timeout, most=100_000)
            except FAILURES as error:
                return Asked(address, Result.FAILING, _said(error))
            if answer.status in REDIRECTS and answer.location:
                address = urljoin(address, answer.location)
                continue
            if answer.status >= 500:
                return Asked(address, Result.FAILING, f"robots.txt: HTTP {answer.status}")
            is_there = 200 <= answer.status < 300
            robots.parse(answer.body.decode(errors="replace").splitlines() if is_there else [])
            return robots
        robots.parse([])
        return robots


def _result(status: int) -> Result:
    if 200 <= status < 400:
        return Result.ALIVE
    if status in GONE:
        return Result.GONE
    # Not allowed, not to programs, too often: it is there.
    return Result.FAILING if status >= 500 and status != 999 else Result.REFUSED


def _said(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return gettext_noop("no answer in time")
    if isinstance(error, socket.gaierror):
        return gettext_noop("no such host")
    if isinstance(error, ssl.SSLError):
        return gettext_noop("its certificate or encryption is not in order")
    if isinstance(error, OSError):
        return gettext_noop("no connection")
    return gettext_noop("an answer that cannot be understood")
