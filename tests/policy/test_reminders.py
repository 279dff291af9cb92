"""`send_reminders`: who is asked for news, when, and that nobody is asked twice."""

import datetime as dt
import socket
import subprocess
import sys
from io import StringIO
from typing import Any

import pytest
from django.conf import settings as project
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.users.models import UserProfile

from policy.models import ActionPlanPage, ActivityPage, Milestone, ProgressNote, Reminder
from tests.policy.reporting import add, report_for, the

pytestmark = pytest.mark.any_database

# In a quarter that ends on 30 June 2006; a Monday, 14 days before, is the 16th (a Friday).
EARLY, FIRST_DAY, LATER = "2006-06-15", "2006-06-16", "2006-06-20"


def send(*arguments: str, code: int = 0) -> str:
    """Runs the command; gives all that it said."""
    said = StringIO()
    if code:
        with pytest.raises(SystemExit) as stopped:
            call_command("send_reminders", *arguments, stdout=said, stderr=said)
        assert stopped.value.code == code
    else:
        call_command("send_reminders", *arguments, stdout=said, stderr=said)
    return said.getvalue()


@pytest.fixture(autouse=True)
def _quiet() -> None:
    """Only P1 and P2 run, since April 2006, and nothing of them is late or has been told."""
    plan = ActionPlanPage.objects.filter(slug="2006-2007", locale__language_code="sv")
    plan.update(starts_on=dt.date(2006, 1, 1), ends_on=dt.date(2007, 12, 31))
    ActivityPage.objects.update(starts_on=dt.date(2007, 1, 1), ends_on=None, owner=None)
    own = ActivityPage.objects.filter(reference__in=["P1", "P2"])
    own.update(starts_on=dt.date(2006, 4, 1), ends_on=dt.date(2007, 12, 31))
    report_for("rapportor", "P1", "P2")


def to() -> list[list[str]]:
    return [message.to for message in mail.outbox]


def tell(reference: str, day: str) -> ProgressNote:
    page = the(reference)
    note: ProgressNote = add(page, ProgressNote, on=day, text="Nytt.")
    return note


def test_two_weeks_before_the_quarter_ends_and_no_day_sooner() -> None:
    assert "0 e-mails sent" in send("--on", EARLY)
    assert "1 e-mails sent" in send("--on", FIRST_DAY)
    assert to() == [["rapportor@example.org"]]
    message = mail.outbox[0]
    assert message.subject == (
        "Västerås internationellt: Vad har hänt under kvartal 2 2006? 2 aktiviteter utan nyheter"
    )
    for reference in ("P1", "P2"):
        form = reverse("short_form", args=[the(reference).pk])
        assert f"http://127.0.0.1:8000{form}\n" in message.body
        assert f"- {reference} {the(reference).title}" in message.body
    assert "30 juni 2006" in message.body
    assert "för att du rapporterar om de här aktiviteterna" in message.body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_one_e_mail_a_person_a_quarter_is_logged() -> None:
    send("--on", FIRST_DAY)
    log = Reminder.objects.get()
    assert (log.kind, log.period, log.email) == (
        "quarter",
        dt.date(2006, 4, 1),
        "rapportor@example.org",
    )
    assert {page.reference for page in log.activities.all()} == {"P1", "P2"}
    assert "1 asked before: rapportor (quarter)" in send("--on", LATER)
    assert len(mail.outbox) == 1
    # The next quarter is another one.
    send("--on", "2006-09-20")
    assert [r.kind for r in Reminder.objects.filter(period=dt.date(2006, 7, 1))] == ["quarter"]


def test_what_has_news_is_not_asked_about() -> None:
    tell("P1", "2006-04-01")
    tell("P2", "2006-03-31")
    send("--on", FIRST_DAY)
    assert {page.reference for page in Reminder.objects.get().activities.all()} == {"P2"}


def test_news_that_await_approval_are_news() -> None:
    page = the("P1")
    page.notes.add(ProgressNote(on=dt.date(2006, 5, 2), text="Nytt.", locale=page.locale))
    page.save_revision()
    send("--on", FIRST_DAY)
    assert {page.reference for page in Reminder.objects.get().activities.all()} == {"P2"}


def test_late_ones_are_asked_about_once_a_week() -> None:
    ActivityPage.objects.filter(reference="P1").update(ends_on=dt.date(2006, 4, 30))
    send("--on", "2006-05-01")
    assert "är försenad" in mail.outbox[0].subject
    assert "P1" in mail.outbox[0].body
    assert "P2" not in mail.outbox[0].body
    assert "1 asked before: rapportor (late)" in send("--on", "2006-05-07")
    assert "1 e-mails sent" in send("--on", "2006-05-08")
    assert Reminder.objects.filter(kind="late").count() == len(mail.outbox) == 2


