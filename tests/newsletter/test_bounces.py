"""The bounce mailbox: what mail that comes back does to a subscriber, and what does nothing."""

import mailbox
from email.message import EmailMessage
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from newsletter.models import Recipient
from tests.newsletter.imap_server import imap_mailbox
from tests.newsletter.subscribers import ANNA, STATE, copy_of, mailing, subscriber

pytestmark = pytest.mark.any_database

REPORT = """From: MAILER-DAEMON@mx.example.org
To: studs@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: {kind}

Reporting-MTA: dns; mx.example.org
Arrival-Date: Mon, 2 Nov 2026 08:00:00 +0100

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such user

--b
Content-Type: {returned}

From: Nyhetsbrev <nyhetsbrev@example.org>
Message-ID: <newsletter-{key}@127.0.0.1>
Subject: Nyhetsbrev 1

--b--
"""


def report(copy: Recipient | None = None, **said: str) -> bytes:
    """A delivery report as a mail server writes it."""
    parts = {
        "kind": "message/delivery-status",
        "returned": "text/rfc822-headers",
        "address": ANNA,
        "action": "failed",
        "status": "5.1.1",
        "key": copy.key.hex if copy else "0" * 32,
    }
    return REPORT.format(**{**parts, **said}).encode()


def ran(path: Path | None = None) -> str:
    out = StringIO()
    call_command("newsletter_bounces", *(["--from", str(path)] if path else []), stdout=out)
    return out.getvalue()


def read(tmp_path: Path, raw: bytes) -> str:
    path = tmp_path / "mail.eml"
    path.write_bytes(raw)
    return ran(path)


def state_after(tmp_path: Path, copy: Recipient, **said: str) -> tuple[str, str]:
    """What the copy and its subscriber become by a report."""
    assert "1 reports" in read(tmp_path, report(copy, **said))
    copy.refresh_from_db()
    subscriber: Any = copy.subscriber
    subscriber.refresh_from_db()
    return copy.state, subscriber.state


@pytest.mark.parametrize("status", ["5.1.1", "5.1.2", "5.1.10", "5.2.1", "5.4.4"])
def test_a_dead_address_is_suspended(tmp_path: Path, status: str) -> None:
    copy = copy_of(mailing(), subscriber())
    assert state_after(tmp_path, copy, status=status) == ("bounced", STATE.SUSPENDED)
    assert copy.answer == status


@pytest.mark.parametrize("status", ["5.7.1", "5.2.2", "5.1.8", "4.4.1", "5.0.0"])
def test_what_may_pass_is_not_held_against_the_address(tmp_path: Path, status: str) -> None:
    copy = copy_of(mailing(), subscriber())
    assert state_after(tmp_path, copy, status=status) == ("bounced", STATE.ACTIVE)


def test_three_issues_in_a_row_are_enough(tmp_path: Path) -> None:
    one = subscriber()
    states = []
    for arrives in (False, False, True, False, False, False):
        copy = copy_of(mailing(), one)
        if not arrives:
            # The same report twice counts once.
            state_after(tmp_path, copy, status="5.2.2")
            states.append(state_after(tmp_path, copy, status="5.2.2")[1])
    assert states == [STATE.ACTIVE] * 4 + [STATE.SUSPENDED]


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_a_late_mail_has_not_come_back(tmp_path: Path, action: str) -> None:
    copy = copy_of(mailing(), subscriber())
    assert state_after(tmp_path, copy, action=action, status="4.4.1") == ("sent", STATE.ACTIVE)


@pytest.mark.parametrize(
    "said",
    [
        {"returned": "message/rfc822"},
        {"kind": "message/global-delivery-status", "returned": "message/global-headers"},
        {"kind": "message/global-delivery-status", "returned": "message/global"},
        {"action": "Failed"},
    ],
)
def test_other_ways_to_write_it(tmp_path: Path, said: dict[str, str]) -> None:
    copy = copy_of(mailing(), subscriber())
    assert state_after(tmp_path, copy, **said) == ("bounced", STATE.SUSPENDED)


@pytest.mark.parametrize("state", [STATE.ENDED, STATE.PENDING])
def test_who_has_unsubscribed_stays_so(tmp_path: Path, state: str) -> None:
    assert state_after(tmp_path, copy_of(mailing(), subscriber(state=state)))[1] == state


