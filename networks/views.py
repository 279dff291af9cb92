"""The pages of countries: all that the city does with each."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.countries import country_name
from core.languages import reading_language
from core.navigation import Crumb, home_page, route_alternatives
from networks.countries import OWN, countries, with_country


def country_index(request: HttpRequest) -> HttpResponse:
    """The countries that the city does something with, by name."""
    context = {
        "title": _("Countries"),
        "address": reverse("country_index"),
        "countries": countries(),
        "language_alternatives": route_alternatives("country_index"),
        "breadcrumb": _home(request),
    }
    return render(request, "networks/country_index.html", context)


def country_page(request: HttpRequest, code: str) -> HttpResponse:
    """One country. Raises Http404 where there is none with the code, or nothing is done with it."""
    if code != code.lower():
        return redirect("country", code=code.lower(), permanent=True)
    parts = with_country(code.upper()) if code.upper() != OWN else []
    if not parts:
        raise Http404
    context = {
        "title": country_name(code.upper()),
        "code": code,
        "address": reverse("country", args=[code]),
        "parts": parts,
        "language_alternatives": route_alternatives("country", code),
        "breadcrumb": [*_home(request), Crumb(_("Countries"), reverse("country_index"))],
    }
    return render(request, "networks/country.html", context)


def _home(request: HttpRequest) -> list[Any]:
    home = home_page(request, reading_language())
    return [home] if home else []
