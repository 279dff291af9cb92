"""Every block of the library has a true rendering in each channel and language."""

import datetime as dt
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Revision

from bilingual.models import TranslationState
from bilingual.staleness import missing_texts
from blocks.channels import Channel, data, lacking, render
from blocks.gallery import blocks_of_the_library, example_of
from blocks.mail import mail_html
from blocks.models import SharedContent
from blocks.streams import NewsletterBody
from home.models import StandardPage
from networks.models import TwinTownIndexPage
from records.models import CreditedImage
from tests.bilingual.test_traps import english, press_publish
from tests.bilingual.translating import the_translation, translate
from tests.blocks.cards import body

pytestmark = pytest.mark.any_database
LIBRARY = sorted(blocks_of_the_library())
HOSTILE = '<script>alert(1)</script> & "citat" onx="1"'


def raw(*blocks: tuple[str, Any]) -> str:
    """A body as it is kept."""
    found = [{"type": n, "value": v, "id": f"b{place}"} for place, (n, v) in enumerate(blocks)]
    return json.dumps(found)


@pytest.fixture
def shared() -> SharedContent:
    content: SharedContent = SharedContent.objects.create(
        name="Öppettider",
        body_sv=raw(("text", "<p>Öppet klockan 8–16.</p>")),
        body_en=raw(("text", "<p>Open from 8 to 16.</p>")),
    )
    return content


@pytest.fixture
def _something_to_show(shared: SharedContent) -> None:
    get_document_model().objects.create(title="Policy", file=ContentFile(b"x" * 2048, "policy.pdf"))
    CreditedImage.objects.create(title="Kaj", description="En kaj", file=get_test_image_file())


def test_the_demo_content_has_an_example_for_every_block() -> None:
    for language in ("sv", "en"):
        assert [name for name in LIBRARY if not example_of(name, language)] == []
    assert "You can end it at any time" in render(example_of("shared", "en"), Channel.TEXT, "en")
    assert "red house" in render(example_of("figure", "en"), Channel.WEB, "en")
    assert "rött hus" in render(example_of("figure", "sv"), Channel.WEB, "sv")
    assert "TXT" in render(example_of("documents", "sv"), Channel.WEB, "sv")


@pytest.mark.usefixtures("_something_to_show")
@pytest.mark.parametrize("name", LIBRARY)
def test_each_block_says_its_example_in_every_channel_and_language(name: str) -> None:
    for language in ("sv", "en"):
        stream = example_of(name, language)
        assert lacking(stream[0].block) == []
        for channel in Channel:
            made = render(stream, channel, language)
            assert made.strip(), (channel, language)
            assert made != "[]", (channel, language)
        assert BeautifulSoup(mail_html("x", stream, language), "html.parser").select("td")


def words_in(value: Any) -> list[str]:
    """The words of a block's data."""
    if isinstance(value, dict):
        return [w for item in value.values() for w in words_in(item)]
    if isinstance(value, list):
        return [w for item in value for w in words_in(item)]
    return [value] if isinstance(value, str) else []


PLAIN = {
    "lead": HOSTILE,
    "facts": {"facts": [{"term": HOSTILE, "text": HOSTILE}]},
    "figures": {
        "figures": [{"number": "12345.50", "unit": "&<b>", "label": HOSTILE}],
        "source": HOSTILE,
    },
    "timeline": {
        "moments": [
            {"on": "2005-03-03", "precision": "day", "text": HOSTILE},
            {"on": "2002-06-01", "precision": "year", "text": "Först"},
        ]
    },
    "table": {
        "caption": HOSTILE,
        "columns": [{"type": "text", "heading": HOSTILE}, {"type": "text", "heading": "Ort"}],
        "rows": [{"values": [HOSTILE, HOSTILE]}],
    },
    "accordion": {"parts": [{"heading": HOSTILE, "text": "<p>Ord</p>"}]},
    "side_by_side": {
        "parts": [{"heading": HOSTILE, "text": "<p>a</p>"}, {"heading": "b", "text": "<p>c</p>"}]
    },
    "call_to_action": {
        "text": HOSTILE,
        "label": HOSTILE,
        "page": None,
        "address": "https://example.org/",
    },
    "video": {
        "title": HOSTILE,
        "address": "https://video.example.org/",
        "minutes": 3,
        "text": HOSTILE,
    },
}


