"""The reader's language comes from the address alone."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class LanguageFromAddressMiddleware:
    """Activates the language of the address (`/en/…` is English, all else Swedish).

    Django's own LocaleMiddleware also asks the browser and sends `Vary: Accept-Language`; here the
    same address is the same page for everyone, so that caches and links can trust it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or language)
        return response
