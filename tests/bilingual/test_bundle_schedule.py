"""Who may give a bundle its time, and what stands in its way when it comes."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation

from bilingual.models import Bundle, BundleItem
from home.models import NewsIndexPage, NewsPage
from policy.models import ActivityPage, MethodPage, PolicyPage, VisionPage
from tests.bilingual.test_bundles import bundle, leads, press, swedish  # noqa: F401
from tests.bilingual.test_careful_segments import put_text
from tests.bilingual.test_traps import english, public
from tests.forms import get_form

PAST = "2020-01-01 10:00"


def form_of(pages: list[Page], **more: str) -> dict[str, str]:
    fields = {
        "name": "Tidsatt",
        "publish_at": PAST,
        "items-TOTAL_FORMS": str(len(pages)),
        "items-INITIAL_FORMS": "0",
        "items-MIN_NUM_FORMS": "1",
        "items-MAX_NUM_FORMS": "60",
    }
    for number, page in enumerate(pages):
        fields |= {
            f"items-{number}-page": str(page.pk),
            f"items-{number}-ORDER": str(number + 1),
            f"items-{number}-id": "",
        }
    return {**fields, **more}


def make(client: Client, pages: list[Page], **more: str) -> str:
    add = reverse("wagtailsnippets_bilingual_bundle:add")
    return client.post(add, form_of(pages, **more), follow=True).content.decode()


def change(client: Client, made: Bundle, **more: str) -> str:
    """Saves the bundle's form as it is, but for these fields."""
    url = reverse("wagtailsnippets_bilingual_bundle:edit", args=[made.pk])
    return client.post(url, {**get_form(client, url), **more}, follow=True).content.decode()


def run() -> str:
    """Runs the command; gives what it said."""
    said = StringIO()
    try:
        call_command("publish_bundles", stdout=said, stderr=said)
    except SystemExit:
        said.write("exit 1")
    return said.getvalue()


def due(made: Bundle, username: str = "godkannare") -> None:
    """As if this person had set a time that has come."""
    made.scheduled_by = User.objects.get(username=username)
    made.scheduled_at = timezone.now()
    made.publish_at = timezone.now() - dt.timedelta(minutes=1)
    made.save()


def test_who_may_not_publish_sets_no_time(log_in: Any, bundle: Bundle) -> None:  # noqa: F811
    coordinator, vision = log_in("samordnare"), swedish(VisionPage)
    assert "du får inte publicera" in make(coordinator, [vision])
    assert not Bundle.objects.exclude(pk=bundle.pk).exists()
    assert "du får inte publicera" in change(coordinator, bundle, publish_at=PAST)
    assert "0 bundles were due" in run()
    assert leads() == [(False, False)] * 4


def test_who_may_not_publish_adds_no_page_to_a_bundle_with_a_time(log_in: Any) -> None:
    coordinator = log_in("samordnare")
    activity = ActivityPage.objects.filter(locale__language_code="sv")[0]
    make(coordinator, [activity])
    made = Bundle.objects.get()
    assert made.scheduled_by == User.objects.get(username="samordnare")
    added = {
        "items-TOTAL_FORMS": "2",
        "items-1-page": str(swedish(VisionPage).pk),
        "items-1-ORDER": "2",
        "items-1-id": "",
    }
    assert "du får inte publicera" in change(coordinator, made, **added)
    assert made.items.count() == 1
    change(coordinator, made, **added, publish_at="")
    made = Bundle.objects.get()
    assert (made.items.count(), made.scheduled_by) == (2, None)


def test_the_right_is_looked_at_when_the_time_comes(log_in: Any, bundle: Bundle) -> None:  # noqa: F811
    change(log_in("godkannare"), bundle, publish_at=PAST)
    bundle.refresh_from_db()
    approver = User.objects.get(username="godkannare")
    assert bundle.scheduled_by == approver
    approver.groups.clear()
    assert "exit 1" in run()
    assert leads() == [(False, False)] * 4
    bundle.refresh_from_db()
    assert "godkannare får inte publicera" in bundle.failure
    approver.groups.add(Group.objects.get(name="Godkännare"))
    assert "8 pages published" in run()
    assert leads() == [(True, True)] * 4


def test_a_time_that_nobody_answers_for_is_not_obeyed(bundle: Bundle) -> None:  # noqa: F811
    bundle.publish_at = timezone.now() - dt.timedelta(minutes=1)
    bundle.save()
    assert "exit 1" in run()
    assert leads() == [(False, False)] * 4


