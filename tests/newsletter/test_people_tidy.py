"""The time limits of keeping, each on rows that are just within it and just beyond."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from newsletter.models import (
    Attempt,
    ForgottenAddress,
    Mailing,
    NewsletterIssuePage,
    Recipient,
    Subscriber,
    TestSend,
)
from newsletter.people import tidying
from newsletter.subscribing.digests import digest_of_address
from tests.newsletter.subscribers import STATE, copy_of, mailing, subscriber


def tidied(*arguments: str) -> str:
    out = StringIO()
    call_command("newsletter_subscribers", "tidy", *arguments, stdout=out)
    return out.getvalue()


def ago(**past: float) -> Any:
    return timezone.now() - dt.timedelta(**past)


def test_who_is_kept_and_who_not() -> None:
    for state, days in (
        (STATE.PENDING, 7),
        (STATE.ENDED, 30),
        (STATE.SUSPENDED, 180),
        (STATE.ACTIVE, 4000),
    ):
        subscriber(f"{state}-kept@example.org", state, days - 1)
        subscriber(f"{state}-gone@example.org", state, days + 1)
    said = tidied("--dry-run")
    assert "not confirmed, deleted: 1\n" in said
    assert Subscriber.objects.count() == 8
    assert tidied() == said.replace("Nothing was deleted.\n", "")
    kept = {one.address.split("@")[0] for one in Subscriber.objects.all()}
    assert kept == {
        "pending-kept",
        "ended-kept",
        "suspended-kept",
        "active-kept",
        "active-gone",
    }
    # Whoever never confirmed was never a subscriber: their address may come with a list.
    digests = set(ForgottenAddress.objects.values_list("digest", flat=True))
    gone = ("ended-gone@example.org", "suspended-gone@example.org")
    assert digests == {digest_of_address(address) for address in gone}
    assert "erased: 1" not in tidied()


def test_who_got_an_old_issue_is_forgotten_and_the_figures_stay() -> None:
    one = subscriber()
    old, new = mailing("Gammalt", days=401), mailing("Nytt", days=399)
    cancelled = mailing("Inställt", 401, state=Mailing.State.CANCELLED, finished_at=None)
    still = mailing("På väg", 401, state=Mailing.State.PAUSED, finished_at=None)
    for found in (old, new, cancelled, still):
        copy_of(found, one)
    tidied()
    known = {row.mailing.title: row.subscriber for row in Recipient.objects.all()}
    assert known == {"Gammalt": None, "Nytt": one, "Inställt": None, "På väg": one}
    assert old.recipients.filter(state="sent").count() == 1


def test_the_rest_that_is_old() -> None:
    issue = NewsletterIssuePage.objects.filter(locale__language_code="sv").first()
    assert issue is not None
    for past, number in ((1.1, 1), (0.9, 2)):
        Attempt.objects.create(digest=str(number), at=ago(days=past))
        TestSend.objects.create(page=issue, digest=str(number), at=ago(days=365 * past))
        day = ago(days=5 * 365 * past).date()
        ForgottenAddress.objects.create(digest=str(number), since=day)
    Session.objects.create(session_key="old", session_data="x", expire_date=ago(days=1))
    tidied()
    for model in (Attempt, TestSend, ForgottenAddress):
        assert list(model.objects.values_list("digest", flat=True)) == ["2"]
    assert not Session.objects.filter(session_key="old").exists()


def test_done_work_of_the_worker(settings: Any) -> None:
    settings.TASKS = {
        **settings.TASKS,
        "mail": {"BACKEND": "django_tasks_db.DatabaseBackend"},
    }
    for days in (13, 15):
        DBTaskResult.objects.create(
            status="SUCCESSFUL",
            backend_name="mail",
            queue_name="other",
            finished_at=ago(days=days),
            task_path="x",
            args_kwargs={"args": [], "kwargs": {}},
        )
    tidied("--dry-run")
    assert DBTaskResult.objects.count() == 2
    tidied()
    assert DBTaskResult.objects.count() == 1


def test_in_parts_that_stay_when_it_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "BATCH", 2)
    for number in range(5):
        subscriber(f"p{number}@example.org", STATE.ENDED, 31)
    rule = next(rule for rule in tidying.rules() if rule.said == "unsubscribed, erased")
    first = next(tidying.tidy(rule))
    assert (first, Subscriber.objects.count()) == (2, 3)
    assert "unsubscribed, erased: 3" in tidied()
    assert not Subscriber.objects.exists()


def test_who_has_come_back_meanwhile_stays() -> None:
    one = subscriber("back@example.org", STATE.ENDED, 31)
    rule = next(rule for rule in tidying.rules() if rule.said == "unsubscribed, erased")
    one.become(STATE.ACTIVE)
    rule.act([one.pk])
    assert Subscriber.objects.filter(pk=one.pk).exists()


def test_the_settings_name_the_workers_queue() -> None:
    assert "mail" in settings.TASKS
