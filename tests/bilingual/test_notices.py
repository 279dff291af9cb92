"""Who is told when Swedish changes and when its translation lands, and when that is taken back."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from bilingual.models import Bundle, BundleItem, Notice
from bilingual.translating import plain, translate_page
from home.models import NewsIndexPage, NewsPage
from policy.models import VisionPage
from tests.bilingual.test_decisions import screen
from tests.bilingual.test_staleness import the_vision
from tests.bilingual.test_traps import NEW, english, press_publish, publish

pytestmark = pytest.mark.any_database

CHANGED, LANDED = Notice.Kind.SOURCE_CHANGED, Notice.Kind.TRANSLATION_LANDED


def told(kind: str = CHANGED) -> list[tuple[str, int]]:
    """The unread notices about the vision: user name, number of texts."""
    unread = Notice.objects.filter(page=the_vision(), kind=kind, read_at=None)
    return sorted(unread.values_list("user__username", "changed"))


def translate(client: Client, path: str = "vision", words: str = "New+words.") -> None:
    """Translates one text of the vision in the translation editor."""
    translation = Translation.objects.get(source__object_id=the_vision().translation_key)
    segment = translation.source.stringsegment_set.get(context__path=path)
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    form = "application/x-www-form-urlencoded"
    assert client.put(url, f"value={words}", content_type=form).status_code in (200, 201)


@pytest.fixture
def approver(log_in: Any) -> Client:
    """Somebody beside the administrator who may do all of it."""
    return log_in("godkannare")


@pytest.fixture
def land(django_capture_on_commit_callbacks: Any) -> Callable[..., None]:
    """Publishes the English page in the translation editor, as its transaction's end does it."""

    def press(client: Client, page: Page | None = None) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            press_publish(client, page or english(the_vision()))

    return press


def test_loading_the_content_tells_nobody() -> None:
    call_command("load_seed", stdout=StringIO())
    assert not Notice.objects.exists()


def test_the_translators_hear_of_changed_words(admin: Client) -> None:
    publish(admin, the_vision(), vision=NEW)
    assert told() == [("oversattare", 1)]


def test_publishing_by_a_program_tells_them_too() -> None:
    vision = the_vision()
    vision.vision = NEW
    vision.save_revision().publish()
    assert told() == [("oversattare", 1)]


def test_a_draft_and_a_fact_tell_nobody(admin: Client) -> None:
    vision = the_vision()
    publish(admin, vision, review_on="2030-01-01")
    vision.vision = NEW
    vision.save_revision()
    assert not Notice.objects.exists()


def test_many_publications_are_one_notice_with_the_latest_number(admin: Client) -> None:
    for words in (NEW, NEW + " Och mer.", NEW + " Och mera."):
        publish(admin, the_vision(), vision=words)
    publish(admin, the_vision(), introduction="En ny ingress.")
    assert told() == [("oversattare", 2)]


def test_what_was_read_comes_back_with_new_words_only(admin: Client) -> None:
    publish(admin, the_vision(), vision=NEW)
    Notice.objects.update(read_at=timezone.now())
    publish(admin, the_vision(), review_on="2030-01-01")
    publish(admin, the_vision(), slug="en-annan-adress")
    assert told() == []
    publish(admin, the_vision(), vision=NEW + " Och mer.")
    assert told() == [("oversattare", 1)]


def test_news_about_what_was_mailed_are_mailed_too(admin: Client) -> None:
    publish(admin, the_vision(), vision=NEW)
    Notice.objects.update(mailed_at=timezone.now())
    publish(admin, the_vision(), review_on="2030-01-01")
    assert Notice.objects.get().mailed_at is not None
    publish(admin, the_vision(), vision=NEW + " Och mer.")
    assert Notice.objects.get().mailed_at is None


def test_who_translated_the_page_hears_and_not_the_whole_group(
    admin: Client, approver: Client, land: Any
) -> None:
    publish(admin, the_vision(), vision=NEW)
    translate(approver)
    land(admin)
    publish(admin, the_vision(), introduction="En ny ingress.")
    assert told() == [("godkannare", 1)]


def test_who_changed_it_knows_already(admin: Client, approver: Client, land: Any) -> None:
    publish(admin, the_vision(), vision=NEW)
    translate(approver)
    land(admin)
    publish(approver, the_vision(), introduction="En ny ingress.")
    assert told() == []


@pytest.mark.parametrize("how", ["inactive", "without rights"])
def test_a_translator_who_is_gone_is_replaced_by_the_group(
    admin: Client, approver: Client, how: str, land: Any
) -> None:
    publish(admin, the_vision(), vision=NEW)
    translate(approver)
    land(admin)
    user = User.objects.get(username="godkannare")
    if how == "inactive":
        User.objects.filter(pk=user.pk).update(is_active=False)
    else:
        user.groups.set(Group.objects.filter(name="Skribenter"))
    publish(admin, the_vision(), introduction="En ny ingress.")
    assert told() == [("oversattare", 1)]


def test_calling_a_change_minor_makes_nobody_a_translator(
    admin: Client, approver: Client, land: Any
) -> None:
    publish(admin, the_vision(), vision=NEW)
    translate(admin)
    land(admin)
    publish(approver, the_vision(), vision=NEW.replace("ny", "nyy"))
    assert told() == [("admin", 1)]
    approver.post(screen(the_vision()), {"action": "minor", "reason": "Stavfel"})
    assert told() == []
    publish(approver, the_vision(), introduction="En ny ingress.")
    assert told() == [("admin", 1)]