@pytest.mark.parametrize("name", PLAIN)
def test_what_editors_write_stays_words_in_every_channel(name: str) -> None:
    stream = body((name, PLAIN[name]))
    for channel in (Channel.WEB, Channel.MAIL, Channel.PRINT):
        made = render(stream, channel, "sv")
        assert "<script" not in made, channel
        assert "alert(1)" in made, channel
    soup = BeautifulSoup(mail_html("x", stream, "sv"), "html.parser")
    assert not soup.select("script, [onx]")
    assert HOSTILE in soup.get_text()
    assert HOSTILE in render(stream, Channel.TEXT, "sv")
    assert HOSTILE in words_in(data(stream))


def test_numbers_and_days_are_written_as_each_language_has_them() -> None:
    stream = body(("figures", PLAIN["figures"]), ("timeline", PLAIN["timeline"]))
    swedish, english_text = (render(stream, Channel.TEXT, code) for code in ("sv", "en"))
    assert "12\xa0345,5" in swedish
    assert "12,345.5" in english_text
    assert data(stream)[0]["value"]["figures"][0]["number"] == "12345.5"
    # The older first, as exactly as it is known.
    assert swedish.index("2002: Först") < swedish.index("3 mars 2005: ")
    assert "3 March 2005: " in english_text


def test_a_table_has_headers_for_its_columns_and_rows() -> None:
    soup = BeautifulSoup(render(example_of("table", "en"), Channel.WEB, "en"), "html.parser")
    assert soup.caption is not None
    assert soup.caption.text == "Twin towns by country"
    assert [th.text for th in soup.select("thead th[scope=col]")] == ["Country", "Twin town"]
    assert [th.text for th in soup.select("tbody th[scope=row]")] == ["Germany", "Denmark"]
    text = render(example_of("table", "en"), Channel.TEXT, "en")
    assert "Germany\n  Twin town: Kassel" in text


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("table", {"caption": " "}),
        ("table", {"columns": [{"type": "text", "heading": ""}, {"type": "text", "heading": "b"}]}),
        ("table", {"rows": []}),
        ("table", {"rows": [{"values": ["a\u202eb", "x"]}]}),
        ("table", {"rows": [{"values": ["", "x"]}]}),
        ("table", {"rows": [{"values": ["x", "x"]}] * 101}),
        ("call_to_action", {"address": ""}),
        ("video", {"address": "http://video.example.org/"}),
        ("video", {"text": ""}),
        ("figures", {"figures": [{"number": "1", "unit": "", "label": "x"}] * 7}),
        ("figures", {"source": ""}),
        ("side_by_side", {"parts": [{"heading": "a", "text": "<p>b</p>"}]}),
        ("facts", {"facts": []}),
        ("lead", None),
    ],
)
def test_what_could_not_be_read_is_refused(name: str, changes: Any) -> None:
    block = NewsletterBody().child_blocks[name]
    fit: Any = PLAIN[name]
    block.clean(block.to_python(fit))
    unfit = {**fit, **changes} if isinstance(fit, dict) else "x" * 401
    with pytest.raises(ValidationError):
        block.clean(block.to_python(unfit))


def test_a_button_leads_to_the_readers_own_page_and_away_with_it() -> None:
    index = TwinTownIndexPage.objects.get(locale__language_code="sv")
    stream = body(("call_to_action", {"text": "", "label": "Se", "page": index.pk, "address": ""}))
    assert f'href="{english(index).url}"' in render(stream, Channel.WEB, "en")
    assert index.full_url in render(stream, Channel.TEXT, "sv")
    english(index).unpublish()
    assert 'hreflang="sv"' in render(stream, Channel.WEB, "en")
    index.unpublish()
    for channel in Channel:
        assert render(stream, channel, "sv").strip() in ("", "[]"), channel


