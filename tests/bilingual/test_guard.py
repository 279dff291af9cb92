"""English is never public before its Swedish, nor with Swedish words: by no way of publishing."""

import datetime as dt
import json
import re
import uuid
from io import StringIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from home.models import NewsPage, StandardPage
from networks.models import ProjectPage
from policy.models import VisionPage
from tests.bilingual.test_traps import NEW, english, press_publish, public, publish
from tests.bilingual.translating import (
    FORM,
    WORDS,
    approve,
    new_news,
    publish_in_bulk,
    put,
    submit,
    submit_for_approval,
    the_translation,
    translate,
)
from tests.forms import get_form


@pytest.fixture(autouse=True)
def _commits(django_capture_on_commit_callbacks: Any) -> Any:
    with django_capture_on_commit_callbacks(execute=True):
        yield


def anew(page: Page) -> Any:
    return type(page).objects.get(pk=page.pk)


def make_due(page: Page) -> None:
    """Lets the page's scheduled revision come due, and runs the timer's command."""
    past = timezone.now() - dt.timedelta(minutes=1)
    for revision in Revision.objects.for_instance(page).exclude(approved_go_live_at=None):
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save()
    call_command("publish_scheduled", stdout=StringIO())


def test_approval_does_not_put_english_before_swedish(log_in: Any) -> None:
    page = new_news(live=False)
    submit(log_in("admin"), page)
    translator = log_in("oversattare")
    translate(translator, page)
    submit_for_approval(translator, english(page))
    told = approve(log_in("godkannare"), english(page)).content.decode()
    assert "svenska sidan är inte publik" in told
    assert not english(page).live


def test_unpublishing_swedish_calls_back_what_awaits_approval(log_in: Any) -> None:
    page, admin, translator = new_news(), log_in("admin"), log_in("oversattare")
    submit(admin, page)
    translate(translator, page)
    submit_for_approval(translator, english(page))
    assert english(page).workflow_in_progress
    admin.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert not english(page).workflow_in_progress


def test_bulk_publishing_does_not_put_english_before_swedish(admin: Client) -> None:
    vision = VisionPage.objects.get(locale__language_code="sv")
    admin.post(reverse("wagtailadmin_pages:unpublish", args=[vision.pk]))
    told = publish_in_bulk(admin, english(vision)).content.decode()
    assert "svenska sidan är inte publik" in told
    assert not english(vision).live


def test_a_schedule_does_not_outlive_the_swedish_page(admin: Client) -> None:
    page = new_news()
    submit(admin, page)
    translate(admin, page)
    draft = english(page)
    draft.title, draft.introduction = "English title", "English words"
    draft.go_live_at = timezone.now() + dt.timedelta(days=1)
    draft.save_revision().publish()
    assert anew(draft).approved_schedule
    admin.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    make_due(draft)
    assert not english(page).live


def test_what_comes_due_by_itself_is_refused_and_says_why(admin: Client) -> None:
    page, other = new_news(), new_news(slug="annan", title="Annan")
    for each in (page, other):
        submit(admin, each)
    for each in (english(page), english(other)):
        each.go_live_at = timezone.now() + dt.timedelta(days=1)
        each.save_revision()
        revision = anew(each).get_latest_revision()
        revision.approved_go_live_at = each.go_live_at
        revision.save()
    translate(admin, other)
    make_due(english(page))
    assert not english(page).live
    history = admin.get(reverse("wagtailadmin_pages:history", args=[english(page).pk]))
    assert "Inte publicerad" in history.content.decode()


def test_an_empty_translation_is_none(log_in: Any) -> None:
    page, translator = new_news(), log_in("oversattare")
    submit(log_in("admin"), page)
    translate(translator, page, lambda _text: " ")
    assert "inte översatta" in press_publish(log_in("godkannare"), english(page))
    told = submit_for_approval(translator, english(page))
    assert told.status_code == 200
    assert "inte är översatta" in told.content.decode()
    assert not english(page).live


def test_a_live_title_is_not_emptied_back_into_swedish(log_in: Any) -> None:
    vision = VisionPage.objects.get(locale__language_code="sv")
    put(log_in("oversattare"), vision, "title", "")
    press_publish(log_in("godkannare"), english(vision))
    assert vision.title not in public(english(vision))


def test_a_draft_with_older_swedish_words_is_not_published_in_bulk(log_in: Any) -> None:
    page, approver = new_news(), log_in("godkannare")
    submit(approver, page)
    page.title, page.introduction, page.slug = "Annan titel", "Helt andra ord", "annan"
    page.save_revision().publish()
    publish_in_bulk(approver, english(page))
    assert not english(page).live
    translate(approver, page)
    # All is translated now, but the draft still has the words of its making.
    told = publish_in_bulk(approver, english(page)).content.decode()
    assert not english(page).live
    assert WORDS in told


def test_the_note_stays_when_the_unchanged_english_is_published_in_bulk(admin: Client) -> None:
    vision = VisionPage.objects.get(locale__language_code="sv")
    publish(admin, vision, vision=NEW)
    publish_in_bulk(admin, english(vision))
    assert "has changed since" in public(english(vision))


