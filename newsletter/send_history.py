"""How sending reads in an issue's history."""

from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from newsletter.sending.ordering import AGAIN, CANCELLED, ORDERED, PAUSED, RESUMED, TESTED

WORDS = {
    TESTED: gettext_lazy("Sent as a test"),
    PAUSED: gettext_lazy("Sending paused"),
    RESUMED: gettext_lazy("Sending resumed"),
    CANCELLED: gettext_lazy("Sending cancelled"),
}


@hooks.register("register_log_actions")
def sending_in_the_history(actions: Any) -> None:
    for action, words in WORDS.items():
        actions.register_action(action, words, words)

    class Ordered(LogFormatter):
        label = gettext_lazy("Ordered to be sent")

        def format_message(self, log_entry: Any) -> str:
            at = parse_datetime(log_entry.data["at"])
            return _("To be sent to its subscribers from %(at)s") % {
                "at": f"{localtime(at):%Y-%m-%d %H:%M}"
            }

    class Again(LogFormatter):
        label = gettext_lazy("Sent again")

        def format_message(self, log_entry: Any) -> str:
            return _("Copies sent again for want of an answer: %(copies)s") % log_entry.data

    actions.register_action(ORDERED)(Ordered)
    actions.register_action(AGAIN)(Again)
