"""What is slow to make is kept for a day, by what it is made of and with."""

import hashlib
from collections.abc import Callable
from importlib.metadata import version

from django.core.cache import cache

DAY = 24 * 60 * 60


def made_once(made_of: str, make: Callable[[], bytes]) -> bytes:
    """The kept bytes of `made_of`, or what `make` gives, which is kept."""
    key = hashlib.sha256(f"{made_of} {version('weasyprint')}".encode()).hexdigest()
    found: bytes | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, DAY)
    return found
