"""Every block of a newsletter has a rendering in each channel, and says what its page says."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from wagtail.blocks import CharBlock, StreamBlock
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale

from blocks.channels import Channel, NoChannelError, data, lacking, render
from blocks.mail import mail_html
from blocks.streams import NewsletterBody
from home.models import NewsPage
from records.models import CreditedImage

pytestmark = pytest.mark.any_database

HOSTILE = "<script>alert(1)</script> & ”citat”"


def body(*blocks: tuple[str, Any]) -> Any:
    return NewsletterBody().to_python(
        [
            {"type": name, "value": value, "id": str(place)}
            for place, (name, value) in enumerate(blocks)
        ]
    )


@pytest.mark.parametrize("name", NewsletterBody().child_blocks)
def test_no_block_of_the_library_lacks_a_channel(name: str) -> None:
    assert lacking(NewsletterBody().child_blocks[name]) == []


def test_a_block_without_a_channel_is_a_clear_error() -> None:
    class Odd(CharBlock):
        class Meta:
            template = "blocks/odd/web.html"

    assert lacking(Odd()) == list(Channel)
    assert lacking(CharBlock()) == list(Channel)
    stream = StreamBlock([("odd", Odd())]).to_python([{"type": "odd", "value": "x", "id": "1"}])
    for channel in Channel:
        with pytest.raises(
            NoChannelError, match=f"Odd has no rendering for the channel “{channel}”"
        ):
            render(stream, channel, "sv")


def test_the_same_words_stand_in_every_channel() -> None:
    picture = CreditedImage.objects.create(
        title="Hamnen",
        description="En kaj",
        description_en="A quay",
        credit="N.N.",
        file=get_test_image_file(),
    )
    page = NewsPage.objects.filter(live=True, locale__language_code="sv").first()
    html = (
        f'<p>Ett <b>ord</b> och <a linktype="page" id="{page.pk}">en länk</a>.</p>'
        "<ol><li>En punkt</li></ol>"
    )
    stream = body(
        ("heading", HOSTILE),
        ("text", html),
        ("quote", {"quote": HOSTILE, "source": "N.N."}),
        (
            "figure",
            {
                "image": {"image": picture.pk, "alt_text": HOSTILE, "decorative": False},
                "caption": "Bildtext",
            },
        ),
        ("note", "<p>En anmärkning.</p>"),
        (
            "one_language",
            {"language": "sv", "content": [{"type": "heading", "value": "Bara svenska"}]},
        ),
        (
            "one_language",
            {"language": "en", "content": [{"type": "text", "value": "<p>English only</p>"}]},
        ),
    )
    site = settings.WAGTAILADMIN_BASE_URL
    there = page.get_translation(Locale.objects.get(language_code="en"))
    whole = {"sv": f"{site}{page.url}", "en": f"{site}{there.url}"}
    told = ["Ett", "ord", "en länk", "En punkt", "N.N.", "Bildtext", "En anmärkning."]
    for channel in Channel:
        for language, own, other in (
            ("sv", "Bara svenska", "English only"),
            ("en", "English only", "Bara svenska"),
        ):
            made = render(stream, channel, language)
            assert own in made, (channel, language)
            assert other not in made
            for words in told:
                assert words in made, (channel, words)
            if channel in (Channel.WEB, Channel.MAIL, Channel.PRINT):
                assert "<script" not in made
                assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; ”citat”" in made
            else:
                assert "alert(1)</script> & ”citat”" in made
            assert whole[language] in made or channel in (Channel.WEB, Channel.PRINT)
    text = render(stream, Channel.TEXT, "sv")
    assert f"Ett ord och en länk ({whole['sv']}).\n\n1. En punkt" in text
    assert "\n\n\n" not in text
    assert not BeautifulSoup(text.replace(HOSTILE, ""), "html.parser").find()
    assert json.loads(render(stream, Channel.JSON, "sv")) == data(stream)


def test_alternative_text_stays_inside_its_attribute_in_a_mail() -> None:
    words = '<b> & "Kajen" onx="1" \\ å \u202eab'
    picture = CreditedImage.objects.create(title="x", file=get_test_image_file())
    image = {"image": picture.pk, "alt_text": words, "decorative": False}
    html = mail_html("x", body(("figure", {"image": image, "caption": ""})), "sv")
    (drawn,) = BeautifulSoup(html, "html.parser").select("img")
    assert drawn["alt"] == words
    assert "onx" not in drawn.attrs


def test_a_mail_is_complete_and_leads_to_the_site_from_anywhere() -> None:
    stream = body(
        ("heading", HOSTILE), ("text", '<p>Ett ord &nbsp; <a href="/en/">hem</a><br/>rad</p>')
    )
    soup = BeautifulSoup(mail_html(HOSTILE, stream, "en"), "html.parser")
    assert soup.html is not None
    assert soup.html["lang"] == "en"
    assert soup.title is not None
    assert soup.title.text.strip() == HOSTILE
    assert [heading.text.strip() for heading in soup.select("h1, h2")] == [HOSTILE, HOSTILE]
    assert not soup.select("script, link")
    assert [link["href"] for link in soup.select("a")] == [f"{settings.WAGTAILADMIN_BASE_URL}/en/"]
    assert "color: #00565e" in str(soup.select_one("a"))
