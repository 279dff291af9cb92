"""The newest issue for other systems: as open data, and as a piece of HTML."""

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.blocks import StreamValue
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from blocks.gallery import blocks_of_the_library, example_of
from blocks.streams import NewsletterBody
from home.models import EventPage
from networks.models import TwinTownPage
from newsletter.models import NewsletterIssuePage
from records.models import CreditedImage
from tests.bilingual.test_traps import english
from tests.newsletter.issues import issue_in, new_issue
from tests.newsletter.mail_server import running, use
from tests.newsletter.test_sending import ordered, work

pytestmark = pytest.mark.any_database

ROOT = "/api/data/v1/newsletter"
PIECES = {"sv": "/nyhetsbrev/senaste.html", "en": "/en/newsletter/latest.html"}
OWN = "http://127.0.0.1:8000"


def get(address: str, status: int = 200) -> Any:
    answer = Client().get(address, headers={"Accept-Language": "sv"})
    assert answer.status_code == status, answer.content[:300]
    assert answer["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.content)


def piece(address: str, status: int = 200) -> tuple[BeautifulSoup, Any]:
    answer = Client().get(address)
    assert answer.status_code == status
    assert answer["Access-Control-Allow-Origin"] == "*"
    return BeautifulSoup(answer.content, "html.parser"), answer


@pytest.fixture
def full() -> None:
    """The demo issue has an example of every block, in both languages."""
    for language in PIECES:
        issue = issue_in(language)
        own = [(bound.block_type, bound.value) for bound in issue.body]
        examples = [
            (bound.block_type, bound.value)
            for name in blocks_of_the_library()
            for bound in example_of(name, language)
        ]
        issue.body = StreamValue(NewsletterBody(), [*own, *examples])
        issue.save()


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [found for item in value.values() for found in strings(item)]
    if isinstance(value, list):
        return [found for item in value for found in strings(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.usefixtures("full")
def test_an_issue_is_open_data_with_all_its_blocks() -> None:
    swedish, english = issue_in("sv"), issue_in("en")
    newest = get(f"{ROOT}/latest")
    assert newest == get(f"{ROOT}/latest?language=en") == get(newest["api"])
    assert newest["id"] == str(swedish.translation_key)
    assert newest["type"] == "newsletter-issue"
    assert newest["title"] == {"sv": swedish.title, "en": english.title}
    assert newest["url"] == {"sv": swedish.full_url, "en": english.full_url}
    assert newest["introduction"]["en"] == english.introduction
    assert newest["issue_date"] == str(swedish.issue_date)
    for issue in (swedish, english):
        blocks = newest["blocks"][issue.locale.language_code]
        assert blocks[0] == {"type": "heading", "value": str(issue.body[0].value)}
        known = {bound.block_type for bound in issue.body}
        assert {block["type"] for block in blocks} >= known - {"one_language"}
        text = [found for found in strings(blocks) if re.match(r"/\w|.*(href|src)=\"/", found)]
        assert text == [], "every address is whole"
    (listed,) = get(ROOT)["items"]
    assert "blocks" not in listed
    assert listed == {name: newest[name] for name in listed}
    paths = get("/api/openapi.json")["paths"]
    assert {path for path in paths if "newsletter" in path} == {
        ROOT, f"{ROOT}/latest", f"{ROOT}/{{key}}",
    }  # fmt: skip
    assert f"{ROOT}/latest" in Client().get("/en/api/docs").content.decode()


def test_each_language_has_its_own_newest_and_only_what_is_public() -> None:
    demo = issue_in("sv")
    new_issue(
        ("text", "<p>Bara på svenska</p>"), title="Nytt", slug="nytt", issue_date="2031-01-01"
    )
    closed = new_issue(title="Stängt", slug="stangt", issue_date="2032-01-01")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    new_issue(title="Utkast", slug="utkast", issue_date="2033-01-01", live=False)
    newest = get(f"{ROOT}/latest?language=sv")
    assert newest["title"] == {"sv": "Nytt", "en": None}
    assert newest["blocks"]["en"] is None
    assert get(f"{ROOT}/latest?language=en")["id"] == str(demo.translation_key)
    listed = get(f"{ROOT}?limit=1")
    assert listed["count"] == 2
    assert [item["title"]["sv"] for item in listed["items"]] == ["Nytt"]
    assert get(listed["next"])["items"][0]["id"] == str(demo.translation_key)
    get(f"{ROOT}/{closed.translation_key}", 404)
    assert "Bara på svenska" in piece(PIECES["sv"])[0].get_text()
    assert issue_in("en").title in piece(PIECES["en"])[0].get_text()
    # A draft of what is public is not told either.
    page = NewsletterIssuePage.objects.get(slug="nytt")
    page.title = "Ännu inte"
    page.save_revision()
    assert "Ännu inte" not in str(piece(PIECES["sv"])[0])
    assert get(f"{ROOT}/latest")["title"]["sv"] == "Nytt"


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("language", PIECES)
def test_the_piece_of_html_is_the_content_alone(language: str) -> None:
    issue = issue_in(language)
    picture = CreditedImage.objects.create(title="x", file=get_test_image_file())
    image = {"image": picture.pk, "alt_text": "En kaj", "decorative": False}
    figure = NewsletterBody().to_python([{"type": "figure", "value": {"image": image}}])
    issue.body.append(("figure", figure[0].value))
    issue.save()
    soup, answer = piece(PIECES[language])
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["X-Robots-Tag"] == "noindex"
    (article,) = [tag for tag in soup.find_all(recursive=False) if tag.name]
    assert (article.name, article["lang"]) == ("article", language)
    assert issue.introduction in article.get_text()
    assert not soup.select("html, head, body, header, script, style, link, form, svg, [style]")
    assert not soup.select("[id], article [class], [onclick], [tabindex]")
    levels = [int(heading.name[1]) for heading in soup.select("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 2
    assert levels.count(2) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    title = article.select_one("h2 a")
    assert title is not None
    assert title["href"] == f"{OWN}{issue.url}"
    addresses = [str(link["href"]) for link in soup.select("[href]")]
    addresses += [str(shown["src"]) for shown in soup.select("[src]")]
    assert all(re.match(r"https?://|mailto:|tel:", address) for address in addresses)
    assert soup.select(f"img[src^='{OWN}/media/'][alt='En kaj']")


@pytest.mark.parametrize("language", PIECES)
def test_a_sent_issue_is_told_as_it_was_sent(language: str, settings: Any) -> None:
    with running() as server:
        use(settings, server)
        work(ordered(language))
    issue = issue_in(language)
    told = str(piece(PIECES[language])[0])
    event = next(event for event in EventPage.objects.live() if event.title in told)
    was = event.title
    event.title = "Renamed after it was sent"
    event.save_revision().publish()
    for corrected in (False, True):
        blocks = json.dumps(get(f"{ROOT}/latest")["blocks"][language], ensure_ascii=False)
        told = str(piece(PIECES[language])[0])
        assert ("Renamed after" in told, was in told) == (corrected, not corrected)
        assert ("Renamed after" in blocks, was in blocks) == (corrected, not corrected)
        # A correction is told everywhere.
        issue.save_revision().publish()
    # What was sent before the blocks of both channels were kept.
    issue.mailings.update(print_body="", json_body="")
    assert "Renamed after" in str(piece(PIECES[language])[0])
    assert get(f"{ROOT}/latest")["blocks"][language]


def test_what_only_the_editor_and_the_style_sheet_know_stays_here() -> None:
    town = TwinTownPage.objects.get(slug="kassel", locale__language_code="sv")
    english(town).unpublish()
    issue = issue_in("en")
    words = f'<p data-block-key="ab1c2">See <a linktype="page" id="{town.pk}">Kassel</a></p>'
    issue.body = json.dumps([{"type": "text", "value": words, "id": "b1"}])
    issue.save()
    link = f'<a href="{OWN}{town.url}" hreflang="sv">Kassel (in Swedish)</a>'
    (block,) = get(f"{ROOT}/latest")["blocks"]["en"]
    assert block["value"] == f"<p>See {link}</p>"
    assert f"<p>See {link}</p>" in str(piece(PIECES["en"])[0])


def test_nonsense_is_refused() -> None:
    for address in (
        f"{ROOT}/latest?language=de",
        f"{ROOT}/latest?language=",
        f"{ROOT}/latest?lang=en",
        f"{ROOT}?limit=0",
        f"{ROOT}?limit=x",
        f"{ROOT}?language=en",
    ):
        assert get(address, 400)["detail"]
    for address in (f"{ROOT}/newest", f"{ROOT}/latest/x", f"{ROOT}/1"):
        get(address, 404)
    get(f"{ROOT}/00000000-0000-0000-0000-000000000000", 404)
    for address in (
        "/nyhetsbrev/nyast.html",
        "/nyhetsbrev/senaste.html/x.html",
        "/nyhetsbrev/2026-1/senaste.html",
        "/nyheter/senaste.html",
        "/senaste.html",
    ):
        assert Client().get(address).status_code == 404, address


def test_before_anything_is_public_it_says_so() -> None:
    for language in PIECES:
        issue_in(language).unpublish()
    assert get(f"{ROOT}/latest", 404)["detail"] == "Inget nummer har kommit ut ännu."
    assert get(ROOT) == {"count": 0, "next": None, "items": []}
    for language, told in (("sv", "Inget nummer"), ("en", "No issue has been published")):
        soup, answer = piece(PIECES[language], 404)
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert told in soup.get_text()
