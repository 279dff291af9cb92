"""Sending an issue from the editor, as the newsletter's editor does it."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from home.models import EventPage
from newsletter.models import Mailing, NewsletterIssuePage, Recipient
from tests.newsletter.mail_server import OK, MailServer, running, use
from tests.newsletter.test_sending import issue, readers

pytestmark = pytest.mark.any_database


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with running() as server:
        use(settings, server)
        yield server


def address(name: str, language: str = "sv") -> str:
    return reverse(f"newsletter_{name}", args=[issue().pk, language])


def screen(browser: Client) -> BeautifulSoup:
    answer = browser.get(reverse("newsletter_checklist", args=[issue().pk]))
    return BeautifulSoup(answer.content, "html.parser")


def said(answer: Any) -> str:
    """The screen's words, in a line."""
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


@pytest.fixture
def editor(log_in: Callable[[str], Client]) -> Client:
    return log_in("nyhetsbrev")


def test_from_the_test_to_the_last_copy(
    editor: Client, server: MailServer, django_capture_on_commit_callbacks: Any
) -> None:
    readers(3)
    assert address("order") not in str(screen(editor))
    (heading,) = screen(editor).select("h1")
    assert heading.get_text(strip=True) == f"Innan det skickas: {issue().title}"
    refused = editor.get(address("order"), follow=True)
    assert "inte skickats som prov" in said(refused)
    tested = editor.post(address("test"), {"to": "redaktor@example.org"}, follow=True)
    assert "Ett prov har skickats till redaktor@example.org" in said(tested)
    test = server.mail_to("redaktor@example.org")
    assert test["Subject"].startswith("[Prov] ")
    assert "List-Unsubscribe" not in test
    assert screen(editor).select_one(f"a[href='{address('order')}']")
    assert "3 prenumeranter får ”Nyhetsbrev 1, 2026” (svenska)" in said(
        editor.get(address("order"))
    )
    with django_capture_on_commit_callbacks(execute=True):
        sent = editor.post(address("order"), {"when": "now"}, follow=True)
    assert "Det skickas nu" in said(sent)
    assert sorted(server.recipients) == ["reader-0@example.com"] + [
        f"reader-{n}@example.com" for n in (1, 2)
    ] + ["redaktor@example.org"]
    told = said(editor.get(reverse("newsletter_checklist", args=[issue().pk])))
    assert "en rättelse av webbversionen" in told
    assert "Skickat" in told
    assert "Mottagare 3 Skickade 3" in told
    assert "100 % klart" in told
    # It cannot be sent twice.
    again = editor.post(address("order"), {"when": "now"}, follow=True)
    assert "Det har skickats till prenumeranterna" in said(again)
    assert len(server.taken) == 4
    actions = PageLogEntry.objects.filter(page_id=issue().pk, action__startswith="newsletter.")
    assert set(actions.values_list("action", flat=True)) == {
        "newsletter.tested",
        "newsletter.ordered",
    }
    history = said(editor.get(reverse("wagtailadmin_pages:history", args=[issue().pk])))
    assert "Beställt att skickas" in history


def test_it_is_scheduled_paused_gone_on_with_and_cancelled(
    editor: Client, server: MailServer
) -> None:
    editor.post(address("test"), {"to": "redaktor@example.org"})
    later = timezone.localtime() + dt.timedelta(days=1)
    for wrong in ({"when": "later"}, {"when": "later", "at": "2001-01-01T10:00"}, {"when": "x"}):
        assert editor.post(address("order"), wrong).status_code == 400
    editor.post(address("order"), {"when": "later", "at": f"{later:%Y-%m-%dT%H:%M}"})
    mailing = Mailing.objects.get()
    assert mailing.state == Mailing.State.SCHEDULED
    assert timezone.localtime(mailing.send_at).replace(second=0) == later.replace(
        second=0, microsecond=0
    )
    for action, state in (("pause", "paused"), ("resume", "scheduled"), ("pause", "paused")):
        editor.post(address(action))
        mailing.refresh_from_db()
        assert mailing.state == state
    assert screen(editor).select_one(f"form[action='{address('cancel')}']")
    editor.post(address("cancel"))
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.CANCELLED
    assert "ändrades" in said(editor.post(address("resume"), follow=True))
    assert len(server.taken) == 1