def test_related_pages_have_their_titles_of_today_and_their_language() -> None:
    index = TwinTownIndexPage.objects.get(locale__language_code="sv")
    stream = body(("related", {"pages": [{"type": "item", "value": index.pk, "id": "1"}]}))
    assert english(index).title in render(stream, Channel.TEXT, "en")
    english(index).unpublish()
    assert f'<span lang="sv">{index.title}</span>' in render(stream, Channel.WEB, "en")


def test_the_map_says_in_words_what_it_shows() -> None:
    stream = body(("map", {"view": "europe", "kinds": ["town"]}))
    soup = BeautifulSoup(render(stream, Channel.WEB, "en"), "html.parser")
    listed = {item.text.split(",")[0] for item in soup.select("details li span, details li a")}
    assert "Kassel" in listed
    assert len(soup.select("svg a")) > 1
    for channel in (Channel.MAIL, Channel.TEXT):
        made = render(stream, channel, "en")
        assert "Kassel" in made
        assert "<svg" not in made
    assert {place["kind"] for place in data(stream)[0]["value"]["places"]} == {"Vänorter"}


def test_shared_content_is_changed_once_and_shows_where_it_stands(
    admin: Client, shared: SharedContent
) -> None:
    page = StandardPage.objects.filter(locale__language_code="sv").first()
    assert page is not None
    page.body = raw(("shared", shared.pk))
    page.save_revision().publish()
    assert "Öppet klockan 8–16." in Client().get(page.url).content.decode()
    assert "Open from 8 to 16." in Client().get(english(page).url).content.decode()
    edit = reverse("wagtailsnippets_blocks_sharedcontent:edit", args=[shared.pk])
    form = admin.get(edit).content.decode()
    assert page.title in form
    assert "ändras på" in form
    delete = reverse("wagtailsnippets_blocks_sharedcontent:delete", args=[shared.pk])
    told = admin.post(delete, follow=True).content.decode()
    assert f"”{shared.name}” visas på" in told
    bulk = reverse("wagtail_bulk_action", args=["blocks", "sharedcontent", "delete"])
    admin.post(f"{bulk}?id={shared.pk}")
    assert SharedContent.objects.filter(pk=shared.pk).exists()
    shared.body_sv = raw(("text", "<p>Stängt.</p>"))
    shared.save()
    assert "Stängt." in Client().get(page.url).content.decode()
    page.body = raw()
    page.save_revision().publish()
    admin.post(delete)
    assert not SharedContent.objects.filter(pk=shared.pk).exists()


def test_who_may_choose_shared_content_sees_where_it_is_shown(
    log_in: Any, shared: SharedContent
) -> None:
    page = StandardPage.objects.filter(locale__language_code="sv").first()
    assert page is not None
    page.body = raw(("shared", shared.pk))
    page.save_revision().publish()
    editor = log_in("nyhetsbrev")
    listed = editor.get(reverse("wagtailsnippets_blocks_sharedcontent:list"))
    look = reverse("wagtailsnippets_blocks_sharedcontent:inspect", args=[shared.pk])
    assert f'href="{look}"' in listed.content.decode()
    said = editor.get(look).content.decode()
    for words in ("Visas på", page.title, "Öppet klockan 8–16.", "Open from 8 to 16."):
        assert words in said
    assert "Det du ändrar här" not in said
    english_part = BeautifulSoup(said, "html.parser").select_one("main [lang=en]")
    assert english_part is not None
    assert english_part.get_text(strip=True) == "Open from 8 to 16."
    chooser = reverse("wagtailsnippetchoosers_blocks_sharedcontent:choose")
    assert shared.name in editor.get(chooser).json()["html"]
    for view in ("edit", "delete", "usage"):
        address = reverse(f"wagtailsnippets_blocks_sharedcontent:{view}", args=[shared.pk])
        assert editor.get(address).status_code == 302
    # Nothing of it for those who do not edit.
    assert log_in("rapportor").get(look).status_code == 302


