"""An adopted version of the policy and an approved report stay open to everyone."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction

from policy.models import PolicyVersionPage, QuarterlyReportPage


def when_restricted(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    """Heard before a page is made private. Raises PermissionDenied for one that is kept.

    A section above them may be closed: the whole site may have to be.
    """
    page = instance.page.specific
    adopted = isinstance(page, PolicyVersionPage) and page.live and page.status == "adopted"
    approved = isinstance(page, QuarterlyReportPage) and page.source().sealed.exists()
    if adopted or approved:
        raise PermissionDenied(
            _("“%(title)s” is public for ever: it cannot be made private.") % {"title": page.title}
        )
