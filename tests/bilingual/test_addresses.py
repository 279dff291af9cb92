"""A published address never breaks: a changed slug or a move leaves a redirect."""

from typing import Any

import pytest
from django.test import Client
from wagtail.actions.move_page import MovePageAction

from home.models import StandardPage
from networks.models import TwinTownPage


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


@pytest.mark.parametrize(("language", "below"), [("sv", "om-webbplatsen"), ("en", "contact")])
def test_a_move_leads_on(language: str, below: str) -> None:
    pages = StandardPage.objects.filter(locale__language_code=language)
    target = pages.get(slug=below)
    page = pages.exclude(pk=target.pk).first()
    old = page.url
    MovePageAction(page, target, pos="last-child").execute(skip_permission_checks=True)
    moved = StandardPage.objects.get(pk=page.pk)
    response = Client().get(old)
    assert response.status_code == 301
    assert response.headers["Location"] == moved.url
