"""Answers for those who watch the server, and for those who find a hole in it."""

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

# Figures that areas add to `/health/ready`; each callable gives what JSON can hold.
figures: dict[str, Callable[[], object]] = {}
# They are counted over all pages, and probes come every few seconds.
FIGURES_LAST = 30


def health_live(request: HttpRequest) -> HttpResponse:
    """200 as soon as the process answers."""
    return JsonResponse({"status": "ok"})


def health_ready(request: HttpRequest) -> HttpResponse:
    """200 with the areas' figures when the database answers too, else 503.

    The database is asked each time, the figures are at most half a minute old.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": "no answer"}, status=503)
    known = {
        name: cache.get_or_set(f"health:{name}", figure, FIGURES_LAST)
        for name, figure in figures.items()
    }
    return JsonResponse({"status": "ok", "database": "ok", **known})


def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a vulnerability (RFC 9116); 404 until SECURITY_CONTACT is set."""
    if not settings.SECURITY_CONTACT:
        return HttpResponse(
            "No security contact has been set.\n", content_type="text/plain", status=404
        )
    expires = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(days=180)
    body = (
        f"Contact: {settings.SECURITY_CONTACT}\n"
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}\n"
        "Preferred-Languages: sv, en\n"
    )
    return HttpResponse(body, content_type="text/plain; charset=utf-8")
