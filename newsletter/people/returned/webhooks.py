"""The addresses that the e-mail service reports to: django-anymail's own views, of which a body
that none of the services sends gets 400.

The library reads what services send in good faith; anything else was an error of the server's.
"""

import logging
from typing import Any

from anymail.exceptions import AnymailConfigurationError
from anymail.urls import urlpatterns as views_of_the_library
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

logger = logging.getLogger(__name__)

# What the library raises on values that are missing, or of another kind or size than the service's;
# the last is a report to the address of another kind of webhook.
UNREADABLE = (
    AttributeError,
    LookupError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    AnymailConfigurationError,
)


class Careful:
    """Before a view of the library: what can be read is heard, then the rest is told to be wrong.

    The service sends such a report again; what was heard twice changes nothing.
    """

    esp_name: str
    unread = 0

    def run_validators(self, request: HttpRequest) -> None:
        try:
            super().run_validators(request)  # type: ignore[misc]
        except UNREADABLE as error:
            raise self._wrong(error) from None

    def parse_events(self, request: HttpRequest) -> list[Any]:
        try:
            events = list(super().parse_events(request))  # type: ignore[misc]
        except UNREADABLE as error:
            raise self._wrong(error) from None
        return [event for event in events if event is not None]

    def esp_to_anymail_event(self, *args: Any, **kwargs: Any) -> Any:
        """One report; None for one that cannot be read, so that those beside it are."""
        try:
            return super().esp_to_anymail_event(*args, **kwargs)  # type: ignore[misc]
        except UNREADABLE as error:
            self.unread += 1
            self._wrong(error)
            return None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        if self.unread:
            raise BadRequest("reports that cannot be read")
        return response

    def _wrong(self, error: Exception) -> BadRequest:
        # Its words may name a reader.
        logger.warning("A report of %s cannot be read: %s", self.esp_name, type(error).__name__)
        return BadRequest("a report that cannot be read")


def _careful(view_class: Any) -> Any:
    careful: Any = type(view_class.__name__, (Careful, view_class), {})
    return careful.as_view()


app_name = "anymail"
# Nobody listens to mail that comes in by the service.
urlpatterns = [
    URLPattern(found.pattern, _careful(found.callback.view_class), name=found.name)
    for found in views_of_the_library
    if "inbound" not in found.name
]
