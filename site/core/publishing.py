"""What may become public: asked at each publication, however it came about."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

# Each gives why a page, as it would be published by that user, may not be public; "" if it may.
# The user is None where nobody is at the screen: a timer, a command. Areas add to it.
guards: list[Callable[[Page, Any], str]] = []


def refusal(page: Page, user: Any) -> str:
    """Why `page`, in memory as it would be published, may not be made public by `user`; "" if it
    may. Without a user it is asked for what comes due by itself.
    """
    return next((reason for guard in guards if (reason := guard(page, user))), "")


def with_descendants(request: HttpRequest, pages: list[Page]) -> list[Page]:
    """The pages, and where the editor asks for it the drafts below them, as Wagtail takes them."""
    found = list(pages)
    if request.POST.get("include_descendants"):
        for page in pages:
            found += page.get_descendants().not_live().specific()
    return found
