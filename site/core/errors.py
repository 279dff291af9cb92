"""Error pages in the reader's language."""

import sys
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.utils import translation
from django.utils.translation import gettext as _

from core.languages import reading_language
from core.navigation import language_alternatives, untranslated_page

# Its addresses are asked by programs.
FOR_PROGRAMS = ("/api/", "/anymail/")
# RFC 9110, section 15.5.14: more than the site is willing to take.
TOO_LARGE = 413
# RFC 9110, section 15.6.4: it can be tried again, and when.
BUSY, SECONDS_TO_WAIT = 503, 60
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: with the site's frame, so that the reader finds on.

    At the English address of a page that is not in English yet it says so and leads to the Swedish.
    """
    context: dict[str, Any] = {}
    if reading_language() != settings.LANGUAGE_CODE:
        page = untranslated_page(request)
        if page is not None:
            context["untranslated"] = page
            # The reader stands on an English address: Swedish is what the switch leads to.
            context["language_alternatives"] = [
                replace(alternative, is_current=False)
                for alternative in language_alternatives(page)
                if alternative.url
            ]
    return HttpResponse(loader.render_to_string("errors/404.html", context, request), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where others have written to the database for too long: touches neither database
    nor context processors, which may be what failed.
    """
    # The middleware that sets the language has already stepped back when an error comes here.
    with translation.override(_language(request)):
        if _is_waiting_in_vain(sys.exc_info()[1]):
            words = _(
                "Much is being written at this moment. Go back, wait a minute, and try again."
            )
            response = _bare(_("The site is busy"), words, BUSY)
            response.headers["Retry-After"] = str(SECONDS_TO_WAIT)
            return response
        words = _(
            "The server could not show this page. The fault is ours, not yours; please try again "
            "in a few minutes."
        )
        return _bare(_("Something went wrong"), words, 500)


def _is_waiting_in_vain(error: BaseException | None) -> bool:
    """Whether SQLite has let a writer wait for another one until its time was up."""
    return isinstance(error, OperationalError) and "database is locked" in str(error)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for more than the site takes: a page as bare as 500's, since the request may be
    what other templates stumble over; a line as JSON for programs.
    """
    is_too_much = isinstance(exception, TOO_MUCH)
    status = TOO_LARGE if is_too_much else 400
    for_programs = request.path_info.startswith(FOR_PROGRAMS)
    by_browser = translation.get_language_from_request(request)
    with translation.override(by_browser if for_programs else _language(request)):
        if is_too_much:
            title = _("More was sent than the site takes")
            words = _("Nothing of it has been kept. Go back, and send less.")
        else:
            title = _("The request cannot be read")
            words = _("Nothing has been changed by it. Go back, and try again.")
        if not for_programs:
            return _bare(title, words, status)
        # As the open data say what was wrong.
        fault = {"detail": f"{title}.", "parameter": None}
        return JsonResponse(fault, status=status, json_dumps_params={"ensure_ascii": False})


def _language(request: HttpRequest) -> str:
    return translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE


def _bare(title: str, words: str, status: int) -> HttpResponse:
    context = {"language": reading_language(), "title": title, "words": words}
    return HttpResponse(loader.render_to_string("errors/bare.html", context), status=status)