@pytest.mark.parametrize("how", ["draft", "schedule"])
def test_shared_content_in_what_is_not_public_yet_is_not_deleted(
    admin: Client, shared: SharedContent, how: str
) -> None:
    page = StandardPage.objects.filter(locale__language_code="sv").first()
    assert page is not None
    body = page.body.raw_data
    page.body = raw(("shared", shared.pk))
    if how == "schedule":
        page.go_live_at = timezone.now() + dt.timedelta(days=1)
        page.save_revision().publish()
        # A later draft without it does not call the schedule back.
        page.go_live_at, page.body = None, json.dumps(list(body))
    page.save_revision()
    edit = reverse("wagtailsnippets_blocks_sharedcontent:edit", args=[shared.pk])
    assert page.title in admin.get(edit).content.decode()
    delete = reverse("wagtailsnippets_blocks_sharedcontent:delete", args=[shared.pk])
    assert f"”{shared.name}” visas på" in admin.post(delete, follow=True).content.decode()
    assert SharedContent.objects.filter(pk=shared.pk).exists()
    Revision.objects.filter(object_id=str(page.pk)).update(approved_go_live_at=None)
    page.body = raw()
    page.save_revision()
    admin.post(delete)
    assert not SharedContent.objects.filter(pk=shared.pk).exists()


def test_a_number_that_is_nothing_has_no_sign() -> None:
    stream = body(
        ("figures", {"figures": [{"number": "-0.00", "unit": "", "label": "x"}], "source": "y"})
    )
    assert data(stream)[0]["value"]["figures"][0]["number"] == "0"
    for channel in Channel:
        assert "-0" not in render(stream, channel, "sv")
        assert "−0" not in render(stream, channel, "sv")


@pytest.mark.usefixtures("_something_to_show")
def test_the_gallery_shows_every_block_in_every_channel(admin: Client) -> None:
    gallery = reverse("block_gallery")
    first = BeautifulSoup(admin.get(gallery).content, "html.parser")
    assert [heading.get_text(strip=True) for heading in first.select("h1")] == ["Block"]
    links = [link["href"] for link in first.select(".block-gallery__list a")]
    assert len(links) == len(LIBRARY)
    page = BeautifulSoup(admin.get(links[3]).content, "html.parser")
    pictures = [str(frame["src"]) for frame in page.select("iframe")]
    # Web and mail in two colours and two languages, the others in two languages.
    assert len(pictures) == 2 * 2 * 2 + 3 * 2
    for address in pictures:
        assert admin.get(address).status_code == 200, address
    dark = admin.get(next(a for a in pictures if "scheme=dark" in a)).content.decode()
    assert "prefers-color-scheme: dark" not in dark
    for nonsense in ("?block=x", "table/?channel=web", "table/?channel=x&language=sv", "x/"):
        assert admin.get(gallery + nonsense).status_code == 404, nonsense
    assert Client().get(gallery).status_code == 302


def test_a_table_is_translated_cell_by_cell_and_is_current_then(
    admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page: Any = StandardPage.objects.filter(locale__language_code="sv").first()
    table = {
        "caption": "Vänorter",
        "columns": [{"type": "text", "heading": "Land"}, {"type": "text", "heading": "Ort"}],
        "rows": [{"values": ["Tyskland", "Kassel"]}, {"values": ["Danmark", "Randers"]}],
    }
    words = {"Vänorter": "Twin towns", "Land": "Country", "Ort": "Town", "Tyskland": "Germany"}

    def publish(value: Any) -> str:
        page.body = raw(("table", value), ("facts", {"facts": [{"term": "År", "text": "2005"}]}))
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
            translate(admin, page, lambda text: words.get(text, text))
            press_publish(admin, english(page))
        return Client().get(english(page).url).content.decode()

    soup = BeautifulSoup(publish(table), "html.parser").select_one(".block-table")
    assert soup is not None
    assert soup.get_text(" ", strip=True) == (
        "Twin towns Country Town Germany Kassel Danmark Randers"
    )
    assert TranslationState.objects.get(page=english(page)).stale_since is None
    table["rows"].append({"values": ["Norge", "Ålesund"]})
    page.body = raw(("table", table))
    page.save_revision().publish()
    texts = missing_texts(the_translation(page))
    assert sorted(texts) == ["Norge", "Ålesund"]
