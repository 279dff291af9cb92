"""To end the subscription: by one button, or by the mail program's own (RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from newsletter.links import token_of
from newsletter.models import Subscriber
from newsletter.subscribing import answers, steps
from newsletter.subscribing.consent_texts import consent_text
from newsletter.subscribing.own_views import masked

# What fits into the database's own numbers.
LONGEST_NUMBER = 18


@answers.one_readers("GET", "HEAD", "POST")
@answers.for_subscriber
def unsubscribe(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    """A page with one button, which says that it is done when it is.

    A POST ends it whoever sends it: the address is known to the subscriber and their mail program
    alone, and what ends too easily can be begun again.
    """
    if request.method == "POST":
        steps.end(subscriber, _mailing(request))
        if request.POST.get("List-Unsubscribe") == "One-Click":
            words = _("You no longer subscribe to the newsletter.")
            return HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8")
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        return answers.see_other("newsletter_unsubscribe", token_of(subscriber), query=query)
    has_ended = subscriber.state == Subscriber.State.ENDED
    return answers.page(
        request,
        "unsubscribe",
        _("The subscription is ended") if has_ended else _("End the subscription"),
        subscriber=subscriber,
        masked=masked(subscriber.address),
        token=token_of(subscriber),
        has_ended=has_ended,
        can_be_undone=steps.can_be_undone(subscriber),
        consent=consent_text(),
    )


def _mailing(request: HttpRequest) -> int | None:
    told = request.GET.get("mailing", "")
    return int(told) if told.isdecimal() and len(told) <= LONGEST_NUMBER else None
