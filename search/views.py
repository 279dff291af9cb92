"""The search page."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Page

from core.languages import reading_language
from core.navigation import LanguageAlternative
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
    if terms:
        language = reading_language()
        locale = Locale.objects.get(language_code=language)
        results = Page.objects.live().public().filter(locale=locale).specific().search(terms)
    page = Paginator(results, RESULTS_PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "search/search.html",
        {
            "asked": asked,
            "results": page,
            "language_alternatives": _alternatives(),
        },
    )


def _alternatives() -> list[LanguageAlternative]:
    """The search page itself in each language."""
    alternatives = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            url = reverse("search")
        name = translation.get_language_info(code)["name_local"].capitalize()
        alternatives.append(LanguageAlternative(code, name, url, code == reading_language()))
    return alternatives
