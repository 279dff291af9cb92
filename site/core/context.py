"""What every template needs around its own content."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.languages import reading_language
from core.navigation import home_page, sections


class SiteFrame:
    """The frame in the reader's language; asked from the database only where it is drawn."""

    def __init__(self, request: HttpRequest) -> None:
        self.language = reading_language()
        self.home = home_page(request, self.language)
        pages = list(sections(self.home)) if self.home else []
        self.menu = [page for page in pages if page.show_in_menus]
        # What is not in the menu stands in the footer: contact, about, accessibility.
        self.footer = [page for page in pages if not page.show_in_menus]


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Adds `frame` (language, home, menu, footer) to the context."""
    return {"frame": SimpleLazyObject(lambda: SiteFrame(request))}
