"""Addresses as they stand outside the site, and as redirects lead on."""

from django.conf import settings
from django.http import HttpRequest


def absolute(address: str) -> str:
    """The address with the site's own in front, unless it has one."""
    own = address.startswith("/")
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + address if own else address


def with_query(address: str, request: HttpRequest) -> str:
    """The address with the reader's own choice behind it."""
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{query}" if query else address
