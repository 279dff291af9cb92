"""When a page becomes public, and until when, is said on the Swedish page for both languages."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from bilingual.translating import translate_page
from home.models import NewsIndexPage, NewsPage
from policy.models import VisionPage
from tests.bilingual.test_on_and_off import edit, switch_off
from tests.bilingual.test_traps import NEW, english, press_publish, public, publish
from tests.forms import get_form

LATER = "2040-01-02 10:00"


@pytest.fixture
def vision() -> VisionPage:
    return VisionPage.objects.get(locale__language_code="sv")


@pytest.fixture
def news() -> NewsPage:
    """A Swedish draft with its English one."""
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    page = NewsPage(title="Senare", slug="senare", locale=index.locale, live=False)
    index.add_child(instance=page)
    page.save_revision()
    locale = Locale.objects.get(language_code="en")
    translate_page(page, locale, {"Senare": "Later", "senare": "later"})
    return page


def run() -> None:
    call_command("publish_scheduled", stdout=StringIO())


def time_comes() -> None:
    """What was scheduled for the future is due, and the timer runs."""
    yesterday = timezone.now() - dt.timedelta(days=1)
    due = Revision.objects.exclude(approved_go_live_at=None)
    for revision in due:
        revision.content["go_live_at"] = yesterday.isoformat()
        revision.approved_go_live_at = yesterday
        revision.save()
    run()


def live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_english_is_not_public_before_swedish_is(
    admin: Client, news: NewsPage, django_capture_on_commit_callbacks: Any
) -> None:
    publish(admin, news, go_live_at=LATER)
    assert not live(news)
    with django_capture_on_commit_callbacks(execute=True):
        assert "svenska sidan är inte publik" in press_publish(admin, english(news))
    assert not live(english(news))
    time_comes()
    assert live(news)
    assert not live(english(news))
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(admin, english(news))
    assert live(english(news))
    assert english(news).go_live_at is None


def test_a_scheduled_change_leaves_english_as_it_is_until_then(
    admin: Client, vision: VisionPage
) -> None:
    publish(admin, vision, vision=NEW, go_live_at=LATER)
    assert "has changed since" not in public(english(vision))
    assert NEW not in public(vision)
    time_comes()
    assert NEW in public(vision)
    assert "promotes peace" in public(english(vision))
    assert "has changed since" in public(english(vision))


def test_english_expires_with_swedish(admin: Client, vision: VisionPage) -> None:
    publish(admin, vision, expire_at=LATER)
    vision.refresh_from_db()
    assert vision.expire_at is not None
    assert english(vision).expire_at == vision.expire_at
    run()
    assert live(english(vision))
    Page.objects.filter(pk=vision.pk).update(expire_at=timezone.now() - dt.timedelta(days=1))
    run()
    assert not live(vision)
    assert not live(english(vision))
    assert english(vision).expire_at is None


def test_no_end_any_more_is_no_end_in_english(admin: Client, vision: VisionPage) -> None:
    publish(admin, vision, expire_at=LATER)
    publish(admin, vision, expire_at="")
    assert english(vision).expire_at is None


def test_the_end_is_said_on_the_english_form_and_cannot_be_changed(
    admin: Client, vision: VisionPage
) -> None:
    publish(admin, vision, expire_at=LATER)
    page = switch_off(admin, vision)
    html = admin.get(edit(page)).content.decode()
    assert "2040" in html
    sent = {"go_live_at": "2041-01-01 10:00", "expire_at": "2050-01-01 10:00"}
    data = {**get_form(admin, edit(page)), **sent, "action-publish": "action-publish"}
    admin.post(edit(page), data)
    vision.refresh_from_db()
    assert english(vision).expire_at == vision.expire_at
    assert english(vision).go_live_at is None
    assert not page.revisions.exclude(approved_go_live_at=None).exists()
    assert live(page)


def test_english_is_not_published_alone_by_its_own_form(admin: Client, vision: VisionPage) -> None:
    page = switch_off(admin, vision)
    vision.unpublish()
    assert not live(page)
    data = {**get_form(admin, edit(page)), "action-publish": "action-publish"}
    reply = admin.post(edit(page), data)
    assert reply.status_code == 409
    assert "svenska sidan är inte publik" in reply.content.decode()
    assert not live(page)


def test_what_was_scheduled_in_english_ends_with_swedish(vision: VisionPage) -> None:
    page = english(vision)
    page.unpublish()
    # As older data may have it: no form of the site schedules English by itself.
    page.go_live_at = timezone.now() + dt.timedelta(days=1)
    page.save_revision().publish()
    assert page.revisions.exclude(approved_go_live_at=None).exists()
    vision.unpublish()
    time_comes()
    assert not live(english(vision))


def test_whoever_schedules_swedish_is_asked_about_english(admin: Client) -> None:
    vision = VisionPage.objects.get(locale__language_code="sv")
    url = reverse("wagtailadmin_pages:edit", args=[vision.pk])
    when = timezone.localtime() + dt.timedelta(days=2)
    fields = {
        **get_form(admin, url),
        "introduction": "Ny ingress.",
        "go_live_at": when.strftime("%Y-%m-%d %H:%M"),
        "action-publish": "action-publish",
    }
    told = admin.post(url, fields, follow=True).content.decode()
    assert "Bara svenskan publiceras då" in told
    assert reverse("wagtailsnippets_bilingual_bundle:add") in told