def test_those_long_without_news_are_asked_about() -> None:
    assert "0 e-mails sent" in send("--on", "2006-07-01")
    assert "1 e-mails sent" in send("--on", "2006-07-02")


def test_the_e_mail_is_in_the_persons_own_language() -> None:
    user = User.objects.get(username="rapportor")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    send("--on", FIRST_DAY)
    assert "2 activities without news" in mail.outbox[0].subject
    assert "Ongoing" in mail.outbox[0].body


def test_without_reporters_the_owner_is_asked_if_the_page_is_the_owners_to_edit() -> None:
    User.objects.filter(username="rapportor").update(is_active=False)
    ActivityPage.objects.filter(reference="P1").update(
        owner=User.objects.get(username="samordnare")
    )
    ActivityPage.objects.filter(reference="P2").update(
        owner=User.objects.get(username="nyhetsbrev")
    )
    said = send("--on", FIRST_DAY)
    assert to() == [["samordnare@example.org"]]
    edit = reverse("wagtailadmin_pages:edit", args=[the("P1").pk])
    assert edit in mail.outbox[0].body
    # The mail says why they of all get it.
    assert "för att sidorna är dina" in mail.outbox[0].body
    assert "för att du rapporterar" not in mail.outbox[0].body
    assert f"without anybody to ask: P2 {the('P2').title}" in said


def test_who_is_asked_both_as_reporter_and_as_owner_is_told_so() -> None:
    owner = User.objects.get(username="samordnare")
    ActivityPage.objects.filter(reference="P1").update(owner=owner, operation=None)
    the("P2").operation.editors.set([owner])  # type: ignore[union-attr]
    send("--on", FIRST_DAY)
    (message,) = mail.outbox
    assert message.to == ["samordnare@example.org"]
    assert "rapporterar om några av aktiviteterna; de andras sidor är dina" in message.body


def test_a_dry_run_writes_and_sends_nothing() -> None:
    said = send("--on", FIRST_DAY, "--dry-run")
    assert "1 e-mails would be sent" in said
    assert "would be asked: rapportor (quarter)" in said
    assert mail.outbox == []
    assert not Reminder.objects.exists()


def test_one_e_mail_that_fails_keeps_no_other_from_theirs() -> None:
    other = User.objects.get(username="skribent")
    the("P2").operation.editors.add(other)  # type: ignore[union-attr]
    User.objects.filter(username="rapportor").update(email="a@example.org\nBcc: b@example.org")
    said = send("--on", FIRST_DAY, code=1)
    assert "rapportor (quarter): not sent" in said
    assert to() == [["skribent@example.org"]]
    assert [r.email for r in Reminder.objects.all()] == ["skribent@example.org"]
    User.objects.filter(username="rapportor").update(email="rapportor@example.org")
    send("--on", LATER)
    assert to() == [["skribent@example.org"], ["rapportor@example.org"]]


def test_a_mail_server_that_is_away_loses_nothing(settings: Any) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, but not listening
        settings.EMAIL_HOST, settings.EMAIL_PORT = nobody.getsockname()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        assert "1 not sent; the next run tries them again" in send("--on", FIRST_DAY, code=1)
    assert not Reminder.objects.exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert "1 e-mails sent" in send("--on", FIRST_DAY)


class Killed(BaseException):
    """As when the process is stopped."""


class KillingBackend(BaseEmailBackend):
    """A way to send e-mail in whose middle the process is stopped."""

    def send_messages(self, email_messages: Any) -> int:
        raise Killed


def test_killed_before_the_e_mail_went_nobody_is_asked_twice(settings: Any) -> None:
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.KillingBackend"
    with pytest.raises(Killed):
        send("--on", FIRST_DAY)
    settings.EMAIL_BACKEND = usual
    assert "1 asked before" in send("--on", FIRST_DAY)
    assert mail.outbox == []


@pytest.mark.parametrize("day", ["i-morgon", "2006-13-01", ""])
def test_a_bad_day_is_refused_in_a_line(day: str) -> None:
    with pytest.raises(CommandError, match="is no day"):
        send("--on", day)
    run = subprocess.run(
        [sys.executable, "manage.py", "send_reminders", f"--on={day}"],
        cwd=project.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert "is no day" in run.stderr
    assert "Traceback" not in run.stderr


def test_the_milestone_that_makes_it_late_is_named() -> None:
    add(the("P1"), Milestone, title="Sal bokad", due_on=dt.date(2006, 5, 1))
    send("--on", EARLY)
    (message,) = mail.outbox
    assert "(Försenad: Sal bokad (1 maj 2006)" in message.body
