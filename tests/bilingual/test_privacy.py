"""A page is as private in English as in Swedish, and is named nowhere that its readers don't reach."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import NewsIndexPage, NewsPage
from policy.models import PolicyPage, VisionPage
from tests.bilingual.test_traps import english


@pytest.fixture
def vision() -> VisionPage:
    return VisionPage.objects.get(locale__language_code="sv")


def restrict(client: Client, page: Page, kind: str = "login", **fields: Any) -> Any:
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    return client.post(url, {"restriction_type": kind, **fields})


def status(page: Page, client: Client | None = None) -> int:
    return (client or Client()).get(page.url).status_code


def test_log_in_holds_for_both_and_is_lifted_for_both(admin: Client, vision: VisionPage) -> None:
    restrict(admin, vision)
    for page in (vision, english(vision)):
        assert status(page) == 302
        assert status(page, admin) == 200
    restrict(admin, vision, "none")
    assert status(vision) == status(english(vision)) == 200


def test_groups_and_password_are_the_same(admin: Client, log_in: Any, vision: VisionPage) -> None:
    translated = english(vision)
    group = Group.objects.get(name="Skribenter")
    restrict(admin, vision, "groups", groups=[group.pk])
    assert status(translated, log_in("skribent")) == 200
    assert status(translated, log_in("oversattare")) == 302
    restrict(admin, vision, "groups", groups=[Group.objects.get(name="Översättare").pk])
    assert status(translated, log_in("skribent")) == 302
    restrict(admin, vision, "password", password="hemligt-ord")
    carried = PageViewRestriction.objects.get(page=translated)
    assert (carried.restriction_type, carried.password) == ("password", "hemligt-ord")
    assert 'type="password"' in Client().get(translated.url).content.decode()


def test_a_section_takes_what_lies_below_in_both(admin: Client, vision: VisionPage) -> None:
    restrict(admin, PolicyPage.objects.get(locale__language_code="sv"))
    assert status(vision) == status(english(vision)) == 302


def test_it_is_shown_and_not_changed_on_the_english_page(
    admin: Client, vision: VisionPage
) -> None:
    translated = english(vision)
    restrict(admin, vision)
    url = reverse("wagtailadmin_pages:set_privacy", args=[translated.pk])
    shown = admin.get(url).json()["html"]
    assert "anges på den svenska sidan" in shown
    assert reverse("wagtailadmin_pages:edit", args=[vision.pk]) in shown
    restrict(admin, translated, "none")
    assert status(translated) == 302


def test_a_translation_is_private_from_its_first_day(admin: Client) -> None:
    page = news()
    restrict(admin, page)
    locale = Locale.objects.get(language_code="en")
    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    admin.post(submit, {"locales": [locale.pk]})
    translated = english(page)
    translated.title = "A secret"
    translated.save_revision().publish()
    assert status(english(page)) == 302


def news() -> NewsPage:
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    page = NewsPage(title="Hemlig nyhet", slug="hemlig", locale=index.locale)
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_an_untranslated_private_page_is_not_named(admin: Client) -> None:
    page = news()
    assert "Hemlig nyhet" in Client().get("/en/news/hemlig/").content.decode()
    restrict(admin, page)
    response = Client().get("/en/news/hemlig/")
    assert response.status_code == 404
    assert "Hemlig nyhet" not in response.content.decode()
