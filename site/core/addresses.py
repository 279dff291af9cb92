"""Addresses as they stand outside the site: in e-mails."""

from django.conf import settings


def absolute(address: str) -> str:
    """The address with the site's own in front, unless it has one."""
    own = address.startswith("/")
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + address if own else address
