"""“Done” needs what shows it: whoever publishes without is told, and nothing is refused."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks

from policy.models import ActivityPage
from policy.status import ActivityStatus, judgement_at


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_of_missing_evidence(request: HttpRequest, page: Any) -> None:
    """After the form has been saved: the latest judgement says done, and no link is evidence."""
    if not isinstance(page, ActivityPage) or page.locale.language_code != "sv":
        return
    judgement = judgement_at(page.judgements.all(), page.day)
    is_done = judgement is not None and judgement.status == ActivityStatus.DONE
    if is_done and not any(link.shows_it() for link in page.links.all()):
        messages.warning(
            request,
            _("The activity is done, and nothing shows it: give a link, document or indicator."),
        )
