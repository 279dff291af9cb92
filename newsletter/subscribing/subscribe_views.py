"""The form by which one asks for the newsletter, and the answer, the same for everyone."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.languages import reading_language
from newsletter.models import Subscriber
from newsletter.subscribing import answers, limits, steps
from newsletter.subscribing.consent_texts import consent_text
from newsletter.subscribing.digests import network_of
from newsletter.subscribing.forms import SubscribeForm

# Nobody sees this field: what fills it in is a robot.
TRAP = "website"
TOO_MANY, UNAVAILABLE = 429, 503


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form; posted, on to the page of thanks whatever is known of the address."""
    if request.method != "POST":
        beginning = {
            "language": reading_language(),
            "frequency": Subscriber.Frequency.EVERY,
        }
        return _form(request, SubscribeForm(initial=beginning))
    form = SubscribeForm(request.POST)
    if notice := answers.refusal(request, may_hide=False):
        return _form(request, form, answers.FORBIDDEN, notice)
    if request.POST.get(TRAP):
        return answers.see_other("newsletter_thanks")
    network = network_of(request)
    if limits.network_is_over(network):
        notice = _("The form has been used very often from your network. Try again in an hour.")
        return _in_an_hour(request, form, TOO_MANY, notice)
    if not form.is_valid():
        return _form(request, form, answers.BAD_REQUEST)
    if limits.site_is_over(network):
        notice = _("Very many have asked for the newsletter just now. Try again in an hour.")
        return _in_an_hour(request, form, UNAVAILABLE, notice)
    steps.ask(form)
    return answers.see_other("newsletter_thanks")


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """What happens next; the same for everyone."""
    return answers.page(request, "thanks", _("Look in your mailbox"))


def _in_an_hour(
    request: HttpRequest, form: SubscribeForm, status: int, notice: str
) -> HttpResponse:
    response = _form(request, form, status, notice)
    response.headers["Retry-After"] = str(int(limits.HOUR.total_seconds()))
    return response


def _form(
    request: HttpRequest, form: SubscribeForm, status: int = 200, notice: str = ""
) -> HttpResponse:
    # Only what was looked at is told to be wrong.
    checked = status == answers.BAD_REQUEST
    return answers.page(
        request,
        "subscribe",
        _("Subscribe to the newsletter"),
        status,
        form=form,
        errors=form.errors if checked else {},
        notice=notice,
        consent=consent_text(),
        trap=TRAP,
    )
