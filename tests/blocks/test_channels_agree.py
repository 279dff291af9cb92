"""What a block says in one channel it says in the others, in the reader's words."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override
from wagtail.images.tests.utils import get_test_image_file

from blocks.channels import Channel, data, render
from blocks.gallery import example_of
from blocks.models import SharedContent
from home.models import NewsIndexPage, NewsPage
from newsletter.fallbacks import fallbacks
from records.models import CreditedImage
from tests.bilingual.test_traps import english
from tests.blocks.cards import body, one_of_each
from tests.blocks.test_library import raw
from tests.newsletter.issues import issue_in

pytestmark = pytest.mark.any_database
WORDS = (Channel.WEB, Channel.MAIL, Channel.TEXT, Channel.PRINT)


@pytest.mark.parametrize("channel", WORDS)
def test_a_film_has_its_length_and_its_note_everywhere(channel: Channel) -> None:
    made = render(example_of("video", "en"), channel, "en")
    assert "3 minutes" in made
    assert "cookies" in made


def test_a_quote_stands_in_the_readers_quotation_marks() -> None:
    stream = body(("quote", {"quote": "Ord", "source": ""}))
    assert render(stream, Channel.TEXT, "sv") == "”Ord”"
    assert render(stream, Channel.TEXT, "en") == "“Ord”"


def test_a_report_says_the_day_in_the_same_words_everywhere() -> None:
    stream = example_of("report_part", "en")
    text, mail = (render(stream, channel, "en") for channel in (Channel.TEXT, Channel.MAIL))
    approved = BeautifulSoup(mail, "html.parser").select("a")[-1].get_text(" ", strip=True)
    assert approved.split("Approved on ")[1].replace(" ,", ",") in text


def test_the_name_that_editors_choose_by_is_no_data() -> None:
    content = SharedContent.objects.create(
        name="Internt", body_sv=raw(("text", "<p>a</p>")), body_en=raw(("text", "<p>b</p>"))
    )
    assert "Internt" not in render(body(("shared", content.pk)), Channel.JSON, "sv")


def test_cards_have_their_days_for_programs() -> None:
    chosen = one_of_each()
    stream = body(
        *((name, chosen[name].pk) for name in ("news_card", "event_card", "activity_card"))
    )
    with override("sv"):
        news, event, activity = (card["value"] for card in data(stream))
    assert news["begins"] == news["ends"] == chosen["news_card"].date.isoformat()
    assert dt.datetime.fromisoformat(event["begins"]).tzinfo
    starts = chosen["activity_card"].starts_on
    assert activity["begins"] == (starts.isoformat() if starts else None)


def test_related_pages_name_their_language_and_only_kinds_that_readers_know() -> None:
    pages: list[Any] = [
        NewsIndexPage.objects.get(locale__language_code="sv"),
        NewsPage.objects.filter(live=True, locale__language_code="sv").first(),
    ]
    rows = [{"type": "item", "value": page.pk, "id": str(page.pk)} for page in pages]
    stream = body(("related", {"pages": rows}))
    with override("sv"):
        (block,) = data(stream)
    assert [row["kind"] for row in block["value"]] == ["", "Nyhet"]
    assert {(row["language"], row["hreflang"]) for row in block["value"]} == {("sv", "sv")}
    assert "lista" not in render(stream, Channel.WEB, "sv")


def test_a_credit_is_in_the_readers_language_or_marked() -> None:
    picture = CreditedImage.objects.create(
        title="Kaj", description_en="A quay", credit="Foto: N.N.", file=get_test_image_file()
    )
    image = {"image": picture.pk, "alt_text": "x", "decorative": False}
    block = ("figure", {"image": image, "caption": ""})
    for channel in (Channel.WEB, Channel.MAIL, Channel.PRINT):
        assert 'lang="sv"' not in render(body(block), channel, "sv")
        assert '<span lang="sv">Foto: N.N.</span>' in render(body(block), channel, "en")
    with override("en"):
        assert data(body(block))[0]["value"]["credit_language"] == "sv"
    issue = english(issue_in("sv"))
    issue.body = body(block)
    assert any("Foto: N.N." in told for told in fallbacks(issue))
    picture.credit_en = "Photo: N.N."
    picture.save()
    issue.body = body(block)
    assert not any("N.N." in told for told in fallbacks(issue))
    assert "Photo: N.N." in render(body(block), Channel.MAIL, "en")
