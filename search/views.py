"""The search page."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from wagtail.models import Locale, Page

from core.languages import reading_language, shown
from core.navigation import home_page, route_alternatives
from search.query import searchable

RESULTS_PER_PAGE = 10


def search(request: HttpRequest) -> HttpResponse:
    """Searches the published pages of the reader's language for `?q=`.

    Words that hold nothing to search for find nothing; a page number out of range gives the
    nearest page.
    """
    asked = request.GET.get("q", "").strip()
    terms = searchable(asked)
    results: Any = Page.objects.none()
    language = reading_language()
    if terms:
        locale = Locale.objects.get(language_code=language)
        # As a subquery: the search itself filters by few fields only.
        own = shown(Page.objects.filter(locale=locale))
        results = Page.objects.filter(pk__in=own.values("pk")).specific().search(terms)
    home = home_page(request, language)
    query = f"?{urlencode({'q': asked})}" if asked else ""
    page = Paginator(results, RESULTS_PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "search/search.html",
        {
            "asked": asked,
            "results": page,
            "breadcrumb": [home] if home else [],
            "language_alternatives": route_alternatives("search", query=query),
        },
    )
