"""A page is as private in English as in Swedish, and stands in no list for everyone."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from networks.models import ProjectPage
from policy.models import ActionPlanPage, PolicyPage, VisionPage
from tests.bilingual.test_traps import english, press_publish
from tests.bilingual.translating import new_news, submit, translate


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


def test_it_is_shown_and_not_changed_on_the_english_page(admin: Client, vision: VisionPage) -> None:
    translated = english(vision)
    restrict(admin, vision)
    url = reverse("wagtailadmin_pages:set_privacy", args=[translated.pk])
    shown = admin.get(url).json()["html"]
    assert "anges på den svenska sidan" in shown
    assert reverse("wagtailadmin_pages:edit", args=[vision.pk]) in shown
    restrict(admin, translated, "none")
    assert status(translated) == 302


def test_a_translation_is_private_from_its_first_day(
    admin: Client, log_in: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = new_news()
        restrict(admin, page, "groups", groups=[Group.objects.get(name="Skribenter").pk])
        # More people may see the section: that alone would be too little.
        restrict(admin, page.get_parent())
        submit(admin, page)
    with django_capture_on_commit_callbacks(execute=True):
        translate(admin, page)
        press_publish(admin, english(page))
    assert english(page).live
    assert status(english(page)) == 302
    assert status(english(page), log_in("oversattare")) == 302
    assert status(english(page), log_in("skribent")) == 200


def test_an_untranslated_private_page_is_not_named(admin: Client) -> None:
    page = new_news(title="Hemlig nyhet", slug="hemlig")
    assert "Hemlig nyhet" in Client().get("/en/news/hemlig/").content.decode()
    restrict(admin, page)
    response = Client().get("/en/news/hemlig/")
    assert response.status_code == 404
    assert "Hemlig nyhet" not in response.content.decode()


def test_a_private_page_stands_in_no_list_of_either_language(
    admin: Client, vision: VisionPage
) -> None:
    project = ProjectPage.objects.get(acronym="EX-CARE", locale__language_code="sv")
    for page in (vision, project):
        restrict(admin, page)
    lists = ("/", "/en/", "/sitemap.xml", "/sok/?q=EX-CARE", "/en/search/?q=EX-CARE")
    for url in (*lists, vision.get_parent().url, english(vision).get_parent().url):
        html = Client().get(url).content.decode()
        for page in (vision, project, english(vision), english(project)):
            assert f'{page.url}"' not in html, (url, page)
            assert f"{page.url}<" not in html, (url, page)
    for page in (project, english(project)):
        assert page.title not in Client().get(page.get_parent().url).content.decode()


def test_who_is_let_into_a_section_sees_its_lists_and_the_other_language(admin: Client) -> None:
    plan = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")
    index = plan.get_parent().specific
    restrict(admin, index)
    assert index.url not in Client().get("/").content.decode().split("<main")[0]
    assert plan.url in admin.get(index.url).content.decode()
    activity = plan.get_children()[0]
    assert activity.url in admin.get(plan.url).content.decode()
    assert english(plan).url in admin.get(plan.url).content.decode()
    assert plan.matrix_url in admin.get(plan.url).content.decode()
