"""Drafts, and translation switched off and on again: each click path, and no text is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from home.models import NewsIndexPage, NewsPage
from policy.models import ActivityPage, VisionPage
from tests.bilingual.test_traps import NEW, english, press_publish, public, publish
from tests.forms import get_form

pytestmark = pytest.mark.any_database


@pytest.fixture
def vision() -> VisionPage:
    return VisionPage.objects.get(locale__language_code="sv")


def edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def switch_off(client: Client, page: Page) -> Page:
    translation = Translation.objects.get(source__object_id=page.translation_key)
    client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    return english(page)


def switch_on(client: Client, page: Page) -> None:
    client.post(edit(page), {"localize-restart-translation": "1"})


def put(client: Client, page: Page, path: str, words: str) -> None:
    translation = Translation.objects.get(source__object_id=page.translation_key)
    segment = translation.source.stringsegment_set.get(context__path=path)
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    body = f"value={words}"
    client.put(url, body, content_type="application/x-www-form-urlencoded")


def write(client: Client, page: Page, **fields: str) -> Any:
    data = {**get_form(client, edit(page)), **fields, "action-publish": "action-publish"}
    return client.post(edit(page), data)


def test_off_and_on_loses_nothing(
    admin: Client, vision: VisionPage, django_capture_on_commit_callbacks: Any
) -> None:
    before = public(english(vision))
    switch_on(admin, switch_off(admin, vision))
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(admin, english(vision))
    assert public(english(vision)) == before


def test_what_is_written_while_it_is_off_is_kept(
    admin: Client, vision: VisionPage, django_capture_on_commit_callbacks: Any
) -> None:
    page = switch_off(admin, vision)
    with django_capture_on_commit_callbacks(execute=True):
        assert write(admin, page, vision="Written by hand.").status_code == 302
    assert "Written by hand." in public(page)
    switch_on(admin, page)
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(admin, page)
        publish(admin, vision, show_in_menus="on")
    assert "Written by hand." in public(page)


def test_a_swedish_change_while_it_is_off_is_known_and_overwrites_nothing(
    admin: Client, vision: VisionPage, django_capture_on_commit_callbacks: Any
) -> None:
    page = switch_off(admin, vision)
    with django_capture_on_commit_callbacks(execute=True):
        publish(admin, vision, vision=NEW)
    assert "promotes peace" in public(page)
    assert "has changed since" in public(page)
    with django_capture_on_commit_callbacks(execute=True):
        write(admin, page, vision="By hand, of the new one.")
    assert "has changed since" not in public(page)
    switch_on(admin, page)
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(admin, page)
    assert "By hand, of the new one." in public(page)


def test_facts_are_locked_while_it_is_off_too(admin: Client) -> None:
    swedish = NewsPage.objects.filter(locale__language_code="sv")[0]
    page = switch_off(admin, swedish)
    write(admin, page, date="1999-01-01")
    assert english(swedish).date == swedish.date


def test_a_draft_is_translated_before_swedish_is_public(
    admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    page = NewsPage(title="Utkast", slug="utkast", locale=index.locale, live=False)
    index.add_child(instance=page)
    page.save_revision()
    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    admin.post(submit, {"locales": [Locale.objects.get(language_code="en").pk]})
    put(admin, page, "title", "Draft")
    with django_capture_on_commit_callbacks(execute=True):
        told = press_publish(admin, english(page))
    assert "svenska sidan är inte publik" in told
    assert not english(page).live

    # The draft changes, and the translator gets it.
    data = {**get_form(admin, edit(page)), "introduction": "En ingress."}
    admin.post(edit(page), data)
    admin.post(reverse("page_languages", args=[page.pk]), {"action": "send-draft"})
    put(admin, page, "introduction", "A lead.")
    with django_capture_on_commit_callbacks(execute=True):
        publish(admin, page)
        press_publish(admin, english(page))
    assert "Draft" in public(english(page))
    assert "A lead." in public(english(page))


def test_an_english_page_is_not_made_an_alias(admin: Client, vision: VisionPage) -> None:
    page = english(vision)
    url = reverse("wagtail_localize:convert_to_alias", args=[page.pk])
    admin.post(url)
    admin.post(edit(page), {"localize-convert-to-alias": "1"}, follow=True)
    assert english(vision).alias_of_id is None
    assert "promotes peace" in public(page)
    assert "Convert to alias" not in admin.get(edit(switch_off(admin, vision))).content.decode()


def test_two_translators_on_one_page_lose_nothing(admin: Client, log_in: Any) -> None:
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    page = NewsPage(title="Två", slug="tva", introduction="En ingress.", locale=index.locale)
    index.add_child(instance=page)
    page.save_revision().publish()
    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    admin.post(submit, {"locales": [Locale.objects.get(language_code="en").pk]})
    first, second = log_in("oversattare"), log_in("godkannare")
    first.get(edit(english(page)))
    second.get(edit(english(page)))
    put(first, page, "title", "Two")
    put(second, page, "introduction", "A lead.")
    html = first.get(edit(english(page))).content.decode()
    assert "A lead." in html
    assert "Two" in html


def test_deletion_in_the_middle_of_a_translation_is_no_server_error(
    admin: Client, log_in: Any, vision: VisionPage
) -> None:
    translator, page = log_in("oversattare"), english(vision)
    translation = Translation.objects.get(source__object_id=vision.translation_key)
    segment = translation.source.stringsegment_set.get(context__path="vision")
    put_url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    admin.post(reverse("wagtailadmin_pages:delete", args=[vision.pk]), {})
    assert not Page.objects.filter(pk=page.pk).exists()
    body, kind = "value=Words.", "application/x-www-form-urlencoded"
    translator.raise_request_exception = False
    assert translator.put(put_url, body, content_type=kind).status_code < 500
    assert translator.get(edit(page)).status_code == 404
    assert translator.get(reverse("xliff_download", args=[translation.pk])).status_code < 500
    assert translator.post(reverse("submit_for_approval", args=[page.pk])).status_code == 404
    pofile = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    assert translator.get(pofile).status_code < 500


def test_facts_of_an_activity_are_locked_too(admin: Client) -> None:
    swedish = ActivityPage.objects.get(reference="K4", locale__language_code="sv")
    page = switch_off(admin, swedish)
    write(admin, page, reference="X1")
    assert english(swedish).reference == "K4"
