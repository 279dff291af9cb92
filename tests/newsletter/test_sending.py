"""An issue sent to its subscribers by a real SMTP server: who gets it, and what is done when the
server refuses, stalls or goes away.
"""

import datetime as dt
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from newsletter.checklist import looked_at
from newsletter.links import subscriber_of
from newsletter.models import Mailing, NewsletterIssuePage, Recipient, Subscriber
from newsletter.sending.ordering import (
    NotOrderedError,
    cancel,
    order,
    pause,
    resume,
    send_again,
    send_test,
)
from newsletter.sending.tasks import enqueue_due
from newsletter.sending.working import MOST_ATTEMPTS, Work
from records.models import FocusArea
from tests.newsletter.mail_server import OK, MailServer, running, use

State, Sub = Recipient.State, Subscriber


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with running() as server:
        use(settings, server)
        yield server


def readers(count: int, language: str = "sv", **fields: Any) -> list[Subscriber]:
    number = Subscriber.objects.count()
    made = [
        Subscriber.objects.create(
            address=f"reader-{number + n}@example.com",
            language=language,
            **{"state": Sub.State.ACTIVE, **fields},
        )
        for n in range(count)
    ]
    return made


def issue(language: str = "sv") -> Any:
    return NewsletterIssuePage.objects.get(locale__language_code=language)


def ordered(language: str = "sv", at: dt.datetime | None = None) -> Mailing:
    """A mailing of the demo issue, tested and ordered; nobody works at it yet."""
    looked = looked_at(issue(), language)
    assert looked is not None
    send_test(looked, "editor@example.com", None)
    return order(looked, None, at, queue=False)


def work(mailing: Mailing) -> Mailing:
    mailing.refresh_from_db()
    Work(mailing).run()
    mailing.refresh_from_db()
    return mailing


def states(mailing: Mailing) -> dict[str, str]:
    """The state of each copy, by address."""
    rows = mailing.recipients.values_list("subscriber__address", "state")
    return {address.partition("@")[0]: state for address, state in rows}


def test_each_language_goes_to_its_own_subscribers_once(server: MailServer) -> None:
    readers(3)
    readers(2, "en")
    for state in (Sub.State.PENDING, Sub.State.ENDED, Sub.State.SUSPENDED):
        readers(1, state=state)
    assert work(ordered()).state == Mailing.State.SENT
    assert set(server.recipients) == {"editor@example.com"} | {
        f"reader-{n}@example.com" for n in range(3)
    }
    work(ordered("en"))
    assert max(server.recipients[f"reader-{n}@example.com"] for n in range(5)) == 1
    assert server.mail_to("reader-0@example.com")["Content-Language"] == "sv"
    assert server.mail_to("reader-4@example.com")["Content-Language"] == "en"
    assert not {f"reader-{n}@example.com" for n in (5, 6, 7)} & set(server.recipients)


