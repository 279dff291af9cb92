"""`?as-of=2006-03-31`: a page as the public saw it on that day."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from policy.history import page_on
from policy.models.public_version import PublicVersion
from policy.record_history import set_records

PARAMETER = "as-of"


class BadDayErrorError(ValueError):
    """The parameter is no day that has been; the message says so in the reader's language."""


def day_of(text: str) -> dt.date:
    """The day that `text` names, for example 2006-03-31. Raises BadDayErrorError."""
    try:
        day = dt.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise BadDayErrorError(
            _("“%(text)s” is no day: write it as year, month and day, for example 2006-03-31.")
            % {"text": text[:40]}
        ) from None
    if day > timezone.localdate():
        raise BadDayErrorError(_("That day has not been yet."))
    return day


def requested_day(request: HttpRequest) -> dt.date | None:
    """The day that the address asks for; None if it asks for none. Raises BadDayErrorError."""
    text = request.GET.get(PARAMETER)
    return None if text is None else day_of(text)


class AsOfMixin:
    """A page that answers `?as-of=`; its templates read `page.as_of` and `page.day`."""

    as_of: dt.date | None = None
    # Of a page of the history: the key of what it stood below.
    parent_key: Any = None
    # Of a page of the history: whether it is not public any more.
    is_gone = False

    @property
    def day(self) -> dt.date:
        """The day that the page is read as of: today by default."""
        return self.as_of or timezone.localdate()

    @property
    def cards_day(self) -> dt.date | None:
        """The day that the cards in its body are read as of; None for today."""
        return self.as_of

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            day = requested_day(request)
        except BadDayErrorError as error:
            return _sorry(request, self, str(error), 400)
        if day is None:
            return super().serve(request, *args, **kwargs)  # type: ignore[misc]
        old = page_on(self, day)  # type: ignore[arg-type]
        if old is None:
            return _sorry(request, self, _no_version(self), 404)
        return serve_then(old, day, request, *args, **kwargs)


class TodayOnlyMixin:
    """A page that is told as of today only: with `?as-of=` a day it leads to its plain address."""

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            day = requested_day(request)
        except BadDayErrorError as error:
            return _sorry(request, self, str(error), 400)
        if day is None:
            return super().serve(request, *args, **kwargs)  # type: ignore[misc]
        query = request.GET.copy()
        del query[PARAMETER]
        return redirect(f"{request.path}?{query.urlencode()}" if query else request.path)


def serve_then(
    old: Any, day: dt.date, request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    """Answers with a page of the history as it was on the day."""
    old.as_of = day
    set_records(old, day)
    if args and hasattr(args[0], "__func__"):
        # A route of the page (the matrix) is bound to the page as it is today.
        args = (args[0].__func__.__get__(old), *args[1:])
    response: HttpResponse = super(AsOfMixin, old).serve(request, *args, **kwargs)  # type: ignore[misc]
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _no_version(page: Any) -> str:
    first = PublicVersion.objects.filter(
        key=page.translation_key, language=page.locale.language_code
    ).first()
    if first is None:
        return _("There is no record of what this page showed.")
    return _("The page was not public here on that day. The record begins on %(day)s.") % {
        "day": timezone.localtime(first.public_from).date().isoformat()
    }


def _sorry(request: HttpRequest, page: Any, message: str, status: int) -> HttpResponse:
    return TemplateResponse(
        request, "policy/no_version.html", {"page": page, "message": message}, status=status
    )
