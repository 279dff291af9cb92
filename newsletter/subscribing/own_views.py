"""A subscriber's own page: their choices, a copy of what is kept, and its erasure."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsletter.links import token_of
from newsletter.models import Subscriber
from newsletter.people.forgetting import erase as erase_subscribers
from newsletter.subscribing import answers, limits, steps
from newsletter.subscribing.consent_texts import consent_text
from newsletter.subscribing.forms import WishesForm
from newsletter.subscribing.sending import Kind, send_letter


def masked(address: str) -> str:
    """An address that its owner knows again, and nobody else learns."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}•••@{domain}"


@answers.one_readers("GET", "HEAD", "POST")
@answers.for_subscriber
def preferences(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    """What they get, to be changed; whatever the state of their subscription is."""
    form, notice, status = WishesForm(initial=WishesForm.wishes_of(subscriber)), "", 200
    if request.method == "POST":
        form = WishesForm(request.POST)
        notice = answers.refusal(request)
        if not notice and form.is_valid():
            form.take_over(subscriber)
            return _on(subscriber, "saved")
        status = answers.FORBIDDEN if notice else answers.BAD_REQUEST
    return answers.page(
        request,
        "preferences",
        _("Your subscription"),
        status,
        subscriber=subscriber,
        masked=masked(subscriber.address),
        token=token_of(subscriber),
        form=form,
        errors=form.errors if status == answers.BAD_REQUEST else {},
        notice=notice,
        done=request.GET.get("done", ""),
        can_be_undone=steps.can_be_undone(subscriber),
        consent=consent_text(),
    )


@answers.one_readers("POST")
@answers.for_subscriber
def copy(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    """Mails what is kept to the address itself: who has only the link does not see it."""
    if answers.refusal(request):
        return _on(subscriber, "refused")
    if not limits.may_mail(Kind.COPY, subscriber.address):
        return _on(subscriber, "wait")
    send_letter.enqueue(Kind.COPY, subscriber.pk)
    return _on(subscriber, "copy")


@answers.one_readers("GET", "HEAD", "POST")
@answers.for_subscriber
def erase(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    """Asks once, then erases."""
    notice = ""
    if request.method == "POST":
        notice = answers.refusal(request)
        if not notice:
            erase_subscribers([subscriber])
            return answers.see_other("newsletter_erased")
    return answers.page(
        request,
        "erase",
        _("Erase everything"),
        answers.FORBIDDEN if notice else 200,
        masked=masked(subscriber.address),
        token=token_of(subscriber),
        notice=notice,
    )


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """That it is done; nobody is left to be named."""
    return answers.page(request, "erased", _("Everything is erased"))


def _on(subscriber: Subscriber, done: str) -> HttpResponse:
    return answers.see_other("newsletter_preferences", token_of(subscriber), query=f"?done={done}")
