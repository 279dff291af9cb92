"""Bad PO files get a clear message, and a good one its translations."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from policy.models import VisionPage

pytestmark = pytest.mark.any_database

GOOD_START = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'


@pytest.fixture
def translation() -> Translation:
    vision = VisionPage.objects.get(locale__language_code="sv")
    return Translation.objects.get(source__object_id=vision.translation_key)


def upload(client: Client, translation: Translation, content: bytes | None) -> str:
    """Uploads the file; gives what the editor is told."""
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    files = {} if content is None else {"file": SimpleUploadedFile("t.po", content)}
    response = client.post(url, files, follow=True)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "Ingen fil är vald"),
        (b"", "huvud är borta"),
        (b'msgid "a"\nmsgstr "b"\n', "huvud är borta"),
        (GOOD_START.encode() + b'\nmsgid "a"\nmsgstr "b"\n', "huvud är borta"),
        (b"msgid nonsense", "huvud är borta"),
        (b"\xff\xfe\x00\x01", "inte en PO-fil"),
        (b"/etc/passwd", "inte en PO-fil"),
        (b"x" * 2_000_001, "för stor"),
    ],
)
def test_a_bad_file_gets_a_message_and_changes_nothing(
    admin: Client, translation: Translation, content: bytes | None, told: str
) -> None:
    before = list(StringTranslation.objects.order_by("pk").values_list("pk", "data"))
    assert told in upload(admin, translation, content)
    assert list(StringTranslation.objects.order_by("pk").values_list("pk", "data")) == before


def test_a_file_of_another_page_is_refused(admin: Client, translation: Translation) -> None:
    other = Translation.objects.exclude(pk=translation.pk).first()
    told = upload(admin, translation, str(other.export_po()).encode())
    assert "en annan sida" in told


def test_a_good_file_gives_its_words(admin: Client, translation: Translation) -> None:
    po = translation.export_po()
    entry = next(entry for entry in po if entry.msgctxt == "vision")
    entry.msgstr = "Words from a file."
    told = upload(admin, translation, str(po).encode())
    assert "1 text togs över" in told
    assert "texter var som förut" in told
    assert "utelämnades" not in told
    assert StringTranslation.objects.filter(data="Words from a file.").exists()


def changed(translation: Translation, **attributes: str) -> bytes:
    """The page's file with another translation of its vision, and the entry changed so."""
    po = translation.export_po()
    entry = next(entry for entry in po if entry.msgctxt == "vision")
    entry.msgstr = "ZZ"
    for name, value in attributes.items():
        setattr(entry, name, value)
    return str(po).encode()


@pytest.mark.parametrize(
    ("attributes", "why"),
    [
        ({"msgctxt": ""}, "msgctxt"),
        ({"msgctxt": "nowhere"}, "ingen sådan text"),
        ({"msgid": "Något annat"}, "ingen sådan text"),
        ({"msgstr": "<b></b>"}, "inga ord"),
        ({"msgstr": '<a id="a9">ZZ</a>'}, "Koderna"),
        ({"msgstr": "<script>ZZ</script>"}, "Koderna"),
    ],
)
def test_what_is_left_out_is_told_with_the_reason(
    admin: Client, translation: Translation, attributes: dict[str, str], why: str
) -> None:
    before = list(StringTranslation.objects.order_by("pk").values_list("pk", "data"))
    told = upload(admin, translation, changed(translation, **attributes))
    assert "0 texter togs över" in told
    assert "1 text utelämnades" in told
    assert why in told
    assert list(StringTranslation.objects.order_by("pk").values_list("pk", "data")) == before


def test_a_file_without_places_takes_nothing_and_says_so(
    admin: Client, translation: Translation
) -> None:
    lines = changed(translation).decode().splitlines()
    content = "\n".join(line for line in lines if not line.startswith("msgctxt")).encode()
    told = upload(admin, translation, content)
    assert "0 texter togs över" in told
    assert "texter utelämnades" in told
    assert not StringTranslation.objects.filter(data="ZZ").exists()
