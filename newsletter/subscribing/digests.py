"""Addresses as keyed digests: what can be compared, and not read."""

from django.utils.crypto import salted_hmac

from newsletter.models import as_known


def digest_of_address(address: str) -> str:
    """The digest by which an address is known when it is not kept. Raises ValidationError."""
    return salted_hmac("newsletter.address", as_known(address), algorithm="sha256").hexdigest()
