"""What the form lets nobody do to others: fill their mailboxes, or the site."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.http import HttpRequest
from django.test import Client, override_settings
from django.utils import timezone

from newsletter.models import Attempt, Subscriber
from newsletter.subscribing import limits
from newsletter.subscribing.digests import digest, network_of
from tests.newsletter.readers import SUBSCRIBE, ask, filled_in


def an_hour_passes(hours: float = 1.01) -> None:
    for attempt in Attempt.objects.all():
        attempt.at -= dt.timedelta(hours=hours)
        attempt.save()


def test_nobodys_mailbox_is_filled() -> None:
    # From everywhere, by many ways of writing it.
    for number in range(40):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        response = ask(
            email="Victim@example.org" if number % 2 else "victim@EXAMPLE.org", client=client
        )
        assert response.status_code == 303
    assert len(mail.outbox) == 1
    for _ in range(5):
        an_hour_passes()
        ask(email="victim@example.org")
    assert len(mail.outbox) == limits.MAILS_A_DAY
    an_hour_passes(24)
    ask(email="victim@example.org")
    assert len(mail.outbox) == limits.MAILS_A_DAY + 1
    assert Subscriber.objects.count() == 1


def test_a_network_may_use_the_form_twenty_times_an_hour() -> None:
    form = filled_in("en")
    client = Client(REMOTE_ADDR="2001:db8:1:2::1")
    for number in range(limits.FORMS_AN_HOUR):
        form["email"] = f"reader{number}@example.org"
        assert client.post(SUBSCRIBE["en"], form).status_code == 303
    # Another machine of the same household.
    neighbour = Client(REMOTE_ADDR="2001:db8:1:2:ffff::9")
    form["email"] = "one-more@example.org"
    response = neighbour.post(SUBSCRIBE["en"], form)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "3600"
    page = response.content.decode()
    assert "Try again in an hour." in page
    assert "one-more@example.org" in page
    assert len(mail.outbox) == limits.FORMS_AN_HOUR
    # What is refused is not even counted.
    counted = Attempt.objects.count()
    neighbour.post(SUBSCRIBE["en"], form)
    assert Attempt.objects.count() == counted
    elsewhere = Client(REMOTE_ADDR="2001:db8:1:3::1")
    assert elsewhere.post(SUBSCRIBE["en"], form).status_code == 303
    an_hour_passes()
    form["email"] = "later@example.org"
    assert neighbour.post(SUBSCRIBE["en"], form).status_code == 303


def test_the_whole_site_sends_no_more_than_its_ceiling() -> None:
    key = digest("mail", "")
    Attempt.objects.bulk_create(Attempt(digest=key) for _ in range(limits.MAILS_AN_HOUR))
    response = ask(email="anna@example.org")
    # Nobody is told to look for a mail that does not come.
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "3600"
    assert "anna@example.org" in response.content.decode()
    assert mail.outbox == []
    an_hour_passes()
    ask(email="anna@example.org")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("flood", "beside", "elsewhere"),
    [
        ("192.0.2.{}", "192.0.2.250", "198.51.100.1"),
        ("2001:db8:1:{:x}::1", "2001:db8:1:ffff::1", "2001:db8:2::1"),
    ],
)
def test_a_flood_from_a_few_networks_leaves_the_others_their_way_in(
    flood: str, beside: str, elsewhere: str
) -> None:
    form = filled_in()
    # All but the last of what everybody has together.
    key = digest("mail", "")
    before = limits.MAILS_AN_HOUR - limits.KEPT_FOR_OTHERS - 10
    Attempt.objects.bulk_create(Attempt(digest=key) for _ in range(before))

    def asked(address: str, number: int) -> int:
        typed = {**form, "email": f"reader{number}@example.org"}
        return int(Client(REMOTE_ADDR=address).post(SUBSCRIBE["sv"], typed).status_code)

    answers = [asked(flood.format(number), number) for number in range(20)]
    assert answers == [303] * 10 + [503] * 10
    assert asked(beside, 100) == 503
    # For as long as few have asked there.
    others = [asked(elsewhere, 200 + number) for number in range(limits.FEW + 1)]
    assert others == [303] * limits.FEW + [503]
    # Never more than all in all.
    Attempt.objects.bulk_create(Attempt(digest=key) for _ in range(limits.KEPT_FOR_OTHERS))
    assert asked("203.0.113.1", 300) == 503


def test_what_is_counted_tells_nobody_who_it_was_and_goes_in_a_day() -> None:
    ask(email="anna@example.org", client=Client(REMOTE_ADDR="192.0.2.7"))
    rows = list(Attempt.objects.values_list("digest", flat=True))
    # The network, those around it, the mailbox and the whole site.
    assert len(rows) == 4
    assert all(len(row) == 64 and "anna" not in row and "192" not in row for row in rows)
    Attempt.objects.update(at=timezone.now() - dt.timedelta(hours=24, minutes=1))
    ask(email="bo@example.org", client=Client(REMOTE_ADDR="192.0.2.8"))
    assert not Attempt.objects.filter(digest__in=rows, at__lt=timezone.now() - limits.KEPT).exists()


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxied", "network"),
    [
        ("192.0.2.7", "", False, "192.0.2.7"),
        ("192.0.2.7", "198.51.100.1", False, "192.0.2.7"),
        ("127.0.0.1", "10.9.9.9, 198.51.100.1", True, "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1:4711", True, "198.51.100.1"),
        ("127.0.0.1", "x, [2001:db8::5]", True, "2001:db8::/64"),
        ("127.0.0.1", "nonsense", True, "127.0.0.1"),
        ("::ffff:192.0.2.7", "", False, "192.0.2.7"),
        ("fe80::1%eth0", "", False, "fe80::/64"),
        ("", "", False, ""),
    ],
)
def test_the_network_is_the_one_that_nobody_can_make_up(
    remote: str, forwarded: str, proxied: bool, network: str
) -> None:
    request = HttpRequest()
    request.META.update({"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded})
    header: Any = ("HTTP_X_FORWARDED_PROTO", "https") if proxied else None
    with override_settings(SECURE_PROXY_SSL_HEADER=header):
        assert network_of(request) == network


def test_one_mailbox_by_many_names_is_one_mailbox() -> None:
    for number in range(5):
        ask(email=f"victim+{number}@example.org", client=Client(REMOTE_ADDR=f"192.0.2.{number}"))
    assert len(mail.outbox) == 1
