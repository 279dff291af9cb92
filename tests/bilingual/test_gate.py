"""The publishing gate: in plain words, on every way by which an editor publishes."""

import json
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from bilingual.gate import findings
from bilingual.models import Term
from home.models import NewsIndexPage, NewsPage, StandardPage
from tests.bilingual.test_on_purpose import fill, page, text  # noqa: F401
from tests.bilingual.test_traps import english, press_publish, public
from tests.forms import get_form

pytestmark = pytest.mark.any_database


def draft(html: str) -> NewsPage:
    """News that is not published yet, with this text."""
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    found = NewsPage(title="Ny nyhet", slug="ny-nyhet", locale=index.locale)
    found.body = json.dumps([{"type": "text", "value": html}])
    index.add_child(instance=found)
    found.live = False
    found.save()
    found.save_revision()
    return found


def stream(html: str) -> dict[str, str]:
    """The form fields of one block of text, as the editor sends them."""
    state = {
        "blocks": [
            {"key": "a", "text": html, "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
             "entityRanges": [{"key": 0, "offset": 0, "length": len(html)}], "data": {}}
        ],
        "entityMap": {
            "0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://example.org/"}}
        },
    }  # fmt: skip
    return {
        "body-count": "1",
        "body-0-type": "text",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "",
        "body-0-value": json.dumps(state),
    }


def publish_form(client: Client, target: NewsPage, **fields: str) -> Any:
    url = reverse("wagtailadmin_pages:edit", args=[target.pk])
    data = {**get_form(client, url), **fields, "action-publish": "action-publish"}
    return client.post(url, data, follow=True)


def test_a_link_called_here_is_told_and_can_be_overridden_with_a_reason(admin: Client) -> None:
    target = draft("")
    reply = publish_form(admin, target, **stream("här"))
    html = reply.content.decode()
    assert reply.status_code == 409
    assert "Länken ”här” säger inte vart den leder" in html
    target.refresh_from_db()
    assert not target.live
    assert "här" in str(target.get_latest_revision_as_object().body)

    anyway = reverse("publish_anyway", args=[target.pk])
    assert admin.post(anyway, {"reason": ""}).status_code == 409
    assert admin.post(anyway, {"reason": "Citat"}).status_code == 302
    assert "här" in public(target)
    entry = PageLogEntry.objects.get(page=target, action="bilingual.published_anyway")
    assert entry.data["reason"] == "Citat"
    assert "säger inte vart" in entry.data["findings"][0]


def test_a_good_page_meets_no_gate(admin: Client) -> None:
    target = draft("")
    assert publish_form(admin, target, **stream("Så ansöker du")).status_code == 200
    target.refresh_from_db()
    assert target.live


@pytest.mark.parametrize(
    ("html", "blocking"),
    [
        ('<p><a linktype="page" id="999999">Vår vision</a></p>', True),
        ('<p><a linktype="document" id="999999">Rapporten</a></p>', True),
        ('<p><a href="/finns-inte/">En sida</a></p>', True),
        ('<p><a href="/nyheter/">Nyheterna</a></p>', None),
        ('<p><a href="/en/news/">The news</a></p>', None),
        ('<p><a href="https://example.org/">Någon annans sida</a></p>', None),
        ('<p><a href="https://example.org/">Läs mer</a></p>', False),
        ('<p><a href="https://example.org/">Click here</a></p>', False),
        ("<p>Ingen länk här</p>", None),
    ],
)
def test_what_blocks_and_what_does_not(html: str, blocking: bool | None) -> None:
    found = findings(draft(html))
    assert [finding.blocking for finding in found] == ([] if blocking is None else [blocking])


def test_what_blocks_cannot_be_overridden(admin: Client) -> None:
    target = draft('<p><a linktype="page" id="999999">Vår vision</a></p>')
    anyway = reverse("publish_anyway", args=[target.pk])
    assert admin.post(anyway, {"reason": "Ändå"}).status_code == 409
    target.refresh_from_db()
    assert not target.live


def test_who_may_not_publish_overrides_nothing(log_in: Any) -> None:
    target = draft("<p>Bra text</p>")
    anyway = reverse("publish_anyway", args=[target.pk])
    log_in("skribent").post(anyway, {"reason": "Ändå"})
    target.refresh_from_db()
    assert not target.live


def test_the_whole_demo_site_would_pass() -> None:
    for target in [*StandardPage.objects.all(), *NewsPage.objects.all()]:
        assert findings(target) == [], target


