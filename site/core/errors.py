"""Error pages in the reader's language."""

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation

from core.languages import reading_language


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: with the site's frame, so that the reader finds on."""
    return HttpResponse(loader.render_to_string("errors/404.html", {}, request), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: touches neither database nor context processors, which may be what failed."""
    # The middleware that sets the language has already stepped back when an error comes here.
    language = translation.get_language_from_path(request.path_info) or "sv"
    with translation.override(language):
        body = loader.render_to_string("errors/500.html", {"language": reading_language()})
    return HttpResponse(body, status=500)
