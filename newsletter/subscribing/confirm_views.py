"""To confirm that one wants the newsletter, and to begin again."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from newsletter.links import token_of
from newsletter.models import Subscriber
from newsletter.subscribing import answers, steps
from newsletter.subscribing.confirm_links import ExpiredError, subscriber_to_confirm
from newsletter.subscribing.consent_texts import consent_text


@answers.one_readers("GET", "HEAD", "POST")
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the mail's link: a button, since programs that look for viruses open links too.

    Afterwards the same address says that it is done.
    """
    try:
        subscriber = subscriber_to_confirm(token)
    except ExpiredError:
        return answers.void(request, answers.GONE)
    if subscriber is None:
        return answers.void(request, answers.NOT_FOUND)
    if subscriber.state == Subscriber.State.ACTIVE:
        own = token_of(subscriber)
        return answers.page(request, "confirmed", _("You now subscribe"), own_token=own)
    notice = ""
    if request.method == "POST":
        notice = answers.refusal(request)
        if not notice:
            steps.confirm(subscriber)
            return answers.see_other("newsletter_confirm", token)
    return answers.page(
        request,
        "confirm",
        _("Confirm the subscription"),
        answers.FORBIDDEN if notice else 200,
        subscriber=subscriber,
        consent=consent_text(),
        notice=notice,
    )


@answers.one_readers("POST")
@answers.for_subscriber
def again(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    """Who has just ended it takes that back; anybody else gets a mail to confirm by."""
    own = token_of(subscriber)
    if answers.refusal(request):
        return answers.see_other("newsletter_preferences", own, query="?done=refused")
    if subscriber.state == Subscriber.State.ACTIVE:
        return answers.see_other("newsletter_preferences", own)
    if steps.can_be_undone(subscriber):
        steps.undo_end(subscriber)
        return answers.see_other("newsletter_preferences", own, query="?done=again")
    steps.mail_again(subscriber)
    return answers.see_other("newsletter_thanks")
