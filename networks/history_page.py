"""The page that tells the city's international history, below the partners' own."""

from itertools import groupby
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from core.models import BasePage, RoutesMixin
from core.navigation import language_alternatives
from core.timeline import strands, told

PER_PAGE = 150


class HistoryForm(forms.Form):
    """Which kinds of happenings are told."""

    kind = forms.MultipleChoiceField(
        label=_("Show only"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [(s.name, s.label) for s in strands()]  # type: ignore[attr-defined]

    @property
    def kinds(self) -> list[str]:
        """The kinds that were chosen; all of them if none was."""
        return self.cleaned_data["kind"] or [strand.name for strand in strands()]


class HistoryRoutes(RoutesMixin):
    """Gives a page the city's international history, at `historia/` or `history/`."""

    @path("historia/", name="history")
    @path("history/", name="history_en")
    def history(self, request: HttpRequest) -> HttpResponse:
        """What has happened, year by year, from the records."""
        if away := self.from_other_word(request, self.history_url):
            return away
        # Not the page's own context: its lists are not told here.
        context = BasePage.get_context(self, request)  # type: ignore[arg-type]
        form = HistoryForm(request.GET)
        context |= {
            "form": form,
            "title": gettext("Our international history"),
            "breadcrumb": [*context["breadcrumb"], self],
            "language_alternatives": language_alternatives(self, "history_url"),  # type: ignore[arg-type]
        }
        is_valid = form.is_valid()
        if is_valid:
            found = told(form.kinds, timezone.localdate())
            # A page number that does not exist gives the nearest one that does.
            page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
            context["told"] = page
            context["years"] = [
                (year, list(happenings))
                for year, happenings in groupby(page, key=lambda happening: happening.year)
            ]
        response = TemplateResponse(request, "networks/history.html", context)
        response.status_code = 200 if is_valid else 400
        return response

    @property
    def history_url(self) -> str:
        """The history's address in the page's own language."""
        return self.own_address("history")
