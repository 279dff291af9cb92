"""Feeds and calendars are offered where readers look, to people and to programs."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from home.models import NewsPage

pytestmark = pytest.mark.any_database

NEWS, EVENTS = "/en/news/feed.atom", "/en/events/calendar.ics"
OFFERED = {
    "/en/news/": [NEWS],
    "/en/events/": ["/en/events/feed.atom", EVENTS],
    "/en/countries/ee/": [f"{NEWS}?country=ee", f"{EVENTS}?country=ee"],
    "/en/keywords/skolutbyte/": [f"{NEWS}?keyword=skolutbyte", f"{EVENTS}?keyword=skolutbyte"],
    **{
        f"/en/{slug}/": [f"{NEWS}?section={slug}", f"{EVENTS}?section={slug}"]
        for slug in ("networks", "twin-towns", "projects", "action-plan")
    },
    "/en/focus-areas/welfare/": [f"{NEWS}?focus-area=welfare", f"{EVENTS}?focus-area=welfare"],
}


def read(url: str) -> BeautifulSoup:
    return BeautifulSoup(Client().get(url).content, "html.parser")


@pytest.mark.parametrize("url", OFFERED)
def test_a_page_offers_its_feed_and_calendar(url: str) -> None:
    soup = read(url)
    for address in OFFERED[url]:
        kind = "text/calendar" if ".ics" in address else "application/atom+xml"
        link = soup.select_one(f'head link[rel=alternate][type="{kind}"][href="{address}"]')
        assert link, address
        assert link["title"], address
        seen = soup.select_one(f'main a[href="{address}"]')
        assert seen, address
        assert seen.get_text(strip=True), address
        answer = Client().get(address)
        assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (200, kind)
        assert b"VCALENDAR" in answer.content or b"<feed" in answer.content


def test_a_record_that_is_no_topic_offers_none() -> None:
    soup = read("/en/operations/city-executive-office/")
    assert soup.h1
    assert not soup.select("[href*='feed.atom'], [href*='.ics']")


def test_the_feed_is_offered_before_there_is_any_news() -> None:
    NewsPage.objects.update(live=False)
    assert read("/en/news/").select_one(f'main a[href="{NEWS}"]')
