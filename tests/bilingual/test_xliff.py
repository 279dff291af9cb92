"""XLIFF 2.1 for agencies: out, in again, and what is not right."""

from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from bilingual.xliff import NAMESPACE
from home.models import StandardPage
from tests.bilingual.test_on_purpose import OLD, fill, linking, page  # noqa: F401
from tests.bilingual.test_traps import english

pytestmark = pytest.mark.any_database


@pytest.fixture
def translation(page: StandardPage) -> Translation:  # noqa: F811
    fill(page, [linking(OLD)], {'<a id="a1">Mer</a>': '<a id="a1">More</a>'})
    return Translation.objects.get(source__object_id=page.translation_key)


def download(client: Client, translation: Translation) -> bytes:
    response = client.get(reverse("xliff_download", args=[translation.pk]))
    assert response.headers["Content-Type"] == "application/xliff+xml"
    return response.content


def upload(client: Client, translation: Translation, content: bytes) -> str:
    file = BytesIO(content)
    file.name = "page.xlf"
    url = reverse("xliff_upload", args=[translation.pk])
    return client.post(url, {"file": file}, follow=True).content.decode()


def test_the_file_is_xliff_with_inline_codes(admin: Client, translation: Translation) -> None:
    root = ElementTree.fromstring(download(admin, translation))
    assert root.tag == f"{{{NAMESPACE}}}xliff"
    assert root.attrib == {"version": "2.1", "srcLang": "sv", "trgLang": "en"}
    link = root.find(f".//{{{NAMESPACE}}}target/{{{NAMESPACE}}}pc")
    assert link is not None
    assert (link.get("id"), link.get("subType"), link.text) == ("a1", "html:a", "More")


def test_what_was_translated_comes_in_and_nothing_is_published(
    log_in: Any, admin: Client, translation: Translation
) -> None:
    content = download(admin, translation).replace(b">More<", ">Läs & lär<".encode())
    told = upload(log_in("oversattare"), translation, content.replace(b" & ", b" &amp; "))
    assert "1 text togs över" in told
    assert StringTranslation.objects.filter(data='<a id="a1">Läs &amp; lär</a>').exists()
    assert "Läs & lär" not in str(english(translation.source.get_source_instance()).body)
    assert "0 texter togs över" in upload(admin, translation, download(admin, translation))


def bomb(content: bytes) -> bytes:
    return content.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>', 1)


def encoded(name: bytes) -> Any:
    return lambda content: content.replace(b"encoding='utf-8'", b"encoding='" + name + b"'", 1)


def nested(content: bytes) -> bytes:
    deep = b'<pc id="c">' * 4000 + b"More" + b"</pc>" * 4000
    return content.replace(b">More<", b">" + deep + b"<")


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (lambda content: b"", "skadad"),
        (lambda content: content[:-30], "skadad"),
        (bomb, "skadad"),
        (lambda content: b"<html/>", "inte en XLIFF 2-fil"),
        (lambda content: content.replace(b'id="t', b'id="tx'), "en annan sida"),
        (lambda content: content.replace(b'id="a1"', b'id="a9"', 2), "utel"),
        (encoded(b"foo"), "skadad"),
        (encoded(b"base64"), "skadad"),
        (encoded(b"punycode"), "skadad"),
        (nested, "skadad"),
        (lambda content: content.replace(b'"html:a">More', b'"html:script">More'), "Koderna"),
    ],
)
def test_a_bad_file_changes_nothing(
    admin: Client, translation: Translation, broken: Any, told: str
) -> None:
    before = set(StringTranslation.objects.values_list("pk", "data"))
    html = upload(admin, translation, broken(download(admin, translation)))
    assert told.lower() in html.lower()
    assert set(StringTranslation.objects.values_list("pk", "data")) == before


def test_a_text_that_its_field_cannot_take_is_told(admin: Client, translation: Translation) -> None:
    title = StringTranslation.objects.get(
        context__object_id=translation.source.object_id, context__path="title"
    ).data
    content = download(admin, translation)
    told = upload(admin, translation, content.replace(title.encode(), b"x" * 300))
    assert "högst 255 tecken" in told
    assert not StringTranslation.objects.filter(data__contains="xxx").exists()


def test_a_text_that_has_changed_since_is_left_out_and_named(
    admin: Client, translation: Translation
) -> None:
    content = download(admin, translation).replace(b">More<", b">Else<")
    source = translation.source.get_source_instance()
    source.title = "Ny rubrik"
    source.save_revision().publish()
    told = upload(admin, translation, content)
    assert "Utelämnad" in told
    assert "1 text togs över" in told


def test_who_may_not_edit_gets_no_file(log_in: Any, translation: Translation) -> None:
    url = reverse("xliff_download", args=[translation.pk])
    assert log_in("nyhetsbrev").get(url).status_code == 302
    assert Client().get(url).status_code == 302