def test_who_has_confirmed_since_is_not_suspended_by_an_old_report(tmp_path: Path) -> None:
    one = subscriber()
    copy = copy_of(mailing(), one)
    one.become(STATE.SUSPENDED)
    one.become(STATE.ACTIVE)
    assert state_after(tmp_path, copy) == ("bounced", STATE.ACTIVE)


def out_of_office(copy: Recipient) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Semester"
    mail["Auto-Submitted"] = "auto-replied"
    mail["In-Reply-To"] = f"<newsletter-{copy.key.hex}@127.0.0.1>"
    mail.set_content("Status: 5.1.1\nAction: failed\n")
    return mail.as_bytes()


def test_what_is_no_report_about_a_copy_changes_nothing(tmp_path: Path) -> None:
    copy = copy_of(mailing(), subscriber())
    waiting = Recipient.objects.create(mailing=mailing(), subscriber=subscriber("bo@example.org"))
    whole = report(copy)
    for raw in (
        report(),
        report(waiting),
        out_of_office(copy),
        report(copy, status="no code"),
        whole.replace(b"delivery-status; boundary", b"disposition-notification; boundary"),
        whole.replace(b"newsletter-", b"other-"),
        whole.replace(b"Message-ID:", b"X-Message-ID:"),
        b"",
        b"\x00\xff" * 5000,
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=\xff\r\n\r\n",
        b"Content-Type: multipart/report; report-type*0=d; report-type*x=y; boundary=b\n\n--b",
        whole + b"x" * (2 * 1024 * 1024),
        b"Content-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: message/rfc822\n\n" * 3000,
    ):
        assert "0 reports" in read(tmp_path, raw)
    copy.refresh_from_db()
    waiting.refresh_from_db()
    assert (copy.state, waiting.state) == ("sent", "queued")
    for one in (copy.subscriber, waiting.subscriber):
        assert one is not None
        assert one.state == STATE.ACTIVE


def test_a_copy_of_somebody_erased_still_counts(tmp_path: Path) -> None:
    copy = copy_of(mailing(), None)
    assert "1 reports" in read(tmp_path, report(copy))
    copy.refresh_from_db()
    assert copy.state == "bounced"


@pytest.mark.parametrize("kind", [mailbox.Maildir, mailbox.mbox])
def test_what_is_understood_leaves_the_mailbox(tmp_path: Path, kind: Any) -> None:
    copy = copy_of(mailing(), subscriber())
    path = tmp_path / "box"
    box = kind(path)
    for raw in (report(copy), out_of_office(copy), report()):
        box.add(raw)
    box.close()
    assert ran(path) == "1 reports about newsletters, 2 other mails left.\n"
    assert len(kind(path)) == 2
    assert "0 reports" in ran(path)


def test_by_imap(settings: Any) -> None:
    copy = copy_of(mailing(), subscriber())
    mails = [out_of_office(copy), report(copy), report(), report(copy)]
    with imap_mailbox(mails) as server:
        where = f"127.0.0.1:{server.server_address[1]}"
        settings.NEWSLETTER_BOUNCE_MAILBOX = f"imap://u%40x:s%20e%25cret@{where}/INBOX"
        assert ran() == "2 reports about newsletters, 2 other mails left.\n"
        assert sorted(server.mails) == [1, 3]
        assert "Seen" not in server.flags.get(1, "")
        for address in (
            f"imap://u:wrong@{where}/INBOX",
            f"imap://u:s%20e%25cret@{where}/Other",
            "imap://u:wrong@127.0.0.1:1/INBOX",
            "imap://u:wrong@mail.example.org/INBOX",
            "https://u:wrong@mail.example.org/",
        ):
            settings.NEWSLETTER_BOUNCE_MAILBOX = address
            with pytest.raises(CommandError) as refused:
                ran()
            assert refused.value.returncode == 2
            assert "wrong" not in str(refused.value)
            assert len(str(refused.value).splitlines()) == 1
    copy.refresh_from_db()
    assert copy.state == "bounced"


def test_without_a_mailbox_it_says_so(settings: Any, tmp_path: Path) -> None:
    settings.NEWSLETTER_BOUNCE_MAILBOX = ""
    for path in (None, tmp_path / "none"):
        with pytest.raises(CommandError) as refused:
            ran(path)
        assert refused.value.returncode == 2
