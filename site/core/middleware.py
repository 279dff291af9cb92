"""The reader's language comes from the address alone; an old address leads on, or says why not."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from wagtail.contrib.redirects.middleware import RedirectMiddleware as WagtailRedirectMiddleware
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from core import gone
from core.addresses import with_query

NOT_FOUND = 404


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


class RedirectMiddleware(WagtailRedirectMiddleware):
    """Wagtail's, with the reader's own choice (`?as-of=`, `?version=`, a filter) carried along.

    Where an old address leads nowhere, it says what stood there.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer: HttpResponse = super().process_response(request, response)
        if answer is not response:
            return self._with_choice(request, answer)
        return (gone.answer(request) if response.status_code == NOT_FOUND else None) or response

    def _with_choice(self, request: HttpRequest, answer: HttpResponse) -> HttpResponse:
        if not request.META.get("QUERY_STRING"):
            return answer
        to = answer.headers["Location"]
        whole = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        # Within the site, and not where an editor has said what this very query leads to.
        if to.startswith("/") and "?" not in to and get_redirect(request, whole) is None:
            answer.headers["Location"] = with_query(to, request)
        return answer
