"""What all these pages share: their frame, their headers, and what keeps other sites out."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.languages import reading_language, shown
from core.navigation import home_page, route_alternatives
from core.own_forms import is_from_elsewhere, is_stamped
from newsletter.links import subscriber_of
from newsletter.models import NewsletterIndexPage, Subscriber

View = Callable[..., HttpResponse]
TEMPLATES = "newsletter/subscribing"
SEE_OTHER, GONE, NOT_FOUND, FORBIDDEN, BAD_REQUEST = 303, 410, 404, 403, 400


def one_readers(*methods: str) -> Callable[[View], View]:
    """Makes a view one whose address only one reader has: nothing keeps it, passes it on or lists
    it. It needs no cookie against other sites' forms, which do not know the address.
    """

    def decorate(view: View) -> View:
        @csrf_exempt
        @require_http_methods(methods)
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            response.headers["Cache-Control"] = "no-store"
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Robots-Tag"] = "noindex"
            return response

        return answer

    return decorate


def for_subscriber(view: View) -> View:
    """Gives the view the subscriber whose token it is; else answers that there is none.

    What is posted has the row for itself: nobody erases it under the view's hands.
    """

    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        with transaction.atomic():
            subscriber = subscriber_of(token)
            if subscriber is not None and request.method == "POST":
                rows = Subscriber.objects.select_for_update()
                subscriber = rows.filter(pk=subscriber.pk).first()
            if subscriber is not None:
                return view(request, subscriber)
        return void(request, NOT_FOUND)

    return answer


def refusal(request: HttpRequest, may_hide: bool = True) -> str:
    """Why a posted form is not taken, in the reader's language; "" if it is."""
    if is_from_elsewhere(request, may_hide):
        return _("The form was sent from another site. Look at what it says, and send it here.")
    if not is_stamped(request):
        return _(
            "The page had been open for long, so nothing has been done yet. Send it once more."
        )
    return ""


def page(
    request: HttpRequest, name: str, title: str, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the site's frame, below the newsletter's own."""
    language = reading_language()
    home = home_page(request, language)
    newsletters = shown(NewsletterIndexPage.objects.filter(locale__language_code=language))
    newsletter = newsletters.first()
    match = request.resolver_match
    here = (
        route_alternatives(match.url_name, *match.kwargs.values())
        if match and match.url_name
        else []
    )
    words = {
        "title": title,
        "breadcrumb": [place for place in (home, newsletter) if place],
        "newsletter": newsletter,
        "language_alternatives": here,
    }
    return render(request, f"{TEMPLATES}/{name}.html", words | context, status=status)


def void(request: HttpRequest, status: int) -> HttpResponse:
    """The link leads nowhere: it never did, or its subscriber was erased (404); or its time is
    over (410). With the way to ask anew.
    """
    is_over = status == GONE
    title = _("The link is too old") if is_over else _("The link does not work")
    return page(request, "void", title, status, is_over=is_over)


def see_other(name: str, *args: str, query: str = "") -> HttpResponse:
    """On to a page, which can be loaded anew without sending the form again."""
    address = reverse(name, args=args) + query
    return HttpResponse(status=SEE_OTHER, headers={"Location": address})