def test_many_at_once_all_or_none(admin: Client) -> None:
    bad = draft('<p><a href="https://example.org/">här</a></p>')
    good = NewsPage.objects.filter(locale__language_code="sv").exclude(pk=bad.pk).first()
    assert good is not None
    good.unpublish()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    told = admin.post(f"{url}?id={good.pk}&id={bad.pk}", {"next": "/admin/"}, follow=True)
    assert "Ingenting publicerades" in told.content.decode()
    good.refresh_from_db()
    assert not good.live


def test_what_was_done_with_many_is_said_in_swedish(admin: Client) -> None:
    good = NewsPage.objects.filter(locale__language_code="sv").first()
    assert good is not None
    for action, words in (
        ("unpublish", "1 sida har avpublicerats"),
        ("publish", "1 sida har publicerats"),
        ("delete", "1 sida har tagits bort"),
    ):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        told = admin.post(f"{url}?id={good.pk}", {"next": "/admin/"}, follow=True)
        assert words in told.content.decode()


def test_swedish_does_not_go_live_in_english_by_bulk(admin: Client) -> None:
    """“Publish” in the list of pages published the fallback that wagtail-localize saves."""
    target = draft("<p>En helt svensk text.</p>")
    target.save_revision().publish()
    submit = reverse("wagtail_localize:submit_page_translation", args=[target.pk])
    admin.post(submit, {"locales": [english(NewsIndexPage.objects.get(slug="nyheter")).locale_id]})
    translated = english(target)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    told = admin.post(f"{url}?id={translated.pk}", {"next": "/admin/"}, follow=True)
    assert "fortfarande på svenska" in told.content.decode()
    assert not english(target).live

    # With the translation switched off, the page has a form of its own.
    translation = Translation.objects.get(source__object_id=target.translation_key)
    admin.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]), {})
    assert publish_form(admin, translated).status_code == 409
    assert not english(target).live


def test_approval_meets_the_gate_and_a_comment_is_a_reason(admin: Client, log_in: Any) -> None:
    target = draft('<p><a href="https://example.org/">här</a></p>')
    workflow = target.get_workflow()
    from django.contrib.auth.models import User

    workflow.start(target, User.objects.get(username="skribent"))
    state = target.current_workflow_task_state
    approver = log_in("godkannare")
    url = reverse("wagtailadmin_pages:workflow_action", args=[target.pk, "approve", state.pk])
    told = approver.post(url, {"comment": ""}, follow=True).content.decode()
    assert "Inte godkänd" in told
    target.refresh_from_db()
    assert not target.live
    approver.post(url, {"comment": "Det är ett citat."})
    target.refresh_from_db()
    assert target.live


def test_a_forbidden_word_is_told_when_english_is_published(
    admin: Client,
    page: StandardPage,  # noqa: F811
    django_capture_on_commit_callbacks: Any,
) -> None:
    Term.objects.all().delete()
    Term.objects.create(swedish="vänort", english="twin town")
    Term.objects.create(swedish="vänort", english="sister city", status="forbidden")
    fill(page, [text("<p>Våra vänorter.</p>")], {"Våra vänorter.": "Our sister city friends."})
    with django_capture_on_commit_callbacks(execute=True):
        told = press_publish(admin, english(page))
    assert "”sister city” är förbjudet för ”vänort”: skriv twin town" in told


def test_what_a_machine_translated_is_read_before_it_is_public(
    admin: Client,
    page: StandardPage,  # noqa: F811
    django_capture_on_commit_callbacks: Any,
) -> None:
    fill(page, [text("<p>En text.</p>")], {"En text.": "A text."})
    page.introduction = "En ny svensk ingress."
    page.save_revision().publish()
    translation = Translation.objects.get(source__object_id=page.translation_key)
    dummy = {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"}
    machine = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[english(page).pk])
    assert admin.post(machine, {}).status_code in (302, 404)
    assert not StringTranslation.objects.filter(translation_type="machine").exists()
    with override_settings(WAGTAILLOCALIZE_MACHINE_TRANSLATOR=dummy):
        assert admin.get(edit).status_code == 200
        admin.post(machine, {})
        assert StringTranslation.objects.filter(translation_type="machine").exists()
        with django_capture_on_commit_callbacks(execute=True):
            told = press_publish(admin, english(page))
    assert "översattes av en maskin" in told
    assert "ssergni" not in public(english(page))
    segment = StringSegment.objects.get(source=translation.source, context__path="introduction")
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    admin.put(url, "value=A+new+lead.", content_type="application/x-www-form-urlencoded")
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(admin, english(page))
    assert "A new lead." in public(english(page))
