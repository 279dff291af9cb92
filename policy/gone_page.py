"""The answer at an address that was public once: what stood there, until when, and where to go on.

With `?as-of=` the page of the policy or the plan that the public saw there on that day.
"""

import datetime as dt
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.addresses import with_query
from core.languages import preferred_pages, shown
from core.models import RoutesMixin
from core.navigation import DEEPEST, LanguageAlternative, alternatives_at, home_page
from policy.as_of import PARAMETER, AsOfMixin, BadDayErrorError, requested_day, serve_then
from policy.history import is_open, page_at, page_of
from policy.models.gone_address import GoneAddress
from policy.models.public_version import PublicVersion

GONE = 410


def answer(request: HttpRequest) -> HttpResponse | None:
    """What is said at an address at which the public found a page once; None at any other, where a
    page stands today, and where not everyone may know what stood there.
    """
    gone, rest = _gone_at(request)
    if gone is None or getattr(request, "_wagtail_route_for_request", None) is not None:
        return None
    same = Page.objects.filter(
        translation_key=gone.key, locale__language_code=gone.language
    ).first()
    above = same or _above(gone, request)
    if above is None or above.get_view_restrictions().exists():
        return None
    if same and is_open(same):
        # Public again, at another address.
        return _redirect(same.url.rstrip("/") + rest, request)
    if old := _on_that_day(gone, same, above, request):
        return _as_it_was(old, gone, rest, request)
    return _explanation(gone, above, request)


def _redirect(address: str, request: HttpRequest) -> HttpResponse | None:
    if address == request.path:
        return None
    return redirect(with_query(address, request), permanent=True)


def _gone_at(request: HttpRequest) -> tuple[GoneAddress | None, str]:
    """What stood at the requested address or answered it (the matrix of a plan), and the rest of
    the address, below its own.
    """
    path = Redirect.normalise_path(request.path)
    if "\0" in path:
        return None, ""
    above, _slash, last = path.rpartition("/")
    found = {gone.address: gone for gone in GoneAddress.objects.filter(address__in=[path, above])}
    if path in found:
        return found[path], "/"
    gone = found.get(above)
    routes = _model(gone).get_subpage_urls() if gone and _is(gone, RoutesMixin) else ()
    if last not in [str(route.pattern).rstrip("/") for route in routes]:
        return None, ""
    return gone, f"/{last}" if "." in last else f"/{last}/"


def _model(gone: GoneAddress) -> Any:
    try:
        return apps.get_model(gone.model)
    except LookupError:
        # There is no such type of page any more.
        return Page


def _is(gone: GoneAddress, kind: type) -> bool:
    return issubclass(_model(gone), kind)


def _above(gone: GoneAddress, request: HttpRequest) -> Page | None:
    """The page that it stood below, or the nearest on the way to its address that is left."""
    same = Page.objects.filter(locale__language_code=gone.language)
    page = same.filter(translation_key=gone.parent_key).first() if gone.parent_key else None
    if page is not None:
        return page
    page = home_page(request, gone.language)
    prefix = "" if gone.language == settings.LANGUAGE_CODE else f"/{gone.language}"
    parts = gone.address.removeprefix(prefix).strip("/").split("/")[:-1]
    for part in parts[:DEEPEST]:
        below = page and page.get_children().filter(slug=part).first()
        if not below:
            break
        page = below
    return page


def _on_that_day(gone: GoneAddress, same: Page | None, above: Page, request: HttpRequest) -> Any:
    """The page as the public saw it on the day that the address asks for; None if it asks for none
    on which it was public.
    """
    if not _is(gone, AsOfMixin):
        return None
    try:
        day = requested_day(request)
    except BadDayErrorError:
        return None
    old = page_at(gone.key, gone.language, day) if day else None
    if old is not None:
        old.as_of, old.is_gone = day, True
        # Its own place in the tree may be another page's by now.
        old.path = same.path if same else above.path + "Z" * old.steplen
        old.depth = same.depth if same else above.depth + 1
    return old


def _as_it_was(old: Any, gone: GoneAddress, rest: str, request: HttpRequest) -> HttpResponse:
    route = old.resolve_subpage(rest) if isinstance(old, RoutesMixin) else ()
    response = serve_then(old, old.as_of, request, *route)
    if isinstance(response, TemplateResponse):
        alternatives = {"language_alternatives": _in_each_language(gone)}
        response.context_data = {**(response.context_data or {}), **alternatives}
        response.render()
    return response


def _explanation(gone: GoneAddress, above: Page, request: HttpRequest) -> HttpResponse:
    versions = PublicVersion.objects.filter(key=gone.key, language=gone.language)
    last = versions.last() if _is(gone, AsOfMixin) else None
    same = Page.objects.filter(translation_key=gone.key)
    nearest = shown(above.get_ancestors(inclusive=True).filter(depth__gt=1)).last()
    context = {
        "gone": gone,
        "kind": _model(gone)._meta.verbose_name,
        # The words of other pages went with them.
        "page": page_of(last) if last else None,
        "above": nearest.specific if nearest else None,
        "last_seen": last and _last_seen(versions, last),
        "parameter": PARAMETER,
        "in_swedish": preferred_pages(same, settings.LANGUAGE_CODE).first(),
        "language_alternatives": _in_each_language(gone),
    }
    response = TemplateResponse(request, "policy/gone.html", context, status=GONE)
    return response.render()


def _last_seen(versions: Any, last: PublicVersion) -> dt.date | None:
    """The last day at whose end it was public; None if it came and went on one day."""
    if last.public_to is None:
        return None
    midnight = timezone.localtime(last.public_to).replace(hour=0, minute=0, second=0, microsecond=0)
    was_there = versions.filter(public_from__lt=midnight, public_to__gte=midnight).exists()
    return midnight.date() - dt.timedelta(days=1) if was_there else None


def _in_each_language(gone: GoneAddress) -> list[LanguageAlternative]:
    """The page in the site's languages: where it is public, else where it was."""
    public = {
        page.locale.language_code: page.url
        for page in shown(Page.objects.filter(translation_key=gone.key)).select_related("locale")
    }
    was = GoneAddress.objects.filter(key=gone.key, is_own=True).order_by("public_to", "pk")
    addresses = {other.language: f"{other.address}/" for other in was} | public
    return alternatives_at(addresses, gone.language)
