"""One subscriber: what is kept about them, given out, ended, erased; logged by their key."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.tables import file_response
from newsletter.models import Subscriber
from newsletter.people.forgetting import erase
from newsletter.people.frame import screen
from newsletter.people.kept_about import as_json
from newsletter.people.log import ENDED, ERASED, EXPORTED, log_about
from newsletter.people.rights import refuse_without_addresses


def _asked_for(request: HttpRequest, pk: int) -> Subscriber:
    refuse_without_addresses(request.user)
    found: Subscriber = get_object_or_404(Subscriber, pk=pk)
    return found


@require_safe
def subscriber_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """What is kept, and what can be done."""
    subscriber = _asked_for(request, pk)
    context: dict[str, Any] = {
        "subscriber": subscriber,
        "topics": subscriber.topics.all(),
        "consents": subscriber.consents.select_related("text"),
        "copies": subscriber.copies.select_related("mailing").order_by("-pk"),
        "may_end": subscriber.state != Subscriber.State.ENDED,
    }
    # Titles end up in the browser's history: the address does not stand in them.
    return screen(request, "subscriber", _("A subscriber"), context)


@require_POST
def export_subscriber(request: HttpRequest, pk: int) -> HttpResponse:
    """A JSON file of all that is kept."""
    subscriber = _asked_for(request, pk)
    log_about(subscriber, EXPORTED, request.user)
    return file_response(
        as_json(subscriber), "json", _("newsletter subscriber %(pk)s") % {"pk": pk}
    )


@require_POST
def end_subscription(request: HttpRequest, pk: int) -> HttpResponse:
    """As if they had done it themselves."""
    subscriber = _asked_for(request, pk)
    subscriber.become(Subscriber.State.ENDED)
    log_about(subscriber, ENDED, request.user)
    messages.success(request, _("The subscription has ended."))
    return redirect("newsletter_subscriber", pk)


def erase_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; by POST it is done."""
    subscriber = _asked_for(request, pk)
    if request.method != "POST":
        title = _("Erase a subscriber")
        return screen(request, "erase", title, {"subscriber": subscriber})
    log_about(subscriber, ERASED, request.user)
    erase([subscriber])
    messages.success(request, _("The subscriber has been erased."))
    return redirect("newsletter_subscribers")