def test_a_mail_server_that_is_away_is_said_and_counts_as_no_test(
    editor: Client, settings: Any
) -> None:
    with running() as server:
        use(settings, server)
    told = editor.post(address("test"), {"to": "redaktor@example.org"}, follow=True)
    assert "e-postservern tog inte emot det" in said(told)
    assert address("order") not in str(screen(editor))


@pytest.mark.parametrize("wrong", ["", "nobody", "a@b.c\nBcc: x@example.org", "å" * 300])
def test_a_wrong_address_for_a_test_is_said(editor: Client, server: MailServer, wrong: str) -> None:
    answer = editor.post(address("test"), {"to": wrong}, follow=True)
    assert answer.status_code == 200
    assert server.taken == []
    assert BeautifulSoup(answer.content, "html.parser").select(".messages .error")


def test_only_those_who_publish_the_issue_send_it(
    log_in: Callable[[str], Client], server: MailServer
) -> None:
    for user in ("skribent", "oversattare", "rapportor", "samordnare"):
        browser = log_in(user)
        for name in ("test", "order", "pause", "resume", "cancel", "again"):
            answer = browser.post(address(name), {"to": "x@example.org", "when": "now"})
            assert answer.status_code in (302, 403), (user, name)
    assert server.taken == []
    assert not Mailing.objects.exists()
    assert Client().post(address("order"), {"when": "now"}).status_code == 302


def test_changing_needs_a_post_and_a_mailing(editor: Client) -> None:
    for name in ("test", "pause", "resume", "cancel", "again"):
        assert editor.get(address(name)).status_code == 405
    for name in ("pause", "resume", "cancel", "again"):
        assert editor.post(address(name)).status_code == 404
    assert editor.get(address("order", "xx")).status_code == 404


def test_the_web_version_stays_as_it_was_sent_until_it_is_corrected(
    editor: Client, server: MailServer, django_capture_on_commit_callbacks: Any
) -> None:
    readers(1)
    editor.post(address("test"), {"to": "redaktor@example.org"})
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(address("order"), {"when": "now"})
    before = Client().get(issue().url).content.decode()
    event = next(page for page in EventPage.objects.live() if page.title in before)
    event.title = "Renamed after it was sent"
    event.save_revision().publish()
    after = Client().get(issue().url).content.decode()
    assert "Renamed after it was sent" not in after
    page = NewsletterIssuePage.objects.get(pk=issue().pk)
    page.save_revision().publish()
    corrected = Client().get(issue().url).content.decode()
    assert "Renamed after it was sent" in corrected
    assert "Rättat därefter" in corrected


def test_the_figures_of_all_issues_are_a_report_and_a_file(
    editor: Client, server: MailServer, django_capture_on_commit_callbacks: Any
) -> None:
    readers(3)
    server.at_rcpt = lambda to, _n: "550 5.1.1 no" if to.startswith("reader-1") else OK
    editor.post(address("test"), {"to": "redaktor@example.org"})
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(address("order"), {"when": "now"})
    Recipient.objects.filter(state="sent").first().delete()
    first = Recipient.objects.filter(state="sent").get()
    Recipient.objects.filter(pk=first.pk).update(unsubscribed_at=timezone.now())
    page = BeautifulSoup(editor.get(reverse("newsletter_figures")).content, "html.parser")
    (row,) = page.select("main tbody tr")
    assert "utskicks" not in page.get_text()
    assert str(Mailing._meta.verbose_name_plural) == "utskick"
    cells = [cell.get_text(" ", strip=True).split()[-1] for cell in row.select("td")]
    assert cells[-4:] == ["2", "1", "1", "1"]
    answer = editor.get(reverse("newsletter_figures"), {"export": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Nummer,")
    assert lines[1].endswith(",2,1,1,1")


def test_whoever_may_not_count_subscribers_sees_no_figures(log_in: Callable[[str], Client]) -> None:
    for user in ("skribent", "rapportor"):
        assert log_in(user).get(reverse("newsletter_figures")).status_code == 302
