"""A set of pages in both languages: reviewed, previewed by a link, published all or none."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from bilingual.bundles import SALT, link_token
from bilingual.models import Bundle, BundleItem
from policy.models import BackgroundPage, MethodPage, PolicyPage, VisionPage
from tests.bilingual.test_traps import english, press_publish, public

TYPES = (PolicyPage, VisionPage, MethodPage, BackgroundPage)


def swedish(model: Any) -> Any:
    return model.objects.get(locale__language_code="sv")


def draft(page: Any, words: str) -> None:
    page.introduction = words
    page.save_revision()


def translate(client: Client, page: Any, words: str, english_words: str) -> None:
    """Sends the draft's texts to the translator, and translates its lead."""
    client.post(reverse("page_languages", args=[page.pk]), {"action": "send-draft"})
    segment = StringSegment.objects.get(
        source__object_id=page.translation_key, context__path="introduction"
    )
    assert segment.string.data == words
    translation = Translation.objects.get(source__object_id=page.translation_key)
    StringTranslation.objects.create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        data=english_words,
    )


@pytest.fixture
def bundle(admin: Client) -> Bundle:
    """A policy with its vision, method and background, all with a new lead in both languages."""
    made = Bundle.objects.create(name="Ny policy")
    for number, model in enumerate(TYPES):
        page = swedish(model)
        BundleItem.objects.create(bundle=made, page=page, sort_order=number)
        draft(page, f"Ny ingress {number}.")
        translate(admin, page, f"Ny ingress {number}.", f"New lead {number}.")
    return made


def leads() -> list[tuple[bool, bool]]:
    """For each page, whether its new lead is public in Swedish and in English."""
    return [
        (
            f"Ny ingress {number}." in public(swedish(model)),
            f"New lead {number}." in public(english(swedish(model))),
        )
        for number, model in enumerate(TYPES)
    ]


def press(client: Client, bundle: Bundle) -> str:
    url = reverse("bundle", args=[bundle.pk])
    return client.post(url, follow=True).content.decode()


def test_a_draft_reaches_the_translator_and_nothing_is_public(bundle: Bundle) -> None:
    assert leads() == [(False, False)] * 4


def test_all_pages_become_public_in_both_languages(admin: Client, bundle: Bundle) -> None:
    assert "8 sidor publicerades" in press(admin, bundle)
    assert leads() == [(True, True)] * 4
    for model in TYPES:
        assert "The Swedish original has changed" not in public(english(swedish(model)))
    bundle.refresh_from_db()
    assert bundle.published_at is not None


def test_with_one_untranslated_page_none_changes(admin: Client, bundle: Bundle) -> None:
    StringTranslation.objects.filter(data="New lead 3.").delete()
    told = press(admin, bundle)
    assert "Ingenting publicerades" in told
    assert "Engelska saknar 1 text av utkastet" in told
    assert leads() == [(False, False)] * 4


def test_with_one_invalid_page_none_changes(admin: Client, bundle: Bundle) -> None:
    revision = swedish(BackgroundPage).get_latest_revision()
    revision.content["title"] = ""
    revision.save()
    assert "Ingenting publicerades" in press(admin, bundle)
    assert leads() == [(False, False)] * 4


def test_what_fails_in_the_middle_undoes_the_rest(
    admin: Client, bundle: Bundle, monkeypatch: Any
) -> None:
    """The last English page's address is taken: seen only when it is written."""
    page = english(swedish(BackgroundPage))
    other = english(swedish(MethodPage))
    assert page.get_parent() == other.get_parent()
    StringTranslation.objects.filter(context__path="slug", data=page.slug).update(data=other.slug)
    assert "Ingenting publicerades" in press(admin, bundle)
    assert leads() == [(False, False)] * 4


def test_english_is_not_public_before_its_swedish(
    admin: Client, bundle: Bundle, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        told = press_publish(admin, english(swedish(VisionPage)))
    assert "ett svenskt utkast" in told
    assert leads() == [(False, False)] * 4


def test_a_fact_reaches_english_that_is_no_longer_translated(admin: Client, bundle: Bundle) -> None:
    """The English draft that the bundle publishes is the one that has the fact already."""
    page = swedish(VisionPage)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    admin.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]), {})
    edited = page.get_latest_revision_as_object()
    edited.show_in_menus = not page.show_in_menus
    edited.save_revision()
    assert "8 sidor publicerades" in press(admin, bundle)
    assert swedish(VisionPage).show_in_menus is not page.show_in_menus
    assert english(page).show_in_menus is not page.show_in_menus


