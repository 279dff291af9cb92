"""Addresses that nobody but a tool asks for: 404, never a server error."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from wagtail.models import Page

from policy.models import VisionPage

# More than any database's integers.
HUGE = "9" * 23


def addresses(patterns: Any, before: str = "/") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif "<int:" in route and "(?P" not in route:
            yield re.sub(r"<(\w+:)?\w+>", "page", re.sub(r"<int:\w+>", HUGE, route))


def test_no_number_in_an_address_is_too_large(admin: Client) -> None:
    admin.raise_request_exception = False
    tried = list(addresses(get_resolver().url_patterns))
    assert f"/admin/localize/submit/page/{HUGE}/" in tried
    assert f"/admin/languages/{HUGE}/" in tried
    wrong = [
        (method, address, answer.status_code)
        for address in tried
        for method in ("get", "post", "put")
        if (answer := getattr(admin, method)(address)).status_code >= 500
    ]
    assert wrong == []


@pytest.mark.parametrize("results", ["", "results/"])
@pytest.mark.parametrize("ordering", ["state", "-state", "content_type__model", "title"])
def test_a_search_in_the_explorer_sorts_or_does_not(
    admin: Client, ordering: str, results: str
) -> None:
    parent: Page = VisionPage.objects.get(locale__language_code="sv").get_parent()
    url = reverse("wagtailadmin_explore", args=[parent.pk]) + results
    for query in ({"q": "vision"}, {}):
        html = admin.get(url, {"ordering": ordering, **query}).content.decode()
        assert "Sammanfattande vision" in html
