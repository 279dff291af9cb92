"""The newsletter in the page explorer: what was sent, and when."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsletter.corrections import web_version
from newsletter.models import Mailing, NewsletterIndexPage
from tests.newsletter.issues import issue_in, new_issue

pytestmark = pytest.mark.any_database

States = Mailing.State


def ordered(issue: Any, state: str, **fields: Any) -> None:
    language = issue.locale.language_code
    Mailing.objects.create(
        page=issue, state=state, language=language, **web_version(issue), **fields
    )


def listed(browser: Client, language: str = "sv", **asked: str) -> dict[str, list[str]]:
    """The cells of the list, by the page's title."""
    index = NewsletterIndexPage.objects.get(locale__language_code=language)
    answer = browser.get(reverse("wagtailadmin_explore", args=[index.pk]), asked)
    rows = BeautifulSoup(answer.content, "html.parser").select("main tbody tr")
    cells = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in rows]
    return {
        str(row.select_one(".title-wrapper").get_text(strip=True)): found  # type: ignore[union-attr]
        for row, found in zip(rows, cells, strict=True)
    }


def test_the_list_says_what_is_sent_and_when(log_in: Callable[[str], Client]) -> None:
    editor = log_in("nyhetsbrev")
    at = timezone.make_aware(dt.datetime(2026, 12, 1, 8, 30))
    issue = issue_in("sv")
    assert "inte beställt" in listed(editor)[issue.title]
    ordered(issue, States.CANCELLED, ordered_at=at - dt.timedelta(days=1))
    ordered(issue, States.SENT, finished_at=at, ordered_at=at)
    assert "skickat, 1 december 2026 08:30" in listed(editor)[issue.title]
    english = issue_in("en")
    assert "inte beställt" in listed(editor, "en")[english.title]
    ordered(english, States.SCHEDULED, send_at=at)
    assert "väntar på sin tid, 1 december 2026 08:30" in listed(editor, "en")[english.title]
    # Also among what was searched for in the whole site.
    assert "inte beställt" not in str(listed(editor, q="brev", search_all="1").get(issue.title))


def test_many_issues_ask_as_often_as_few(log_in: Callable[[str], Client]) -> None:
    editor = log_in("nyhetsbrev")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            listed(editor)
        return len(found)

    for number in (2, 3):
        ordered(new_issue(title=f"Brev {number}", slug=f"b{number}", number=number), States.SENDING)
    listed(editor)
    few = queries()
    for number in range(4, 12):
        ordered(new_issue(title=f"Brev {number}", slug=f"b{number}", number=number), States.PAUSED)
    assert queries() <= few


def test_from_the_newsletter_the_whole_site_is_searched(admin: Client) -> None:
    index = NewsletterIndexPage.objects.get(locale__language_code="sv")
    address = reverse("wagtailadmin_explore", args=[index.pk])
    answer = admin.get(address, {"q": "vänorter", "search_all": "1"})
    assert "Vänorter" in answer.content.decode()
    assert answer.status_code == 200
