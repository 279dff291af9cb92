"""Cards say in every channel and language what their page says today, and only what is public."""

import datetime as dt
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from blocks.cards import CARD_BLOCKS
from blocks.channels import Channel, data, render
from blocks.checks import every_card_block_has_a_card
from blocks.mail import mail_html
from core import cards as registry
from core.cards import Card, CardKind, card_kinds, register
from core.said import Said
from home.models import NewsPage
from policy.models import ActivityPage, Indicator, Judgement, Statement
from records.models import Contact, CreditedImage
from tests.bilingual.translating import new_news
from tests.blocks.cards import body, one_of_each, public

HOSTILE = '<script>alert(1)</script> & "citat" onx="1" \u200fab'
KINDS = ["Nyhet", "Evenemang", "Projekt", "Nätverk", "Vänort", "Partnerregion", "Aktivitet"]


def test_every_kind_has_a_block_and_every_block_a_kind() -> None:
    assert {kind.model for kind in card_kinds()} == {block.model for block in CARD_BLOCKS.values()}
    assert every_card_block_has_a_card() == []


def test_every_kind_says_the_same_in_every_channel_and_language() -> None:
    chosen = one_of_each()
    stream = body(*((name, item.pk) for name, item in chosen.items()))
    for language in ("sv", "en"):
        made = {channel: render(stream, channel, language) for channel in Channel}
        told = json.loads(made[Channel.JSON])
        assert [card["type"] for card in told] == list(CARD_BLOCKS), language
        web = BeautifulSoup(made[Channel.WEB], "html.parser")
        mail = BeautifulSoup(mail_html("Brev", stream, language), "html.parser")
        words = {
            Channel.WEB: web.get_text(),
            Channel.PRINT: BeautifulSoup(made[Channel.PRINT], "html.parser").get_text(),
            Channel.MAIL: mail.get_text(),
            Channel.TEXT: made[Channel.TEXT],
        }
        one_line = {channel: " ".join(text.split()) for channel, text in words.items()}
        links = {link["href"] for link in mail.select("a")}
        for entry in told:
            card = entry["value"]
            said = [card["kind"], card["title"]["text"], card["when"]]
            said += [card["text"]["text"]] if card["text"] else []
            said += [card["status"]["label"]] if card["status"] else []
            for fact in card["facts"]:
                said += [fact["label"], fact["value"]["text"]]
            for channel, text in one_line.items():
                for piece in said:
                    assert " ".join(piece.split()) in text, (language, channel, piece)
            if card["address"]:
                assert card["address"].startswith(settings.WAGTAILADMIN_BASE_URL)
                assert card["address"] in links, entry["type"]
                assert card["address"] in made[Channel.TEXT]
                path = card["address"].removeprefix(settings.WAGTAILADMIN_BASE_URL)
                assert web.select_one(f'a[href="{path}"]'), entry["type"]
                assert Client().get(path).status_code == 200
                assert path.startswith("/en/") == (language == "en"), path
    assert {card["value"]["kind"] for card in data(stream)} >= set(KINDS)


def test_a_card_is_current_without_publishing_the_page_that_it_stands_on() -> None:
    activity = public("policy.ActivityPage").first()
    news = new_news(body=[("activity_card", activity)])
    assert str(activity.status.label) in Client().get(news.url).content.decode()

    activity.title = "Ett nytt namn på aktiviteten"
    activity.save_revision().publish()
    Judgement.objects.create(
        page=activity,
        locale=activity.locale,
        on=dt.date.today(),
        status="paused",
        reason="Vi väntar",
    )
    card = BeautifulSoup(Client().get(news.url).content, "html.parser").select_one(".card")
    assert card is not None
    assert "Ett nytt namn på aktiviteten" in card.text
    status = card.select_one(".status--paused")
    assert status is not None
    assert status.text == "Pausad"


