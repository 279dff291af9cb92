"""What an editor decides about a page's languages: same meaning, Swedish only, English only."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageLogEntry
from wagtail_localize.models import Translation

from bilingual.models import SwedishOnly
from bilingual.overview import totals
from bilingual.staleness import missing_texts
from home.models import NewsIndexPage, NewsPage, StandardPage
from policy.models import VisionPage
from tests.bilingual.test_staleness import NOTE, state_of, the_vision
from tests.bilingual.test_traps import english, public, publish

pytestmark = pytest.mark.any_database


def screen(page: Page) -> str:
    return reverse("page_languages", args=[page.pk])


def new_page() -> NewsPage:
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    page = NewsPage(title="Bara för svenskar", slug="bara", locale=index.locale)
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


def misspelt(client: Client) -> VisionPage:
    vision = the_vision()
    publish(client, vision, vision=vision.vision.replace("fred", "fredh", 1))
    return the_vision()


def test_the_screen_shows_which_words_changed(admin: Client) -> None:
    vision = misspelt(admin)
    html = admin.get(screen(vision)).content.decode()
    assert "1 text har ändrats sedan översättningen" in html
    assert "fredh" in html
    assert html.index("fred") < html.index("fredh")


def test_the_editor_is_told_at_once_with_a_link(admin: Client) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[the_vision().pk])
    misspelt(admin)
    html = admin.get(url).content.decode()
    assert "Engelska är inte längre aktuell: 1 text har ändrats." in html
    assert screen(the_vision()) in html


def test_a_spelling_that_leaves_the_meaning_shows_no_note_and_loses_no_translation(
    admin: Client,
) -> None:
    vision = misspelt(admin)
    assert NOTE in public(english(vision))
    reply = admin.post(screen(vision), {"action": "minor", "reason": "Stavfel"}, follow=True)
    assert "Engelska är aktuell" in reply.content.decode()
    assert NOTE not in public(english(vision))
    state = state_of(vision)
    assert (state.stale_since, state.changed_segments) == (None, 0)
    assert state.source_published_at == vision.last_published_at
    translation = Translation.objects.get(source__object_id=vision.translation_key)
    assert missing_texts(translation) == []
    entry = PageLogEntry.objects.get(page=vision, action="bilingual.minor")
    assert entry.data["reason"] == "Stavfel"
    assert entry.user.username == "admin"
    history = admin.get(reverse("wagtailadmin_pages:history", args=[vision.pk])).content.decode()
    assert "Betydelsen oförändrad: Stavfel" in history


def test_a_later_change_counts_again(admin: Client) -> None:
    vision = misspelt(admin)
    admin.post(screen(vision), {"action": "minor", "reason": "Stavfel"})
    publish(admin, vision, vision="Något helt annat.")
    assert NOTE in public(english(vision))


def test_without_a_reason_nothing_is_decided(admin: Client) -> None:
    vision = misspelt(admin)
    reply = admin.post(screen(vision), {"action": "minor", "reason": " "})
    assert reply.status_code == 400
    assert "utan motivering ändrades ingenting" in reply.content.decode()
    assert NOTE in public(english(vision))


@pytest.mark.parametrize("action", ["", "x", "minor' --"])
def test_nonsense_is_refused(admin: Client, action: str) -> None:
    assert admin.post(screen(the_vision()), {"action": action, "reason": "x"}).status_code == 400
    assert admin.get(reverse("page_languages", args=[999999])).status_code == 404
    assert admin.get(reverse("page_languages", args=[english(the_vision()).pk])).status_code == 404


def test_who_may_not_publish_takes_no_note_away(admin: Client, log_in: Any) -> None:
    vision = misspelt(admin)
    log_in("skribent").post(screen(vision), {"action": "minor", "reason": "x"})
    log_in("oversattare").post(screen(vision), {"action": "minor", "reason": "x"})
    assert NOTE in public(english(vision))


def test_swedish_only_with_a_reason_counts_as_nothing_missing(admin: Client) -> None:
    page = new_page()
    assert totals().percent_current < 100
    decision = {"action": "swedish-only", "reason": "Gäller bara Sverige"}
    admin.post(screen(page), decision)
    assert totals().percent_current == 100
    assert totals().counts["swedish-only"] == 1
    told = admin.get(reverse("language_report"), {"export": "csv", "state": "swedish-only"})
    text = b"".join(told.streaming_content).decode()  # type: ignore[attr-defined]
    assert "Gäller bara Sverige" in text

    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    locale = Locale.objects.get(language_code="en")
    told = admin.post(submit, {"locales": [locale.pk]}, follow=True).content.decode()
    assert "Gäller bara Sverige" in told
    assert not page.get_translations().exists()

    admin.post(screen(page), {"action": "translate-after-all"})
    assert not SwedishOnly.objects.exists()
    assert admin.post(submit, {"locales": [locale.pk]}).status_code == 302
    assert page.get_translations().exists()


def test_a_page_that_is_public_in_english_is_not_swedish_only(admin: Client) -> None:
    told = admin.post(
        screen(the_vision()), {"action": "swedish-only", "reason": "x"}, follow=True
    ).content.decode()
    assert "publicerad på engelska" in told
    assert not SwedishOnly.objects.exists()


def test_news_may_be_in_english_alone_and_is_seen_as_that(admin: Client) -> None:
    index = NewsIndexPage.objects.get(locale__language_code="en")
    add = reverse("wagtailadmin_pages:add", args=["home", "newspage", index.pk])
    assert admin.get(add).status_code == 200
    page = NewsPage(title="For partners", slug="for-partners", locale=index.locale)
    index.add_child(instance=page)
    page.save_revision().publish()
    assert totals().counts["english-only"] == 1
    assert totals().percent_current == 100
    html = Client().get(page.url).content.decode()
    assert "Not yet in Swedish" in html
    assert 'hreflang="sv"' not in html
    listed = admin.get(reverse("language_report"), {"state": "english-only"}).content.decode()
    assert "For partners" in listed


def test_other_pages_are_written_in_swedish_first(admin: Client) -> None:
    home = Page.objects.get(depth=2, locale__language_code="en")
    add = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    told = admin.get(add, follow=True).content.decode()
    assert "på svenska först" in told
    page = StandardPage.objects.filter(locale__language_code="en").first()
    assert page is not None
    copy = reverse("wagtailadmin_pages:copy", args=[page.pk])
    assert "på svenska först" in admin.get(copy, follow=True).content.decode()


def test_the_state_stands_in_the_explorer_and_beside_the_form(admin: Client) -> None:
    vision = misspelt(admin)
    parent = reverse("wagtailadmin_explore", args=[vision.get_parent().pk])
    assert "Ändrad sedan (1)" in admin.get(parent).content.decode()
    html = admin.get(reverse("wagtailadmin_pages:edit", args=[vision.pk])).content.decode()
    assert "Visa sidans språk" in html
    assert "Ändrad sedan (1)" in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"section": "nyheter"}, False),
        ({"section": "internationell-policy"}, True),
        ({"age": "7"}, False),
        ({"state": "stale"}, True),
    ],
)
def test_the_report_is_filtered(admin: Client, query: dict[str, str], found: bool) -> None:
    misspelt(admin)
    if "section" in query:
        section = Page.objects.get(slug=query["section"], locale__language_code="sv", depth=3)
        query = {"section": str(section.pk)}
    html = admin.get(reverse("language_report_results"), query).content.decode()
    assert ("Sammanfattande vision" in html) is found


def test_both_languages_stand_side_by_side(admin: Client, log_in: Any) -> None:
    url = reverse("language_comparison", args=[the_vision().pk])
    html = admin.get(url).content.decode()
    assert "Sammanfattande vision" in html
    assert "promotes peace, democracy" in html
    assert log_in("oversattare").get(url).status_code == 200
    assert Client().get(url).status_code == 302
