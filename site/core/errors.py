"""Error pages in the reader's language."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation

from core.languages import reading_language
from core.navigation import language_alternatives, untranslated_page


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
    """500: touches neither database nor context processors, which may be what failed."""
    # The middleware that sets the language has already stepped back when an error comes here.
    language = translation.get_language_from_path(request.path_info) or "sv"
    with translation.override(language):
        body = loader.render_to_string("errors/500.html", {"language": reading_language()})
    return HttpResponse(body, status=500)
