"""Composing an issue: subject and preview text with their lengths, and how it is previewed."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from newsletter.models import NewsletterIssuePage
from tests.bilingual.translating import the_translation
from tests.forms import get_form

pytestmark = pytest.mark.any_database

MODES = ("", "mail", "mail-dark", "mail-no-images", "text")
NEW = "Ett ämne som ingen har sparat"


def issue_in(language: str) -> Any:
    return NewsletterIssuePage.objects.get(locale__language_code=language)


@pytest.fixture
def editor(log_in: Any) -> Client:
    return log_in("nyhetsbrev")


def test_subject_and_preview_text_say_how_much_is_shown(editor: Client) -> None:
    issue = issue_in("sv")
    address = reverse("wagtailadmin_pages:edit", args=[issue.pk])
    page = BeautifulSoup(editor.get(address).content, "html.parser")
    for name, shown in (("subject", "60"), ("preview_text", "90")):
        field = page.select_one(f"input[name={name}]")
        assert field is not None
        assert field["value"] == getattr(issue, name)
        assert (field["data-counted"], field["maxlength"]) == (shown, "150")
        assert field["data-counted-text"] == "Längd: {length} tecken; omkring {shown} visas."
        helped = page.find(id=str(field["aria-describedby"]).split()[0])
        assert helped is not None
        assert f"omkring {shown} tecken" in helped.get_text()
    assert page.select("script[src*='newsletter/counted_field.js']")
    fields = {**get_form(editor, address), "subject": "x" * 151}
    assert editor.post(address, fields).status_code == 200, "the form again"
    fields |= {"subject": NEW, "preview_text": ""}
    assert editor.post(address, fields).status_code == 302
    draft = issue_in("sv").get_latest_revision_as_object()
    assert (draft.subject, draft.preview_text) == (NEW, "")


def test_what_is_written_is_previewed_as_each_reader_gets_it(editor: Client) -> None:
    issue = issue_in("sv")
    edit = reverse("wagtailadmin_pages:edit", args=[issue.pk])
    form = editor.get(edit).content.decode()
    page = BeautifulSoup(form, "html.parser")
    (modes,) = page.select("select:has(option[value=mail-dark])")
    assert [option["value"] for option in modes.select("option")] == list(MODES)
    widths = [str(size["data-device-width"]) for size in page.select("[data-device-width]")]
    assert widths == ["320", "600", "1280"]
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[issue.pk])
    fields = {**get_form(editor, edit), "title": "Nytt nummer", "subject": NEW}
    assert editor.post(preview, fields).json()["is_valid"]
    shown = {mode: editor.get(preview, {"mode": mode}) for mode in MODES}
    for answer in shown.values():
        assert answer.status_code == 200
        assert "Nytt nummer" in answer.content.decode()
    mail, dark = (shown[mode].content.decode() for mode in ("mail", "mail-dark"))
    assert "@media (max-width: 0)" in mail
    assert "@media (min-width: 0)" in dark
    assert "prefers-color-scheme: dark" not in mail + dark
    policies = {mode: answer.headers["Content-Security-Policy"] for mode, answer in shown.items()}
    assert "style-src 'self' 'unsafe-inline'" in policies["mail"]
    assert "img-src 'self' data:" in policies["mail"]
    assert "img-src 'none'" in policies["mail-no-images"]
    assert "unsafe-inline" not in policies[""]
    assert shown["text"].headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "<h1" not in shown["text"].content.decode()


def test_a_new_issue_is_previewed_before_it_is_saved(editor: Client) -> None:
    index = issue_in("sv").get_parent()
    arguments = ["newsletter", "newsletterissuepage", index.pk]
    add = reverse("wagtailadmin_pages:add", args=arguments)
    preview = reverse("wagtailadmin_pages:preview_on_add", args=arguments)
    fields = {**get_form(editor, add), "title": "Ofött", "slug": "ofott", "number": "7"}
    fields["issue_date"] = "2026-12-01"
    assert editor.post(preview, fields).json()["is_valid"]
    for mode in MODES:
        assert "Ofött" in editor.get(preview, {"mode": mode}).content.decode()


def test_the_translator_previews_the_english_mail(log_in: Any) -> None:
    translation = the_translation(issue_in("sv"))
    client = log_in("oversattare")
    edit = reverse("wagtailadmin_pages:edit", args=[issue_in("en").pk])
    editor = client.get(edit).content.decode()
    for mode in MODES[1:]:
        address = reverse("wagtail_localize:preview_translation", args=[translation.pk, mode])
        assert address in editor
        answer = client.get(address)
        assert answer.status_code == 200
        assert "The action plan on the web" in answer.content.decode()
        assert answer.headers["Content-Language"] == "en"
    assert "Read this issue on the web" in answer.content.decode()
