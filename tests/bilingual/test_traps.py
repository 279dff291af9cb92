"""Ways by which Swedish went live under /en/, each by the editor's own forms."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from home.models import NewsIndexPage, NewsPage
from policy.models import (
    ActionPlanIndexPage,
    ActionPlanPage,
    PlanArea,
    QuarterlyReportPage,
    VisionPage,
)
from tests.forms import get_form

pytestmark = pytest.mark.any_database

NEW = "Helt ny svensk vision."


@pytest.fixture
def vision() -> VisionPage:
    return VisionPage.objects.get(locale__language_code="sv")


def english(page: Page) -> Page:
    return page.get_translations().get(locale__language_code="en").specific


def publish(client: Client, page: Page, **changes: str) -> None:
    """Publishes the page's form with changes."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    fields = {**get_form(client, url), **changes, "action-publish": "action-publish"}
    assert client.post(url, fields).status_code == 302


def public(page: Page) -> str:
    return Client().get(page.url).content.decode()


def sync(client: Client, page: Page, **fields: str) -> Any:
    source = TranslationSource.objects.get(object_id=page.translation_key, locale=page.locale)
    return client.post(reverse("wagtail_localize:update_translations", args=[source.pk]), fields)


def press_publish(client: Client, page: Page) -> str:
    """Presses “publish” in the translation editor; gives what the editor is told."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, {"action": "publish"}, follow=True).content.decode()


def test_publish_immediately_is_neither_offered_nor_obeyed(
    admin: Client, vision: VisionPage, django_capture_on_commit_callbacks: Any
) -> None:
    source = TranslationSource.objects.get(object_id=vision.translation_key)
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert "publish_translations" not in admin.get(url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        publish(admin, vision, vision=NEW)
        assert sync(admin, vision, publish_translations="on").status_code == 302
    assert NEW not in public(english(vision))
    assert "promotes peace, democracy" in public(english(vision))


def test_a_half_translated_page_cannot_be_published(
    admin: Client, vision: VisionPage, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publish(admin, vision, vision=NEW)
        told = press_publish(admin, english(vision))
    assert "1 text är inte översatt ännu" in told
    assert NEW in told
    assert NEW not in public(english(vision))


def test_a_page_below_an_untranslated_one_is_not_submitted(admin: Client) -> None:
    index = ActionPlanIndexPage.objects.get(locale__language_code="sv")
    plan = ActionPlanPage(title="Plan 2008", slug="2008", locale=index.locale)
    plan.areas = [PlanArea(reference="a", title="A", locale=index.locale)]
    index.add_child(instance=plan)
    plan.save_revision().publish()
    child = QuarterlyReportPage(title="Rapport", year=2008, quarter=1, locale=index.locale)
    plan.add_child(instance=child)

    submit = reverse("wagtail_localize:submit_page_translation", args=[child.pk])
    locale = Locale.objects.get(language_code="en")
    told = admin.post(submit, {"locales": [locale.pk]}, follow=True).content.decode()
    assert "Översätt ”Plan 2008” först" in told
    assert not plan.get_translations().exists()
    assert not child.get_translations().exists()


def test_an_alias_in_english_is_no_english_page(vision: VisionPage) -> None:
    translated = english(vision)
    address = translated.url
    Page.objects.filter(pk=translated.pk).update(alias_of=vision.pk)
    assert Client().get(address).status_code == 404
    assert "Finns inte på engelska ännu" in public(vision)


def test_submitting_makes_a_draft_also_of_a_live_page(admin: Client) -> None:
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    page = NewsPage(title="Ny nyhet", slug="ny-nyhet", locale=index.locale)
    index.add_child(instance=page)
    page.save_revision().publish()
    locale = Locale.objects.get(language_code="en")
    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert admin.post(submit, {"locales": [locale.pk]}).status_code == 302
    assert not english(page).live


def test_a_translator_makes_no_word_public(
    log_in: Any, admin: Client, vision: VisionPage, django_capture_on_commit_callbacks: Any
) -> None:
    translator = log_in("oversattare")
    with django_capture_on_commit_callbacks(execute=True):
        publish(admin, vision, vision=NEW)
        translation = Translation.objects.get(source__object_id=vision.translation_key)
        segment = translation.source.stringsegment_set.get(context__path="vision")
        url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        body = "value=A+wholly+new+vision."
        answer = translator.put(url, body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (200, 201)
        sync(translator, vision, publish_translations="on")
        press_publish(translator, english(vision))
    assert "wholly new" not in public(english(vision))

    with django_capture_on_commit_callbacks(execute=True):
        press_publish(admin, english(vision))
    assert "A wholly new vision." in public(english(vision))


def test_the_address_follows_the_english_title(
    admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    page = NewsPage(title="Ny nyhet", slug="ny-nyhet", locale=index.locale)
    index.add_child(instance=page)
    page.save_revision().publish()
    locale = Locale.objects.get(language_code="en")
    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    admin.post(submit, {"locales": [locale.pk]})
    translation = Translation.objects.get(source__object_id=page.translation_key)
    segment = translation.source.stringsegment_set.get(context__path="title")
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    admin.put(url, "value=Fresh+news", content_type="application/x-www-form-urlencoded")
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(admin, english(page))
    assert english(page).url == "/en/news/fresh-news/"
    assert Client().get("/en/news/fresh-news/").status_code == 200
