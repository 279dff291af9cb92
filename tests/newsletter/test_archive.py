"""The archive: a feed of the issues, pages of the list, and the site's search."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from wagtail.models import PageViewRestriction

from newsletter.models import NewsletterIndexPage, NewsletterIssuePage
from tests.newsletter.issues import issue_in, new_issue

pytestmark = pytest.mark.any_database

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
FEEDS = {"sv": "/nyhetsbrev/feed.atom", "en": "/en/newsletter/feed.atom"}


def titles(address: str) -> list[str | None]:
    feed = ElementTree.fromstring(Client().get(address).content)
    return [title.text for title in feed.findall("atom:entry/atom:title", ATOM)]


@pytest.mark.parametrize("language", FEEDS)
def test_the_feed_has_the_public_issues_of_its_language(language: str) -> None:
    new_issue(("text", "<p>x</p>"), title="Utkast", slug="utkast", live=False)
    closed = new_issue(title="Stängt", slug="stangt")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    issue = issue_in(language)
    answer = Client().get(FEEDS[language])
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert titles(FEEDS[language]) == [issue.title]
    link = feed.find("atom:entry/atom:link", ATOM)
    assert link is not None
    assert link.get("href") == f"http://testserver{issue.url}"
    summary = feed.find("atom:entry/atom:summary", ATOM)
    assert summary is not None
    assert summary.text == issue.introduction
    # What an address of the news would limit it to is nothing here.
    assert titles(f"{FEEDS[language]}?focus-area=it") == [issue.title]


@pytest.mark.parametrize("language", FEEDS)
def test_the_archive_offers_its_feed_to_people_and_programs(language: str) -> None:
    index = NewsletterIndexPage.objects.get(locale__language_code=language)
    page = BeautifulSoup(Client().get(index.url).content, "html.parser")
    feed = f"[href='{FEEDS[language]}']"
    assert page.select_one(f"head link[rel=alternate][type='application/atom+xml']{feed}")
    assert page.select_one(f"main a{feed}")


def test_a_long_archive_has_pages() -> None:
    index = NewsletterIndexPage.objects.get(locale__language_code="sv")
    issue_in("sv").unpublish()
    first = dt.date(2020, 1, 1)
    for number in range(1, 46):
        day = first + dt.timedelta(days=number)
        new_issue(title=f"Brev {number}", slug=f"brev-{number}", number=number, issue_date=day)

    def listed(query: str) -> list[str]:
        page = BeautifulSoup(Client().get(index.url + query).content, "html.parser")
        canonical = page.select_one("link[rel=canonical]")
        assert canonical is not None
        assert str(canonical["href"]).endswith(query)
        return [title.get_text(strip=True) for title in page.select(".entry__title")]

    assert listed("") == [f"Brev {number}" for number in range(45, 25, -1)]
    assert listed("?page=2") == [f"Brev {number}" for number in range(25, 5, -1)]
    assert listed("?page=3") == [f"Brev {number}" for number in range(5, 0, -1)]
    assert len(titles(FEEDS["sv"])) == 30


@pytest.mark.parametrize(
    ("address", "words"), [("/sok/", "bullerplank"), ("/en/search/", "noise+barriers")]
)
def test_issues_are_found_by_what_they_say(address: str, words: str) -> None:
    language = "sv" if address == "/sok/" else "en"
    issue = issue_in(language)
    issue.body.append(("heading", words.replace("+", " ")))
    issue.save_revision().publish()
    new_issue(("heading", words.replace("+", " ")), title="Utkastet", live=False)
    call_command("update_index", verbosity=0)
    html = Client().get(f"{address}?q={words}").content.decode()
    assert f'href="{issue.url}"' in html
    assert "Utkastet" not in html
    assert NewsletterIssuePage.objects.filter(title="Utkastet").exists()