def test_what_is_not_translated_is_marked_as_swedish_and_what_is_not_public_vanishes() -> None:
    news, other = new_news(slug="en", title="Ren svenska"), new_news(slug="tva", title="Två")
    page = new_news(slug="tre", title="Tre", body=[("news_card", news), ("news_card", other)])
    stream = NewsPage.objects.get(pk=page.pk).body
    web = BeautifulSoup(render(stream, Channel.WEB, "en"), "html.parser")
    link = web.select(".card a")[0]
    assert (link["href"], link["hreflang"]) == (news.url, "sv")
    assert [each["lang"] for each in web.select(".card [lang]")] == ["sv"] * 4
    assert data(stream)[0]["value"]["title"] == {"text": "Ren svenska", "language": "sv"}

    news.unpublish()
    PageViewRestriction.objects.create(page=other, restriction_type="login")
    answer = Client().get(page.url)
    assert answer.status_code == 200
    assert "card" not in answer.content.decode().split("<main")[1].replace("contact-card", "")
    for channel in Channel:
        assert render(stream, channel, "sv") in ("", "[]", "\n"), channel
    news.delete()
    assert Client().get(page.url).status_code == 200


def test_a_hostile_title_is_only_a_title_in_every_channel() -> None:
    picture = CreditedImage.objects.create(
        title="x", description=HOSTILE, file=get_test_image_file(size=(1400, 900))
    )
    news = new_news(title=HOSTILE, introduction=HOSTILE, image=picture)
    Contact.objects.filter(code="international-coordinator").update(
        role_sv=HOSTILE, name=HOSTILE, email='a"onx=1@example.org', phone='+46 "onx'
    )
    contact = Contact.objects.get(code="international-coordinator")
    statement = Statement.objects.filter(locale__language_code="sv").first()
    assert statement is not None
    Statement.objects.filter(pk=statement.pk).update(text=HOSTILE)
    stream = body(
        ("news_card", news.pk), ("contact_card", contact.pk), ("statement_card", statement.pk)
    )
    html = mail_html("Brev", stream, "sv")
    for text in (html, render(stream, Channel.WEB, "sv"), render(stream, Channel.PRINT, "sv")):
        soup = BeautifulSoup(text, "html.parser")
        assert not soup.select("script")
        assert soup.get_text().count(HOSTILE) >= 5
        assert not [
            tag for tag in soup.find_all(True) if any(n.startswith("onx") for n in tag.attrs)
        ]
        assert [image["alt"] for image in soup.select("img")] == [HOSTILE]
    # Right-to-left marks and brackets stay as they were written.
    assert render(stream, Channel.TEXT, "sv").count(HOSTILE) >= 5
    assert data(stream)[0]["value"]["title"]["text"] == HOSTILE


def test_twelve_cards_of_each_kind_cost_as_many_queries_as_one() -> None:
    chosen = one_of_each()
    few = [(name, item.pk) for name, item in chosen.items()]
    many = [(name, pk) for name, block in CARD_BLOCKS.items() for pk in _several(block)]
    assert len(many) > 3 * len(few)
    counts = []
    for blocks in (few, many):
        for channel in (Channel.WEB, Channel.MAIL):
            render(body(*blocks), channel, "en")
            with CaptureQueriesContext(connection) as queries:
                render(body(*blocks), channel, "en")
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    # What was chosen, its version in the language, and what the kind loads besides.
    assert counts[0] <= 4 * len(few)


def _several(block: Any) -> list[int]:
    found = block().target_model.objects.all()
    if block.model == "policy.ActivityPage":
        found = found.filter(live=True)
    return list(found.order_by("pk").values_list("pk", flat=True)[:12])


def test_an_indicator_that_nothing_public_is_measured_by_is_not_shown() -> None:
    indicator = Indicator.objects.create(
        code="x", name_sv="X", name_en="X", unit_sv="a", unit_en="a"
    )
    assert data(body(("indicator_card", indicator.pk))) == []
    activity = ActivityPage.objects.filter(live=True).first()
    assert activity is not None
    activity.indicators = [indicator]
    activity.save()
    assert [card["value"]["title"]["text"] for card in data(body(("indicator_card", indicator.pk)))]


@pytest.mark.any_database
def test_the_registry_refuses_what_is_wrong_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_kinds", {})

    def card(item: Any) -> Card:
        return Card("x", Said("x", ""))

    register(CardKind("home.NewsPage", card, ("image",)))
    for wrong, message in (
        (CardKind("home.NoPage", card), "NoPage"),
        (CardKind("home.EventPage", card, ("nothing",)), "nothing"),
        (CardKind("home.EventPage", card, ("focus_areas",)), "focus_areas is no foreign key"),
        (CardKind("home.NewsPage", card), "has a card already"),
    ):
        with pytest.raises(ImproperlyConfigured, match=message):
            register(wrong)
    assert [fault.id for fault in every_card_block_has_a_card()] == ["blocks.E001"] * (
        len(CARD_BLOCKS) - 1
    )
