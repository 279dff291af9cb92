"""One request to an outside server: only to public hosts, never long, never more than a few kB."""

import http.client
import ipaddress
import socket
import ssl
import threading
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.translation import gettext_noop

USER_AGENT = f"VasterasLinkCheck/1.0 (+{settings.WAGTAILADMIN_BASE_URL})"
MOST_READ = 8 * 1024


class RefusedError(Exception):
    """An address that is not asked: no web address, or within somebody's own network."""


@dataclass
class Answer:
    """What a server said."""

    status: int
    location: str = ""
    body: bytes = field(default=b"", repr=False)


def public_address(host: str, port: int) -> str:
    """The host's network address. Raises RefusedError for one that is not on the open internet."""
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        ip = ipaddress.ip_address(address.partition("%")[0])
        mapped = getattr(ip, "ipv4_mapped", None) or ip
        is_local = mapped.is_loopback and settings.LINKS_MAY_BE_LOCAL
        if not (mapped.is_global and not mapped.is_multicast) and not is_local:
            raise RefusedError(gettext_noop("not on the open internet"))
    return found[0]


def fetch(method: str, address: str, timeout: float, most: int = MOST_READ) -> Answer:
    """The answer to one request, redirects not followed. Raises RefusedError, OSError, or
    HTTPException.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError as error:
        raise RefusedError(gettext_noop("no web address")) from error
    if parts.scheme not in ("http", "https") or not host:
        raise RefusedError(gettext_noop("no web address"))
    ip = public_address(host, port)
    connection: Any
    if parts.scheme == "https":
        connection = http.client.HTTPSConnection(host, port, timeout=timeout)
    else:
        connection = http.client.HTTPConnection(host, port, timeout=timeout)
    # Connected to the address that was looked at, whatever the name means a moment later.
    connection._create_connection = lambda _pair, *rest: socket.create_connection(
        (ip, port), timeout
    )
    # A server that sends a letter now and then never runs into the timeout of one read.
    late = threading.Event()
    watch = threading.Timer(2 * timeout, _hang_up, [connection, late])
    watch.daemon = True
    watch.start()
    try:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
        query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~?[]')}" if parts.query else ""
        headers = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
        connection.request(method, path + query, headers=headers)
        response = connection.getresponse()
        body = response.read(most) if method == "GET" else b""
        if late.is_set():
            raise TimeoutError
        return Answer(response.status, response.headers.get("Location", ""), body)
    finally:
        watch.cancel()
        connection.close()


def _hang_up(connection: Any, late: threading.Event) -> None:
    late.set()
    if connection.sock is not None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


# What a request may raise.
FAILURES = (OSError, http.client.HTTPException, ssl.SSLError, UnicodeError, ValueError)
