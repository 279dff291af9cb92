"""Addresses as keyed digests: to be known again by us, and by nobody who reads the database."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# Providers give a whole one of these to a household (RFC 6177).
IPV6_PREFIX = 64
# The smallest network that is routed by itself, and what one customer gets at most (RIPE-690).
AROUND = {4: 24, 6: 48}


def digest(kind: str, value: str) -> str:
    """64 hexadecimal digits of a value of that kind, made with the site's secret."""
    return salted_hmac(f"newsletter.{kind}", value, algorithm="sha256").hexdigest()


def digest_of_address(address: str) -> str:
    """What is kept of an erased address (`ForgottenAddress`); of one as `as_known` gives it."""
    return digest("address", address)


def network_of(request: HttpRequest) -> str:
    """The network that a request came from; "" where nothing says.

    Behind a proxy (known by the header that it is trusted with) the last address in
    X-Forwarded-For, which the proxy itself wrote; those before it anybody can make up.
    """
    told = ""
    if settings.SECURE_PROXY_SSL_HEADER:
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return _network(told) or _network(request.META.get("REMOTE_ADDR", ""))


def around(network: str) -> str:
    """The networks beside one that `network_of` gives, itself among them."""
    found = ipaddress.ip_network(network)
    return str(found.supernet(new_prefix=AROUND[found.version]))


def _network(told: str) -> str:
    if told.count(":") == 1:
        # Some proxies write the port as well.
        told = told.partition(":")[0]
    try:
        address = ipaddress.ip_address(told.strip("[]"))
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    # Without the name of an interface, which only this machine knows.
    plain = str(address).partition("%")[0]
    return str(ipaddress.ip_network(f"{plain}/{IPV6_PREFIX}", strict=False))
