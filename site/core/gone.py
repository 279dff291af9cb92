"""Addresses that were public once: areas say what became of the page, instead of "not found"."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Each gives the answer to a request of an address that it knows, None for any other.
answers: list[Callable[[HttpRequest], HttpResponse | None]] = []


def answer(request: HttpRequest) -> HttpResponse | None:
    """What is to be said at an address at which nothing stands; None if nothing ever did."""
    if request.method not in ("GET", "HEAD"):
        return None
    return next(filter(None, (ask(request) for ask in answers)), None)
