"""To end the subscription: one button, or the mail program's own."""

import datetime as dt
import logging
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from core.log_tokens import HideTokens
from newsletter.models import Subscriber
from tests.newsletter.readers import ask, press, subscribed
from tests.newsletter.test_own_page import copy_of_an_issue, own

States = Subscriber.State
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def words(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text().split())


def test_one_button_ends_it_and_another_takes_that_back() -> None:
    subscriber = subscribed()
    copy = copy_of_an_issue(subscriber)
    address = f"{own(subscriber, 'unsubscribe')}?mailing={copy.mailing_id}"
    page = Client().get(address)
    subscriber.refresh_from_db()
    assert subscriber.state == States.ACTIVE
    assert len(BeautifulSoup(page.content, "html.parser").select("main button")) == 1
    response = press(Client(), address)
    assert (response.status_code, response.headers["Location"]) == (303, address)
    subscriber.refresh_from_db()
    copy.refresh_from_db()
    assert subscriber.state == States.ENDED
    assert copy.unsubscribed_at == subscriber.state_since
    after = Client().get(address)
    assert "Prenumerationen är avslutad" in words(after)
    mail.outbox.clear()
    response = press(Client(), address)
    assert "Du prenumererar igen." in words(Client().get(response.headers["Location"]))
    subscriber.refresh_from_db()
    copy.refresh_from_db()
    assert subscriber.state == States.ACTIVE
    assert copy.unsubscribed_at is None
    # The earlier consent was withdrawn: this is a new one.
    assert subscriber.consents.count() == 2
    assert mail.outbox == []


def test_later_than_an_hour_it_takes_a_mail_to_come_back() -> None:
    subscriber = subscribed()
    subscriber.become(States.ENDED)
    Subscriber.objects.update(state_since=timezone.now() - dt.timedelta(hours=2))
    press(Client(), own(subscriber, "unsubscribe"))
    subscriber.refresh_from_db()
    assert subscriber.state == States.ENDED


def test_the_mail_programs_button_needs_no_page() -> None:
    subscriber = subscribed()
    copy = copy_of_an_issue(subscriber)
    address = f"{own(subscriber, 'unsubscribe')}?mailing={copy.mailing_id}"
    # As mail services send it: from anywhere, and more than once.
    client = Client(
        headers={"Sec-Fetch-Site": "cross-site", "Origin": "null"}, enforce_csrf_checks=True
    )
    first = client.post(address, ONE_CLICK)
    assert first.status_code == 200
    assert first.headers["Content-Type"] == "text/plain; charset=utf-8"
    copy.refresh_from_db()
    when = copy.unsubscribed_at
    assert when is not None
    part = 'Content-Disposition: form-data; name="List-Unsubscribe"'
    body = f"--b\r\n{part}\r\n\r\nOne-Click\r\n--b--\r\n"
    again = client.generic("POST", address, body, content_type="multipart/form-data; boundary=b")
    assert again.status_code == 200
    subscriber.refresh_from_db()
    copy.refresh_from_db()
    assert subscriber.state == States.ENDED
    assert copy.unsubscribed_at == when


def test_it_counts_once_however_many_mails_are_used() -> None:
    subscriber = subscribed()
    copies = [copy_of_an_issue(subscriber), copy_of_an_issue(subscriber)]
    for copy in copies:
        address = f"{own(subscriber, 'unsubscribe')}?mailing={copy.mailing_id}"
        assert Client().post(address, ONE_CLICK).status_code == 200
        copy.refresh_from_db()
    assert [copy.unsubscribed_at is None for copy in copies] == [False, True]


@pytest.mark.parametrize("mailing", ["", "0", "x", "-1", "9" * 18, "9" * 5000, "٣", "1%00", "1.5"])
def test_a_mailing_that_is_not_the_readers_counts_nowhere(mailing: str) -> None:
    subscriber, other = subscribed(), subscribed("bo@example.org")
    theirs = copy_of_an_issue(other)
    address = own(subscriber, "unsubscribe")
    assert Client().post(f"{address}?mailing={mailing}", ONE_CLICK).status_code == 200
    theirs.refresh_from_db()
    subscriber.refresh_from_db()
    assert subscriber.state == States.ENDED
    assert theirs.unsubscribed_at is None


def test_nothing_but_a_button_ends_it() -> None:
    subscriber = subscribed()
    address = own(subscriber, "unsubscribe")
    for method in ("put", "delete", "patch", "options"):
        assert getattr(Client(), method)(address).status_code == 405
    for nonsense in ("x", "x.y", f"{address.split('/')[2]}x"):
        page = Client().post(f"/prenumeration/{nonsense}/avsluta/", ONE_CLICK)
        assert page.status_code == 404
        assert "Länken fungerar inte" in words(page)
    subscriber.refresh_from_db()
    assert subscriber.state == States.ACTIVE


def test_nobody_else_changes_what_is_taken_back() -> None:
    subscriber = subscribed()
    address = own(subscriber, "unsubscribe")
    press(Client(), address)
    ask(email=subscriber.address, language="en", frequency="quarterly")
    press(Client(), address)
    subscriber.refresh_from_db()
    assert (subscriber.state, subscriber.language) == (States.ACTIVE, "sv")
    assert subscriber.frequency == Subscriber.Frequency.EVERY


def test_no_log_has_what_a_readers_address_is_signed_with() -> None:
    (console,) = [
        handler
        for handler in logging.getLogger().handlers
        if any(isinstance(rule, HideTokens) for rule in handler.filters)
    ]
    assert isinstance(console, logging.StreamHandler)
    written = StringIO()
    before = console.setStream(written)
    subscriber = subscribed()
    address = own(subscriber, "unsubscribe")
    try:
        Client().put(address)
        Client().get(f"{address}nothing-here/")
    finally:
        console.setStream(before)
    assert written.getvalue().count("/prenumeration/…/avsluta/") == 2
    assert subscriber.key.hex not in written.getvalue()