def test_a_draft_of_an_older_version_does_not_take_the_note_away(log_in: Any) -> None:
    admin, translator = log_in("admin"), log_in("oversattare")
    project = ProjectPage.objects.get(acronym="EX-CARE", locale__language_code="sv")
    publish(admin, project, introduction="Version två")
    put(translator, project, "introduction", "Version two")
    submit_for_approval(translator, english(project))
    publish(admin, anew(project), introduction="Motsatsen gäller nu", budget="777777")
    translation = the_translation(project)
    translation.source.update_from_db()
    # The approver is told, and the public page with its note stays as it is.
    told = approve(log_in("godkannare"), english(project)).content.decode()
    assert "inte översatt" in told
    assert "has changed since" in public(english(project))
    assert english(project).budget == anew(project).budget


def test_a_corrected_word_while_translation_is_off_does_not_take_the_note_away(
    admin: Client,
) -> None:
    vision = VisionPage.objects.get(locale__language_code="sv")
    page = english(vision)
    admin.post(reverse("wagtail_localize:stop_translation", args=[the_translation(vision).pk]))
    publish(admin, vision, vision=NEW)
    publish(admin, english(vision), search_description="Other words.")
    assert "has changed since" in public(page)
    publish(admin, english(vision), vision="Written anew.")
    assert "has changed since" not in public(page)


def test_same_meaning_is_said_of_what_is_public_not_of_a_draft(admin: Client) -> None:
    vision = VisionPage.objects.get(locale__language_code="sv")
    publish(admin, vision, introduction="En liten ändring")
    draft = anew(vision)
    draft.vision = "Betydelsen är helt omvänd nu."
    draft.save_revision()
    screen = reverse("page_languages", args=[vision.pk])
    admin.post(screen, {"action": "send-draft"})
    admin.post(screen, {"action": "minor", "reason": "stavning"})
    assert "has changed since" not in public(english(vision))
    anew(vision).get_latest_revision().publish()
    assert "has changed since" in public(english(vision))


def test_an_older_english_revision_gets_the_facts_of_today(admin: Client) -> None:
    project = ProjectPage.objects.get(acronym="EX-CARE", locale__language_code="sv")
    page = english(project)
    older = page.save_revision()
    publish(admin, project, budget="777777")
    older.publish()
    assert english(project).budget == anew(project).budget == 777777


def test_a_changed_draft_reaches_the_translator_by_itself(admin: Client) -> None:
    page = new_news(live=False)
    submit(admin, page)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    admin.post(edit, {**get_form(admin, edit), "introduction": "En annan ingress"})
    texts = the_translation(page).source.stringsegment_set.values_list("string__data", flat=True)
    assert "En annan ingress" in texts


def test_synchronising_keeps_a_draft_with_the_translator(admin: Client) -> None:
    vision = VisionPage.objects.get(locale__language_code="sv")
    vision.vision = NEW
    vision.save_revision()
    admin.post(reverse("page_languages", args=[vision.pk]), {"action": "send-draft"})
    source = the_translation(vision).source
    admin.post(reverse("wagtail_localize:update_translations", args=[source.pk]), {})
    assert NEW in source.stringsegment_set.values_list("string__data", flat=True)


def test_a_translators_address_waits_for_english_to_be_published(
    log_in: Any, admin: Client
) -> None:
    vision = VisionPage.objects.get(locale__language_code="sv")
    slug = english(vision).slug
    put(log_in("oversattare"), vision, "slug", "words-nobody-approved")
    publish(admin, vision)
    assert english(vision).slug == slug
    press_publish(admin, english(vision))
    assert english(vision).slug == "words-nobody-approved"


def test_a_translators_link_waits_for_english_to_be_published(log_in: Any, admin: Client) -> None:
    page = StandardPage.objects.filter(locale__language_code="sv")[0]
    link = '<p>Se <a href="https://example.se/x">exemplet</a>.</p>'
    body = [{"type": "text", "value": link, "id": str(uuid.uuid4())}]
    page.body = json.dumps(body)
    page.save_revision().publish()
    translate(admin, page, lambda text: re.sub("Se|exemplet", "See", text))
    press_publish(admin, english(page))
    assert "https://example.se/x" in public(english(page))
    source = the_translation(page).source
    segment = source.overridablesegment_set.get()
    address = reverse("wagtail_localize:edit_override", args=[the_translation(page).pk, segment.pk])
    body = urlencode({"value": "https://other.example/x"})
    assert log_in("oversattare").put(address, body, content_type=FORM).status_code in (200, 201)
    anew(page).get_latest_revision().publish()
    assert "other.example" not in public(english(page))


def test_an_english_page_has_no_alias_of_its_own(admin: Client) -> None:
    page = NewsPage.objects.filter(locale__language_code="en")[0]
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    parent = page.get_parent().pk
    fields = {"new_title": "x", "new_slug": "x", "new_parent_page": parent, "alias": "on"}
    assert "behålla sina fakta" in admin.post(url, fields).content.decode()
    assert not Page.objects.filter(alias_of=page.pk).exists()


def test_a_locked_page_is_published_by_nobody_else(admin: Client, log_in: Any) -> None:
    vision = VisionPage.objects.get(locale__language_code="sv")
    publish(admin, vision, vision=NEW)
    put(admin, vision, "vision", "A new vision.")
    for page in (vision, english(vision)):
        admin.post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    draft = anew(vision)
    draft.introduction = "Förstulet."
    draft.save_revision()
    approver = log_in("godkannare")
    approver.post(reverse("publish_anyway", args=[vision.pk]), {"reason": "bråttom"})
    told = publish_in_bulk(approver, vision).content.decode()
    assert "är låst" in told
    press_publish(approver, english(vision))
    assert "Förstulet." not in public(vision)
    assert "A new vision." not in public(english(vision))
