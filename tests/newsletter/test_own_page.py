"""A subscriber's own page: choices, a copy of what is kept, erasure."""

import datetime as dt
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsletter.links import token_of
from newsletter.models import (
    Attempt,
    Consent,
    ForgottenAddress,
    Mailing,
    NewsletterIssuePage,
    Recipient,
    Subscriber,
)
from newsletter.people.kept_about import as_json
from newsletter.subscribing.digests import digest_of_address
from tests.newsletter.readers import SUBSCRIBE, press, subscribed

pytestmark = pytest.mark.any_database

States = Subscriber.State


def own(subscriber: Subscriber, name: str = "preferences") -> str:
    return reverse(f"newsletter_{name}", args=[token_of(subscriber)])


def form_to(subscriber: Subscriber, name: str) -> str:
    return f"main form[action='{own(subscriber, name)}']"


def copy_of_an_issue(subscriber: Subscriber) -> Recipient:
    page = NewsletterIssuePage.objects.filter(locale__language_code="sv").first()
    mailing = Mailing.objects.create(
        page=page,
        title="Nyhetsbrev 1",
        language="sv",
        state="sent",
        subject="x",
        html="x",
        text="x",
    )
    return Recipient.objects.create(
        mailing=mailing,
        subscriber=subscriber,
        state="sent",
        handed_at=timezone.now(),
        answer="250 OK",
    )


def test_choices_are_changed_by_the_link_alone() -> None:
    subscriber = subscribed("nadia@example.org")
    page = Client().get(own(subscriber))
    text = page.content.decode()
    assert "n•••@example.org" in text
    assert "nadia" not in text
    soup = BeautifulSoup(text, "html.parser")
    assert {str(box["value"]) for box in soup.select("input[checked]")} == {"sv", "every"}
    response = press(
        Client(),
        own(subscriber),
        form_to(subscriber, "preferences"),
        language="en",
        frequency="monthly",
        topics=["employment", "education"],
    )
    assert response.status_code == 303
    after = Client().get(response.headers["Location"])
    assert "Dina val är sparade." in after.content.decode()
    subscriber.refresh_from_db()
    assert (subscriber.language, subscriber.frequency) == ("en", "monthly")
    assert subscriber.topics.count() == 2
    soup = BeautifulSoup(after.content, "html.parser")
    assert len(soup.select("input[name=topics][checked]")) == 2
    bad = press(Client(), own(subscriber), form_to(subscriber, "preferences"), language="xx")
    assert bad.status_code == 400
    subscriber.refresh_from_db()
    assert subscriber.language == "en"


@pytest.mark.parametrize("name", ["preferences", "unsubscribe", "erase"])
def test_nobody_keeps_passes_on_or_lists_such_a_page(name: str) -> None:
    subscriber = subscribed()
    page = Client().get(own(subscriber, name))
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in page.headers
    soup = BeautifulSoup(page.content, "html.parser")
    assert soup.select_one("meta[name=robots][content=noindex]") is not None
    assert "prenumer" not in Client().get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("state", list(States))
def test_each_state_is_said_and_has_its_way_on(state: Subscriber.State) -> None:
    subscriber = subscribed()
    Subscriber.objects.update(state=state, state_since=timezone.now() - dt.timedelta(days=9))
    Attempt.objects.all().delete()
    mail.outbox.clear()
    told = {
        States.ACTIVE: "Nyhetsbrevet går till",
        States.PENDING: "är inte bekräftad än",
        States.ENDED: "Vi skickar inga fler nyhetsbrev",
        States.SUSPENDED: "kom tillbaka",
    }
    page = Client().get(own(subscriber))
    assert told[state] in page.content.decode()
    again = BeautifulSoup(page.content, "html.parser").select_one(form_to(subscriber, "again"))
    assert (again is None) is (state == States.ACTIVE)
    if again is not None:
        response = press(Client(), own(subscriber), form_to(subscriber, "again"))
        assert response.headers["Location"] == "/prenumerera/tack/"
        subscriber.refresh_from_db()
        assert subscriber.state == state
        assert [letter.to for letter in mail.outbox] == [[subscriber.address]]


def test_what_is_kept_is_mailed_to_the_address_alone() -> None:
    subscriber = subscribed()
    copy_of_an_issue(subscriber)
    mail.outbox.clear()
    response = press(Client(), own(subscriber), form_to(subscriber, "copy"))
    page = Client().get(response.headers["Location"]).content.decode()
    assert "på väg till din inkorg" in page
    assert subscriber.address not in page
    (letter,) = mail.outbox
    assert letter.to == [subscriber.address]
    name, content, kind = letter.attachments[0]
    assert (name, kind) == ("newsletter.json", "application/json")
    # The same as the staff give out.
    assert content == as_json(subscriber).decode()
    kept = json.loads(content)
    assert kept["address"] == "anna@example.org"
    assert kept["consents"][0]["text"].startswith("Du samtycker")
    assert kept["issues"][0]["title"] == "Nyhetsbrev 1"
    for words in ("anna@example.org", "Du samtycker", "Nyhetsbrev 1", "250 OK", "Varje nummer"):
        assert words in letter.body
    response = press(Client(), own(subscriber), form_to(subscriber, "copy"))
    assert "vänta tio minuter" in Client().get(response.headers["Location"]).content.decode()
    assert len(mail.outbox) == 1


def test_everything_is_erased_but_a_digest() -> None:
    subscriber = subscribed()
    copy = copy_of_an_issue(subscriber)
    address = own(subscriber, "erase")
    Client().get(address)
    assert Subscriber.objects.exists()
    response = press(Client(), address)
    assert (response.status_code, response.headers["Location"]) == (303, "/prenumeration/raderad/")
    assert Client().get("/prenumeration/raderad/").status_code == 200
    assert not Subscriber.objects.exists()
    assert not Consent.objects.exists()
    copy.refresh_from_db()
    assert (copy.subscriber, copy.state) == (None, "sent")
    assert ForgottenAddress.objects.get().digest == digest_of_address("anna@example.org")
    for name in ("preferences", "unsubscribe", "erase"):
        page = Client().get(own(subscriber, name))
        assert page.status_code == 404
        assert f'href="{SUBSCRIBE["sv"]}"' in page.content.decode()
        assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["preferences", "erase", "copy", "again"])
def test_a_form_of_another_site_or_an_old_one_does_nothing(name: str) -> None:
    subscriber = subscribed()
    mail.outbox.clear()
    before = Subscriber.objects.values().get()
    stamp: Any = BeautifulSoup(Client().get(own(subscriber)).content, "html.parser").select_one(
        "input[name=stamp]"
    )
    posted = {"language": "en", "stamp": stamp["value"]}
    elsewhere = Client(headers={"Sec-Fetch-Site": "cross-site"})
    for response in (
        elsewhere.post(own(subscriber, name), posted),
        Client().post(own(subscriber, name), {**posted, "stamp": "x"}),
    ):
        assert response.status_code in (303, 403)
    assert Subscriber.objects.values().get() == before
    assert mail.outbox == []


def test_old_browsers_that_hide_the_address_are_let_in() -> None:
    subscriber = subscribed()
    hidden = Client(headers={"Origin": "null"})
    selector = form_to(subscriber, "preferences")
    assert press(hidden, own(subscriber), selector, language="en").status_code == 303
