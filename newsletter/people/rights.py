"""Who sees what of the subscribers: their number, or their addresses too."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_noop

# As it stands on the model; named in Swedish by bilingual.permission_names.
gettext_noop("Can see the addresses of subscribers")
COUNTS, ADDRESSES = "newsletter.view_subscriber", "newsletter.see_addresses"


def may_count(user: Any) -> bool:
    """Whether the user sees how many subscribers there are."""
    return bool(user.has_perm(COUNTS) or user.has_perm(ADDRESSES))


def may_see(user: Any) -> bool:
    """Whether the user sees addresses: needed for a list in or out, export and erasure."""
    return bool(user.has_perm(ADDRESSES))


def refuse_without_addresses(user: Any) -> None:
    """Raises PermissionDenied for whoever may not see addresses."""
    if not may_see(user):
        raise PermissionDenied
