"""A Swedish page that stands in the English tree as an alias is shown nowhere as if English."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization

from home.models import EventPage, NewsPage
from networks.models import NetworkPage, ProjectPage, TwinTownPage
from policy.models import ActivityPage, MethodPage
from tests.bilingual.test_traps import english
from tests.site.test_crawl import crawl

pytestmark = pytest.mark.any_database

MARK = "Åttkantig"
TYPES: list[Any] = [NewsPage, EventPage, NetworkPage, ProjectPage, TwinTownPage, ActivityPage]


def swedish(model: Any) -> Any:
    """A page that is met in as many lists as there are for its type."""
    pages = model.objects.filter(locale__language_code="sv")
    return pages.order_by("date").last() if model is NewsPage else pages.order_by("path")[0]


def rename(page: Any) -> None:
    page.title = f"{MARK} {page._meta.model_name}"
    page.save_revision().publish()


@pytest.fixture
def aliases() -> list[Page]:
    """One of each type, in place of its English page."""
    locale, made = Locale.objects.get(language_code="en"), []
    for model in TYPES:
        page = swedish(model)
        english(page).delete()
        rename(page)
        made.append(page.copy_for_translation(locale, alias=True))
    return made


def shown_as_english(soup: BeautifulSoup) -> list[str]:
    """The texts with the Swedish mark that are not marked as Swedish."""
    return [
        str(text)
        for text in soup.find_all(string=lambda text: MARK in text)
        if text.parent is None
        or next(p for p in [text.parent, *text.parent.parents] if p.get("lang"))["lang"] != "sv"
    ]


def test_neither_search_nor_sitemap_lists_one(aliases: list[Page]) -> None:
    html = Client().get("/en/search/", {"q": MARK}).content.decode()
    assert "/en/" in html
    sitemap = Client().get("/sitemap.xml").content.decode()
    for page in aliases:
        assert page.url not in html
        assert page.url not in sitemap
        # Gone, where the English page had the same address.
        assert Client().get(page.url).status_code in (404, 410)
    assert MARK in Client().get("/sok/", {"q": MARK}).content.decode()


def test_the_administrators_synchronisation_of_trees_makes_nothing_swedish_english(
    admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    locale = Locale.objects.get(language_code="en")
    for model in TYPES:
        english(swedish(model)).delete()
        rename(swedish(model))
    # Nor are the rows of an alias taken for translated ones.
    methods = MethodPage.objects.get(locale__language_code="sv")
    english(methods).delete()
    method = methods.methods.first()
    method.text = f"{MARK} metod"
    method.save()
    url = reverse("wagtaillocales:edit", args=[locale.pk])
    soup = BeautifulSoup(admin.get(url).content, "html.parser")
    names = [str(control["name"]) for control in soup.select("[name$='-sync_from']")]
    component = names[0].removesuffix("-sync_from")
    source = Locale.objects.get(language_code="sv")
    fields = {
        "language_code": "en",
        f"{component}-enabled": "on",
        f"{component}-sync_from": str(source.pk),
    }
    with django_capture_on_commit_callbacks(execute=True):
        assert admin.post(url, fields).status_code == 302
    assert LocaleSynchronization.objects.count() == 1
    made = Page.objects.filter(locale=locale, alias_of__isnull=False)
    assert made.count() >= len(TYPES) + 1
    assert {address for address, soup in crawl("/en/") if shown_as_english(soup)} == set()
