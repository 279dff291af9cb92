"""A published address never breaks: a changed slug or a move leaves a redirect."""

from typing import Any

import pytest
from django.test import Client
from wagtail.actions.move_page import MovePageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import get_page_models

from home.models import EventIndexPage, EventPage, StandardPage
from networks.models import TwinTownPage
from tests.bilingual.test_traps import english


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_changed_slug_leads_on(language: str, django_capture_on_commit_callbacks: Any) -> None:
    page = TwinTownPage.objects.get(slug="kassel", locale__language_code=language)
    old = page.url
    page.slug = "kassel-documenta"
    # Wagtail tells of the change when the transaction ends; a test's never does.
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    response = Client().get(old)
    assert response.status_code == 301
    page.refresh_from_db()
    assert response.headers["Location"] == page.url
    assert Client().get(page.url).status_code == 200
    # The reader's own choice goes along.
    choice = Client().get(old, {"as-of": "2006-03-31", "q": "å&b"})
    assert choice.headers["Location"] == f"{page.url}?as-of=2006-03-31&q=%C3%A5%26b"
    Redirect.objects.create(old_path=Redirect.normalise_path(f"{old}?q=1"), redirect_link=page.url)
    assert Client().get(old, {"q": "1"}).headers["Location"] == page.url


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_move_leads_on(language: str) -> None:
    pages = StandardPage.objects.filter(locale__language_code="sv")
    target = pages.get(slug="om-webbplatsen")
    page = pages.exclude(pk=target.pk).first()
    old = page if language == "sv" else english(page)
    MovePageAction(page, target, pos="last-child").execute(skip_permission_checks=True)
    moved = StandardPage.objects.get(pk=old.pk)
    assert moved.url != old.url
    response = Client().get(old.url)
    assert response.status_code == 301
    assert response.headers["Location"] == moved.url


def routed_types() -> list[Any]:
    return [model for model in get_page_models() if issubclass(model, RoutablePageMixin)]


@pytest.mark.any_database
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("model", routed_types())
def test_each_address_below_a_page_leads_on(
    model: Any, language: str, django_capture_on_commit_callbacks: Any
) -> None:
    page = model.objects.filter(locale__language_code=language, live=True).first()
    old = page.url
    # A route with parameters needs redirects of its own: then this says so.
    routes = {str(route.pattern).rstrip("/") for route in model.get_subpage_urls()}
    assert routes == {path.strip("/") for path in page.get_route_paths()}
    page.slug = "nytt"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    moved = model.objects.get(pk=page.pk)
    for path in page.get_route_paths():
        first = Client().get(old.rstrip("/") + path)
        assert first.status_code == 301, path
        assert first.headers["Location"] == moved.url.rstrip("/") + path
        last = Client().get(old.rstrip("/") + path, follow=True)
        assert last.status_code == 200, path


def test_the_addresses_below_a_page_that_is_moved_with_its_section(
    django_capture_on_commit_callbacks: Any,
) -> None:
    index = EventIndexPage.objects.get(locale__language_code="en")
    event = EventPage.objects.child_of(index)[0]
    old = event.calendar_url
    index.slug = "calendar"
    with django_capture_on_commit_callbacks(execute=True):
        index.save_revision().publish()
    response = Client().get(old, follow=True)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/calendar")
