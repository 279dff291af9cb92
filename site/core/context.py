"""What every template needs around its own content."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.languages import reading_language
from core.navigation import home_page, main_menu


class SiteFrame:
    """The frame in the reader's language; asked from the database only where it is drawn."""

    def __init__(self, request: HttpRequest) -> None:
        self.language = reading_language()
        self.home = home_page(request, self.language)
        self.menu = list(main_menu(self.home)) if self.home else []


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Adds `frame` (language, home, menu) to the context."""
    return {"frame": SimpleLazyObject(lambda: SiteFrame(request))}
