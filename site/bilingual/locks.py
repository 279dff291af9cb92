"""A page that somebody has locked is published by nobody else."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page


def lock_against(page: Page, user: Any) -> Any:
    """The lock that keeps the user from the page; None if there is none."""
    lock = page.get_lock()
    return lock if lock is not None and lock.for_user(user) else None


def locked_message(page: Page, user: Any) -> str:
    """Why the user may not publish a locked page; "" if nothing is in the way."""
    if lock_against(page, user) is None:
        return ""
    return _("“%(title)s” is locked: nothing was published.") % {"title": page.title}
