"""The block by which a reader subscribes from any page."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client

from blocks.channels import Channel, render
from home.models import StandardPage
from newsletter.models import Subscriber
from tests.newsletter.readers import SITE, press

pytestmark = pytest.mark.any_database

WHY = "Nyheter <från> vänorterna & nätverken."


def page_with_the_block(language: str = "sv") -> Any:
    page = StandardPage.objects.filter(live=True, locale__language_code=language).first()
    assert page is not None
    value = {"type": "subscribe", "value": {"text": WHY}, "id": "1"}
    page.body = page._meta.get_field("body").stream_block.to_python([value, {**value, "id": "2"}])
    page.save()
    return page


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_address_is_enough(language: str) -> None:
    page = page_with_the_block(language)
    response = press(Client(), page.url, "form.subscribe", email="anna@example.org")
    assert response.status_code == 303
    subscriber = Subscriber.objects.get()
    assert (subscriber.language, subscriber.frequency) == (language, "every")
    assert len(mail.outbox) == 1


def test_it_stands_on_the_newsletters_own_page() -> None:
    response = press(Client(), "/nyhetsbrev/", "form.subscribe", email="anna@")
    assert response.status_code == 400
    soup = BeautifulSoup(response.content, "html.parser")
    field = soup.select_one("#field-email")
    assert field is not None
    assert field["value"] == "anna@"


def test_twice_on_a_page_no_name_stands_twice() -> None:
    html = Client().get(page_with_the_block().url).content.decode()
    soup = BeautifulSoup(html, "html.parser")
    names = [str(element["id"]) for element in soup.select("[id]")]
    assert len(names) == len(set(names))
    # A bold paragraph would be a heading to those who see it alone.
    assert len(soup.select("form.subscribe > h2")) == 2
    fields = soup.select("form.subscribe input[type=email]")
    assert [field.find_parent("label").get_text(strip=True) for field in fields] == [  # type: ignore[union-attr]
        "E-postadress",
        "E-postadress",
    ]


@pytest.mark.parametrize(
    ("language", "address"), [("sv", "/prenumerera/"), ("en", "/en/subscribe/")]
)
def test_where_nothing_can_be_typed_it_is_a_link(language: str, address: str) -> None:
    body = page_with_the_block().body
    for channel in (Channel.MAIL, Channel.TEXT, Channel.PRINT, Channel.JSON):
        made = render(body, channel, language)
        assert f"{SITE}{address}" in made, channel
        assert "<form" not in made
        assert ("<från>" in made) is (channel in (Channel.TEXT, Channel.JSON))
    told, _same = json.loads(render(body, Channel.JSON, language))
    assert told["value"] == {"text": WHY, "address": f"{SITE}{address}"}
