"""When Swedish changes after it was translated, it is known at once, and readers are told."""

from typing import Any

from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import Translation

from bilingual.models import TranslationState
from policy.models import VisionPage
from tests.bilingual.test_traps import NEW, english, press_publish, public, publish

NOTE = "The Swedish original has changed since"


def the_vision() -> VisionPage:
    return VisionPage.objects.get(locale__language_code="sv")


def state_of(page: Page) -> TranslationState:
    return TranslationState.objects.get(page=english(page))


def test_all_demo_pages_are_current() -> None:
    states = TranslationState.objects.all()
    pages = Page.objects.live().filter(locale__language_code="en", depth__gt=1)
    assert states.count() == pages.count()
    assert not states.exclude(stale_since=None).exists()
    assert NOTE not in public(english(the_vision()))


def test_a_changed_text_marks_the_translation_and_tells_the_reader(admin: Client) -> None:
    vision = the_vision()
    before = state_of(vision).source_published_at
    publish(admin, vision, vision=NEW)
    state = state_of(vision)
    assert state.stale_since is not None
    assert state.stale_by is not None
    assert state.stale_by.username == "admin"
    assert state.changed_segments == 1  # reworded: one text, not one gone and one new
    assert state.source_published_at == before
    html = public(english(vision))
    assert NOTE in html
    assert f'href="{vision.url}"' in html


def test_a_changed_fact_makes_nothing_stale(admin: Client) -> None:
    vision = the_vision()
    vision.show_in_menus = True
    vision.save_revision().publish()
    assert state_of(vision).stale_since is None


def test_the_first_change_gives_the_date_until_it_is_caught_up(
    admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    vision = the_vision()
    publish(admin, vision, vision=NEW)
    since = state_of(vision).stale_since
    publish(admin, vision, vision=NEW + " Och mer.")
    assert state_of(vision).stale_since == since

    translation = Translation.objects.get(source__object_id=vision.translation_key)
    segment = translation.source.stringsegment_set.get(context__path="vision")
    url = f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
    admin.put(url, "value=New+vision.", content_type="application/x-www-form-urlencoded")
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(admin, english(vision))
    assert state_of(vision).stale_since is None
    assert NOTE not in public(english(vision))
    assert "New vision." in public(english(vision))


def test_a_change_that_is_taken_back_is_no_change(admin: Client) -> None:
    vision = the_vision()
    words = vision.vision
    publish(admin, vision, vision=NEW)
    publish(admin, the_vision(), vision=words)
    assert state_of(vision).stale_since is None


def test_a_swedish_draft_makes_nothing_stale(admin: Client) -> None:
    vision = the_vision()
    vision.vision = NEW
    vision.save_revision()
    assert state_of(vision).stale_since is None
