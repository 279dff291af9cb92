"""Each heading of a page has an address of its own."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from blocks.channels import Channel, render
from home.models import StandardPage
from tests.blocks.cards import body

pytestmark = pytest.mark.any_database

HEADINGS: list[tuple[str, Any]] = [
    ("heading", "Kontakt"),
    ("heading", "Кириллица"),
    ("heading", "Kontakt"),
    ("one_language", {"language": "sv", "content": [{"type": "heading", "value": "Kontakt"}]}),
    ("heading", "!"),
]
ANCHORS = ["kontakt", "avsnitt", "kontakt-2", "kontakt-3", "avsnitt-2"]


def ids(html: str, inside: str = "") -> list[str]:
    return [
        str(heading["id"])
        for heading in BeautifulSoup(html, "html.parser").select(f"{inside} h2[id]")
    ]


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.PRINT])
def test_the_same_words_have_different_anchors(channel: Channel) -> None:
    made = render(body(*HEADINGS), channel, "sv")
    if channel is Channel.PRINT:
        assert ids(made) == ANCHORS
    assert len(set(ids(made))) == len(HEADINGS)
    # Made anew, the same again.
    assert ids(render(body(*HEADINGS), channel, "sv")) == ids(made)


def test_also_on_the_page_itself() -> None:
    page = StandardPage.objects.filter(live=True, locale__language_code="sv").first()
    assert page is not None
    page.body = [{"type": name, "value": value, "id": name} for name, value in HEADINGS]
    page.save_revision().publish()
    assert ids(Client().get(page.url).content.decode(), ".prose") == ANCHORS
