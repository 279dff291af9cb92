"""What was done with subscribers, and by whom: Wagtail's log, without a single address.

About one subscriber by their key, which names nobody once the row is gone; about many in the
history of the page of the newsletters.
"""

import logging
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter, log

from newsletter.models import NewsletterIndexPage, Subscriber

logger = logging.getLogger(__name__)

EXPORTED, ENDED, ERASED = (f"newsletter.{name}" for name in ("exported", "ended", "erased"))
BROUGHT_IN, HANDED_OVER = "newsletter.brought_in", "newsletter.handed_over"


def log_about(subscriber: Subscriber, action: str, user: Any) -> None:
    """One of EXPORTED, ENDED and ERASED; `user` is None for a command."""
    log(subscriber, action, user=user, deleted=action == ERASED)


def log_about_many(action: str, user: Any, **data: Any) -> None:
    """A list that came in or went out: `data` has `count`, and for what is handed over `kind`."""
    page = NewsletterIndexPage.objects.filter(locale__language_code="sv", alias_of=None).first()
    if page is not None:
        log(page, action, user=user, data=data)
    logger.info("%s: %s, by user %s", action, data, user.pk if user else "(command)")


@hooks.register("register_log_actions")
def subscribers_in_the_log(actions: Any) -> None:
    """How it reads in Wagtail's history."""
    for action, label, told in (
        (
            EXPORTED,
            gettext_lazy("Export"),
            gettext_lazy("All that is kept about a subscriber was taken out"),
        ),
        (ENDED, gettext_lazy("Unsubscribe"), gettext_lazy("A subscription was ended")),
        (ERASED, gettext_lazy("Erase"), gettext_lazy("A subscriber was erased")),
    ):
        actions.register_action(action, label, told)

    class BroughtIn(LogFormatter):
        label = gettext_lazy("List of subscribers brought in")

        def format_message(self, log_entry: Any) -> str:
            return _("%(count)s subscribers were added from a list") % log_entry.data

    class HandedOver(LogFormatter):
        label = gettext_lazy("List of subscribers handed over")

        def format_message(self, log_entry: Any) -> str:
            return _("%(count)s addresses were handed over (%(kind)s)") % log_entry.data

    actions.register_action(BROUGHT_IN)(BroughtIn)
    actions.register_action(HANDED_OVER)(HandedOver)