def test_only_who_may_publish_all_of_it_publishes(log_in: Any, bundle: Bundle) -> None:
    for user in ("skribent", "oversattare", "samordnare"):
        log_in(user).post(reverse("bundle", args=[bundle.pk]))
    assert leads() == [(False, False)] * 4
    press(log_in("godkannare"), bundle)
    assert leads() == [(True, True)] * 4


def test_the_link_shows_the_drafts_to_whoever_has_it(bundle: Bundle) -> None:
    reader, token = Client(), link_token(bundle)
    listed = reader.get(reverse("bundle_preview", args=[token]))
    assert listed.status_code == 200
    assert listed.headers["X-Robots-Tag"] == "noindex, nofollow"
    page = swedish(PolicyPage)
    shown = reader.get(reverse("bundle_preview_page", args=[token, page.pk]))
    assert "Ny ingress 0." in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    translated = reader.get(reverse("bundle_preview_page", args=[token, english(page).pk]))
    assert '<html lang="en"' in translated.content.decode()
    assert "New lead 0." in translated.content.decode()


def test_the_link_expires_and_cannot_be_forged(bundle: Bundle, monkeypatch: Any) -> None:
    token = link_token(bundle)
    outside = Page.objects.get(slug="nyheter")
    refused = [
        reverse("bundle_preview", args=["x"]),
        reverse("bundle_preview", args=[token[:-1] + "x"]),
        reverse("bundle_preview", args=[signing.dumps(bundle.pk, salt="other")]),
        reverse("bundle_preview", args=[signing.dumps(999999, salt=SALT)]),
        reverse("bundle_preview_page", args=[token, outside.pk]),
        reverse("bundle_preview_page", args=["x", swedish(PolicyPage).pk]),
    ]
    for address in refused:
        assert Client().get(address).status_code == 404, address
    monkeypatch.setattr("bilingual.bundles.LINK_SECONDS", -1)
    assert Client().get(reverse("bundle_preview", args=[token])).status_code == 404


def test_a_bundle_is_published_at_its_time(bundle: Bundle) -> None:
    bundle.scheduled_by = User.objects.get(username="godkannare")
    bundle.scheduled_at = timezone.now()
    bundle.publish_at = timezone.now() + dt.timedelta(hours=1)
    bundle.save()
    call_command("publish_bundles", stdout=StringIO())
    assert leads() == [(False, False)] * 4
    bundle.publish_at = timezone.now() - dt.timedelta(minutes=1)
    bundle.save()
    said = StringIO()
    call_command("publish_bundles", stdout=said)
    assert "8 pages published" in said.getvalue()
    assert leads() == [(True, True)] * 4
    again = StringIO()
    call_command("publish_bundles", stdout=again)
    assert "0 bundles were due" in again.getvalue()


def test_a_scheduled_bundle_that_is_not_ready_says_so(admin: Client, bundle: Bundle) -> None:
    StringTranslation.objects.filter(data="New lead 0.").delete()
    bundle.scheduled_by = User.objects.get(username="godkannare")
    bundle.scheduled_at = timezone.now()
    bundle.publish_at = timezone.now() - dt.timedelta(minutes=1)
    bundle.save()
    with pytest.raises(SystemExit):
        call_command("publish_bundles", stdout=StringIO(), stderr=StringIO())
    assert leads() == [(False, False)] * 4
    html = admin.get(reverse("bundle", args=[bundle.pk])).content.decode()
    assert "kunde inte publiceras" in html


def test_a_bundle_is_made_in_the_editor(admin: Client) -> None:
    add = reverse("wagtailsnippets_bilingual_bundle:add")
    assert admin.get(add).status_code == 200
    fields = {
        "name": "Två sidor",
        "publish_at": "",
        "items-TOTAL_FORMS": "2",
        "items-INITIAL_FORMS": "0",
        "items-MIN_NUM_FORMS": "1",
        "items-MAX_NUM_FORMS": "60",
    }
    for number, model in enumerate(TYPES[:2]):
        fields |= {
            f"items-{number}-page": str(swedish(model).pk),
            f"items-{number}-ORDER": str(number + 1),
            f"items-{number}-id": "",
        }
    told = admin.post(add, fields, follow=True).content.decode()
    assert Bundle.objects.get().items.count() == 2
    assert "Publicera alla sidor" in told
    listed = admin.get(reverse("wagtailsnippets_bilingual_bundle:list")).content.decode()
    assert "Granska och publicera" in listed