def test_a_copy_has_its_own_way_out_and_its_own_name(server: MailServer) -> None:
    first, second = readers(2)
    mailing = work(ordered())
    copies = [server.mail_to(reader.address) for reader in (first, second)]
    assert len({copy["Message-ID"] for copy in copies}) == 2
    for copy, reader in zip(copies, (first, second), strict=True):
        assert copy["To"] == reader.address
        assert copy["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        out = copy["List-Unsubscribe"].strip("<>")
        assert out.endswith(f"?mailing={mailing.pk}")
        token = out.split("/")[-3]
        assert subscriber_of(token) == reader
        recipient = mailing.recipients.get(subscriber=reader)
        assert recipient.key.hex in copy["Message-ID"]
        for part in copy.iter_parts():
            said = part.get_content()
            assert out in said
            assert ".invalid" not in said


def test_what_it_says_is_frozen_when_it_is_ordered(server: MailServer) -> None:
    readers(1)
    mailing = ordered()
    page = issue()
    page.subject = "Something else"
    page.save_revision().publish()
    work(mailing)
    assert server.mail_to("reader-0@example.com")["Subject"] == mailing.subject
    assert mailing.subject != "Something else"


def test_nothing_is_sent_without_a_test_of_what_it_says_now(server: MailServer) -> None:
    looked = looked_at(issue(), "sv")
    assert looked is not None
    with pytest.raises(NotOrderedError):
        order(looked, None)
    send_test(looked, "editor@example.com", None)
    page = issue()
    page.subject = "Changed after the test"
    page.save_revision().publish()
    changed = looked_at(issue(), "sv")
    assert changed is not None
    with pytest.raises(NotOrderedError):
        order(changed, None)
    assert Mailing.objects.count() == 0


def test_topics_and_frequency_are_what_readers_asked_for(server: MailServer) -> None:
    welfare, other = FocusArea.objects.order_by("pk")[:2]
    everything, about_it, about_other, monthly, quarterly = readers(5)
    about_it.topics.set([welfare])
    about_other.topics.set([other])
    Subscriber.objects.filter(pk=monthly.pk).update(frequency="monthly")
    Subscriber.objects.filter(pk=quarterly.pk).update(frequency="quarterly")
    page = issue()
    page.focus_areas.set([welfare])
    page.save_revision().publish()
    earlier = Mailing.objects.create(
        title="Earlier", language="sv", state="sent", subject="x", html="x", text="x"
    )
    begins = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    for reader in (everything, monthly):
        Recipient.objects.create(
            mailing=earlier, subscriber=reader, state=State.SENT, handed_at=begins
        )
    Recipient.objects.create(
        mailing=earlier,
        subscriber=quarterly,
        state=State.SENT,
        handed_at=begins - dt.timedelta(days=100),
    )
    mailing = work(ordered())
    assert set(states(mailing)) == {
        reader.address.partition("@")[0] for reader in (everything, about_it, quarterly)
    }


def test_temporary_refusals_are_tried_again_later_and_given_up_in_the_end(
    server: MailServer,
) -> None:
    readers(2)
    server.at_rcpt = lambda to, _n: "450 4.2.0 greylisted" if to.startswith("reader-0") else OK
    mailing = work(ordered())
    assert states(mailing) == {"reader-0": "queued", "reader-1": "sent"}
    assert mailing.state == Mailing.State.SENDING
    copy = mailing.recipients.get(state="queued")
    assert copy.attempts == 1
    assert copy.next_at is not None
    assert copy.next_at > timezone.now()
    # Not before its time.
    assert enqueue_due() == []
    assert work(mailing).recipients.get(state="queued").attempts == 1
    mailing.recipients.filter(pk=copy.pk).update(next_at=timezone.now(), attempts=MOST_ATTEMPTS - 1)
    assert work(mailing).state == Mailing.State.SENT
    assert states(mailing) == {"reader-0": "given_up", "reader-1": "sent"}
    assert server.recipients["reader-1@example.com"] == 1


def test_an_address_that_does_not_exist_is_suspended_another_refusal_is_not(
    server: MailServer,
) -> None:
    first, second, third = readers(3)
    answers = {
        first.address: "550 5.1.1 <reader-0@example.com> unknown",
        second.address: "550 5.7.1 not from you",
    }
    server.at_rcpt = lambda to, _n: answers.get(to, OK)
    mailing = work(ordered())
    assert states(mailing) == {"reader-0": "refused", "reader-1": "refused", "reader-2": "sent"}
    for reader in (first, second, third):
        reader.refresh_from_db()
    assert [reader.state for reader in (first, second, third)] == ["suspended", "active", "active"]
    assert "reader-0" not in mailing.recipients.get(subscriber=first).answer


def test_a_server_that_takes_nothing_from_us_stops_it_and_nobody_is_written_off(
    server: MailServer,
) -> None:
    readers(12)
    server.at_mail = lambda: "550 5.7.1 sender refused"
    with pytest.raises(OSError, match="sender refused"):
        ordered()
    server.at_mail = lambda: OK
    mailing = ordered()
    server.at_mail = lambda: "550 5.7.1 sender refused"
    assert work(mailing).state == Mailing.State.PAUSED
    assert "sender refused" in mailing.fault
    assert set(states(mailing).values()) == {"queued"}
    # So with a server that takes no mail of this kind at all.
    server.at_mail = lambda: OK
    server.at_data = lambda _to, _n: "554 5.7.1 looks like spam"
    resume(mailing, None)
    assert work(mailing).state == Mailing.State.PAUSED
    assert list(states(mailing).values()).count("refused") == 10
    assert Subscriber.objects.filter(state="active").count() == 12


def test_a_connection_that_is_closed_after_some_mails_is_made_anew(server: MailServer) -> None:
    readers(9)
    mailing = ordered()
    asked: list[str] = []

    def at_rcpt(to: str, _taken: int) -> str:
        asked.append(to)
        return "421 4.7.0 enough for one connection" if len(asked) % 4 == 0 else OK

    server.at_rcpt = at_rcpt
    assert work(mailing).state == Mailing.State.SENT
    assert set(server.recipients.values()) == {1}
    assert len(server.recipients) == 10


def test_without_a_server_it_rests_longer_each_time_and_goes_on(settings: Any) -> None:
    with running() as server:
        use(settings, server)
        readers(2)
        mailing = ordered()
    waits = []
    for _attempt in range(3):
        work(mailing)
        assert mailing.rests_until is not None
        waits.append(round((mailing.rests_until - timezone.now()).total_seconds() / 60))
        assert enqueue_due() == []
        Mailing.objects.update(rests_until=timezone.now())
    assert waits == [1, 4, 16]
    assert {copy.attempts for copy in mailing.recipients.all()} == {0}
    with running() as server:
        use(settings, server)
        assert enqueue_due() == [mailing]
        mailing.refresh_from_db()
        assert mailing.state == Mailing.State.SENT
        assert len(server.taken) == 2


def test_a_lost_answer_is_neither_taken_for_sent_nor_sent_again(
    server: MailServer, settings: Any
) -> None:
    readers(3)
    mailing = ordered()
    settings.EMAIL_TIMEOUT = 1

    def at_data(to: str, _taken: int) -> str:
        if to.startswith("reader-1"):
            time.sleep(2)
        return OK

    server.at_data = at_data
    assert work(mailing).state == Mailing.State.SENT
    assert states(mailing) == {"reader-0": "sent", "reader-1": "handed", "reader-2": "sent"}
    server.at_data = lambda _to, _n: OK
    # Nobody gets it twice by itself, however often it is gone on with.
    assert enqueue_due(however=True) == []
    work(mailing)
    time.sleep(2)
    assert server.recipients["reader-1@example.com"] == 1
    # An editor may say so.
    assert send_again(mailing, None) == 1
    assert work(mailing).state == Mailing.State.SENT
    assert states(mailing)["reader-1"] == "sent"
    ids = {
        mail.split(b"Message-ID:")[1].split(b"\r\n")[0] for to, mail in server.taken if "1" in to
    }
    assert len(ids) == 1


def test_it_stands_still_from_the_next_copy_on_and_goes_on_where_it_stood(
    server: MailServer,
) -> None:
    readers(5)
    mailing = ordered()

    def at_data(_to: str, taken: int) -> str:
        if taken == 2:
            # The editor's own connection, at any moment.
            Mailing.objects.filter(pk=mailing.pk).update(state=Mailing.State.PAUSED)
        return OK

    done = Work(mailing, lambda done: done.done == 2 and pause(mailing, None)).run()
    assert done.done == 2
    assert mailing.state == Mailing.State.PAUSED
    assert len(server.taken) == 3
    assert not pause(mailing, None)
    assert enqueue_due(however=True) == []
    assert resume(mailing, None)
    assert work(mailing).state == Mailing.State.SENT
    assert set(server.recipients.values()) == {1}
    assert not cancel(mailing, None)


def test_whoever_unsubscribes_meanwhile_or_is_erased_gets_nothing(server: MailServer) -> None:
    _first, second, third = readers(3)
    mailing = ordered()

    def leave(done: Any) -> None:
        if done.done == 1:
            second.become(Sub.State.ENDED)
            third.delete()

    Work(mailing, leave).run()
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.SENT
    assert sorted(mailing.recipients.values_list("state", flat=True)) == [
        "sent",
        "skipped",
        "skipped",
    ]
    assert len(server.taken) == 2


def test_a_cancelled_mailing_may_be_ordered_anew_for_those_who_did_not_get_it(
    server: MailServer,
) -> None:
    readers(4)
    mailing = ordered()
    Work(mailing, lambda done: done.done == 2 and pause(mailing, None)).run()
    assert cancel(mailing, None)
    work(ordered())
    assert {server.recipients[f"reader-{n}@example.com"] for n in range(4)} == {1}


def test_a_mailing_waits_for_its_time_and_for_its_web_version(server: MailServer) -> None:
    readers(1)
    mailing = ordered(at=timezone.now() + dt.timedelta(hours=1))
    assert enqueue_due() == []
    Mailing.objects.update(send_at=timezone.now())
    page = issue()
    page.unpublish()
    assert enqueue_due() == []
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.PAUSED
    assert mailing.fault == "no web version"
    assert len(server.taken) == 1
    page = issue()
    page.get_latest_revision().publish()
    cache.clear()
    resume(mailing, None)
    enqueue_due(however=True)
    assert "reader-0@example.com" in server.recipients


@pytest.mark.parametrize("answer", ["451 4.3.0 not now", "550 5.7.1 no", "452 4.3.1 full"])
def test_a_refusal_at_data_is_one_recipients_and_the_next_is_taken(
    settings: Any, answer: str
) -> None:
    with running() as server:
        use(settings, server)
        readers(5)
        mailing = ordered()
        server.refuse_data_once = answer
        work(mailing)
        assert mailing.state in (Mailing.State.SENT, Mailing.State.SENDING)
        assert list(states(mailing).values()).count("sent") == 4


def test_an_address_that_no_mail_can_be_made_for_holds_nobody_up(server: MailServer) -> None:
    readers(1)
    # As none comes in by form or list: what is in the database may be older than the rule.
    (bad,) = readers(1)
    Subscriber.objects.filter(pk=bad.pk).update(address="bad@" + "å" * 60 + ".org")
    readers(1)
    mailing = work(ordered())
    assert mailing.state == Mailing.State.SENT
    assert sorted(mailing.recipients.values_list("state", flat=True)) == ["refused", "sent", "sent"]
    assert "bad" not in mailing.recipients.get(state="refused").answer


def test_what_is_still_waiting_counts_for_those_who_want_few(server: MailServer) -> None:
    (reader,) = readers(1, frequency="monthly")
    earlier = Mailing.objects.create(
        title="Earlier", language="sv", state="sending", subject="x", html="x", text="x"
    )
    Recipient.objects.create(mailing=earlier, subscriber=reader)
    assert not work(ordered()).recipients.exists()


@pytest.mark.parametrize("leaves", ["erased", "ended"])
def test_whoever_left_before_a_refusal_stays_away(server: MailServer, leaves: str) -> None:
    _first, second = readers(2)
    server.at_rcpt = lambda to, _n: "550 5.1.1 unknown" if to == second.address else OK
    rows = Subscriber.objects.filter(pk=second.pk)

    def leave(_done: Any) -> None:
        # Its copy has been read by now.
        if leaves == "erased":
            rows.delete()
        else:
            rows.update(state=Sub.State.ENDED)

    mailing = ordered()
    Work(mailing, leave).run()
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.SENT
    assert list(rows.values_list("state", flat=True)) == ([] if leaves == "erased" else ["ended"])
