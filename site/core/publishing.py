"""What may become public: asked at each publication, however it came about."""

from collections.abc import Callable

from wagtail.models import Page

# Each gives why a page, as it would be published, may not be public; "" if it may. Areas add to it.
guards: list[Callable[[Page], str]] = []


def refusal(page: Page) -> str:
    """Why `page`, in memory as it would be published, may not be public; "" if it may."""
    return next((reason for guard in guards if (reason := guard(page))), "")