def make_current(how: str, client: Client, before: VisionPage, land: Any) -> None:
    if how == "minor":
        client.post(screen(before), {"action": "minor", "reason": "Stavfel"})
    elif how == "taken back":
        publish(client, the_vision(), vision=before.vision)
    elif how == "translated":
        translate(client)
        land(client)
    else:
        the_vision().unpublish()


@pytest.mark.parametrize("how", ["minor", "taken back", "translated", "unpublished"])
@pytest.mark.parametrize("mailed", [False, True])
def test_when_nothing_is_left_to_do_the_notice_is_taken_back(
    admin: Client, how: str, mailed: bool, land: Any
) -> None:
    before = the_vision()
    publish(admin, before, vision=NEW)
    if mailed:
        Notice.objects.update(mailed_at=timezone.now())
    make_current(how, admin, before, land)
    assert told() == []
    kept = Notice.objects.filter(kind=CHANGED, read_at__isnull=False)
    assert kept.count() == int(mailed)


def test_the_same_change_made_anew_is_told_anew(admin: Client) -> None:
    words = the_vision().vision
    publish(admin, the_vision(), vision=NEW)
    Notice.objects.update(read_at=timezone.now())
    publish(admin, the_vision(), vision=words)
    publish(admin, the_vision(), vision=NEW)
    assert told() == [("oversattare", 1)]


def test_the_last_editor_of_swedish_hears_when_english_lands(
    admin: Client, approver: Client, land: Any
) -> None:
    publish(approver, the_vision(), vision=NEW)
    translate(admin)
    assert told(LANDED) == []
    land(admin)
    assert told(LANDED) == [("godkannare", 0)]
    Notice.objects.update(read_at=timezone.now())
    land(admin)
    assert told(LANDED) == []


def test_who_publishes_english_is_not_told_of_it(
    admin: Client, approver: Client, land: Any
) -> None:
    publish(approver, the_vision(), vision=NEW)
    translate(admin)
    land(approver)
    assert told(LANDED) == []


def test_nor_is_who_approves_what_another_has_translated(log_in: Any, approver: Client) -> None:
    publish(approver, the_vision(), vision=NEW)
    page, translator = english(the_vision()), log_in("oversattare")
    translate(translator)
    translator.post(reverse("submit_for_approval", args=[page.pk]))
    task = english(the_vision()).current_workflow_task_state
    approver.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]),
        {"comment": ""},
    )
    assert "New words." in english(the_vision()).vision
    assert told(LANDED) == []


def new_translation() -> tuple[Page, Page]:
    """A public page written by the approver, and its translation, which is a draft."""
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    page: Page = NewsPage(title="Ny nyhet", slug="ny-nyhet", locale=index.locale)
    index.add_child(instance=page)
    page.save_revision(user=User.objects.get(username="godkannare")).publish()
    translated = translate_page(
        page,
        Locale.objects.get(language_code="en"),
        {"Ny nyhet": "News", "ny-nyhet": "news"},
        User.objects.get(username="admin"),
    )
    assert [plain(text) for text in translated.missing] == []
    return page, translated.page


def test_giving_an_address_makes_nobody_a_translator(approver: Client, land: Any) -> None:
    page, translated = new_translation()
    StringTranslation.objects.filter(context__path="slug", data="news").delete()
    land(approver, translated)  # makes the address of the title
    page.refresh_from_db()
    page.title = "En nyhet till"
    page.save_revision().publish()
    assert list(Notice.objects.values_list("user__username", "page")) == [("admin", page.pk)]


def landed() -> list[tuple[str, int]]:
    return list(Notice.objects.filter(kind=LANDED).values_list("user__username", "page"))


def test_a_first_translation_lands_too(admin: Client, land: Any) -> None:
    page, translated = new_translation()
    land(admin, translated)
    assert landed() == [("godkannare", page.pk)]


def test_a_scheduled_translation_lands_when_it_is_public() -> None:
    page, translated = new_translation()
    draft = translated.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    revision = draft.save_revision()
    revision.publish()
    assert landed() == []
    past = timezone.now() - timedelta(minutes=1)
    revision.refresh_from_db()
    revision.content["go_live_at"], revision.approved_go_live_at = past.isoformat(), past
    revision.save()
    call_command("publish_scheduled", stdout=StringIO())
    assert Page.objects.get(pk=translated.pk).live
    assert landed() == [("godkannare", page.pk)]


def test_a_bundle_that_brings_both_leaves_nothing_to_translate(
    admin: Client, approver: Client
) -> None:
    vision = the_vision()
    vision.vision = NEW
    vision.save_revision(user=User.objects.get(username="godkannare"))
    admin.post(screen(vision), {"action": "send-draft"})
    translate(admin)
    bundle = Bundle.objects.create(name="Vision")
    BundleItem.objects.create(bundle=bundle, page=vision)
    admin.post(reverse("bundle", args=[bundle.pk]), {"action": "publish"})
    assert the_vision().vision == NEW
    assert told() == []
    assert told(LANDED) == [("godkannare", 0)]