@pytest.mark.parametrize("username", ["skribent", "oversattare"])
def test_what_somebody_changes_after_the_time_was_set_is_looked_at(
    log_in: Any,
    bundle: Bundle,  # noqa: F811
    username: str,
) -> None:
    due(bundle)
    vision = swedish(VisionPage)
    if username == "skribent":
        url = reverse("wagtailadmin_pages:edit", args=[vision.pk])
        client = log_in(username)
        client.post(url, {**get_form(client, url), "vision": "Smyger ut."})
    else:
        put_text(log_in(username), vision, "vision", "Slips out.")
    assert "exit 1" in run()
    assert leads() == [(False, False)] * 4
    bundle.refresh_from_db()
    assert f"ändrades av {username}" in bundle.failure


def test_a_page_without_a_revision_is_published(admin: Client) -> None:
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    page = NewsPage(title="Utan", slug="utan", locale=index.locale, live=False)
    index.add_child(instance=page)
    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    admin.post(submit, {"locales": [english(index).locale_id]})
    put_text(admin, page, "title", "Without")
    assert page.get_latest_revision() is None
    made = Bundle.objects.create(name="En")
    BundleItem.objects.create(bundle=made, page=page)
    assert "2 sidor publicerades" in press(admin, made)
    assert NewsPage.objects.get(pk=page.pk).live
    assert "Without" in public(english(page))


def test_an_english_page_without_a_revision_too(admin: Client, bundle: Bundle) -> None:  # noqa: F811
    page = english(swedish(VisionPage))
    translation = Translation.objects.get(source__object_id=page.translation_key)
    admin.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]), {})
    Page.objects.filter(pk=page.pk).update(latest_revision=None, live_revision=None)
    page.revisions.all().delete()
    assert "8 sidor publicerades" in press(admin, bundle)


def test_one_bad_bundle_does_not_stop_the_next(bundle: Bundle) -> None:  # noqa: F811
    """The first one's page has a draft that no code can read."""
    bad = Bundle.objects.create(name="Trasigt")
    page = NewsPage.objects.filter(locale__language_code="sv")[0]
    BundleItem.objects.create(bundle=bad, page=page)
    revision = page.save_revision()
    revision.content["body"] = "{"
    revision.content["event_at"] = 3
    revision.content["published_on"] = {"no": "date"}
    revision.save()
    due(bad)
    Bundle.objects.filter(pk=bad.pk).update(publish_at=timezone.now() - dt.timedelta(days=1))
    due(bundle)
    said = run()
    assert "Trasigt: not published" in said
    assert "8 pages published" in said
    assert leads() == [(True, True)] * 4
    bad.refresh_from_db()
    assert bad.failure


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_with_a_time_of_its_own_waits_for_it_in_no_bundle(
    admin: Client,
    bundle: Bundle,  # noqa: F811
    language: str,
) -> None:
    page = swedish(VisionPage)
    page = page if language == "sv" else english(page)
    edited = page.get_latest_revision_as_object()
    edited.go_live_at = timezone.now() + dt.timedelta(days=5)
    edited.save_revision()
    told = press(admin, bundle)
    assert "Ingenting publicerades" in told
    assert "en egen tid" in told
    assert leads() == [(False, False)] * 4


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_that_somebody_else_has_locked_is_not_published(
    admin: Client,
    log_in: Any,
    bundle: Bundle,  # noqa: F811
    language: str,
) -> None:
    page = swedish(MethodPage)
    page = page if language == "sv" else english(page)
    admin.post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    assert "är låst" in press(log_in("godkannare"), bundle)
    assert leads() == [(False, False)] * 4
    press(admin, bundle)
    assert leads() == [(True, True)] * 4


def test_an_approval_that_is_under_way_ends_and_it_is_said(
    log_in: Any,
    bundle: Bundle,  # noqa: F811
) -> None:
    page = swedish(PolicyPage)
    writer, approver = log_in("skribent"), log_in("godkannare")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    writer.post(url, {**get_form(writer, url), "action-submit": "action-submit"})
    assert PolicyPage.objects.get(pk=page.pk).workflow_in_progress
    shown = approver.get(reverse("bundle", args=[bundle.pk])).content.decode()
    assert "väntar på godkännande" in shown
    assert "väntar på godkännande" in press(approver, bundle)
    assert leads() == [(True, True)] * 4
    assert not PolicyPage.objects.get(pk=page.pk).workflow_in_progress


def test_a_page_that_awaits_others_is_not_published_past_them(
    log_in: Any,
    bundle: Bundle,  # noqa: F811
) -> None:
    """Somebody who may publish it, but is none of those who approve."""
    writer, coordinator = log_in("skribent"), log_in("samordnare")
    bundle.items.all().delete()
    page = ActivityPage.objects.filter(locale__language_code="sv")[0]
    BundleItem.objects.create(bundle=bundle, page=page)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    changes = {"introduction": "Smyger ut.", "action-submit": "action-submit"}
    writer.post(url, {**get_form(writer, url), **changes})
    assert ActivityPage.objects.get(pk=page.pk).workflow_in_progress
    assert "är låst" in press(coordinator, bundle)
    assert "Smyger ut." not in public(page)
