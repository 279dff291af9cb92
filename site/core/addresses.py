"""Addresses as they stand outside the site, and as redirects lead on."""

from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http import HttpRequest


def absolute(address: str) -> str:
    """The address with the site's own in front, unless it has one."""
    own = address.startswith("/")
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + address if own else address


def split(address: str | None) -> SplitResult:
    """The address taken apart; into nothing where there is none, or one that Python refuses."""
    try:
        return urlsplit(address or "")
    except ValueError:
        return urlsplit("")


def with_query(address: str, request: HttpRequest) -> str:
    """The address with the reader's own choice behind it."""
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{query}" if query else address
