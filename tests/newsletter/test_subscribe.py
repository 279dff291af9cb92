"""To subscribe: the form, the mail with its link, the button there."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from newsletter.models import Attempt, Consent, ForgottenAddress, Subscriber
from newsletter.subscribing.digests import digest_of_address
from tests.newsletter.readers import SITE, SUBSCRIBE, ask, link_in_last_mail, press, subscribed

States = Subscriber.State


def words(response: Any) -> str:
    main = BeautifulSoup(response.content, "html.parser").select_one("main")
    assert main is not None
    return main.get_text(" ", strip=True)


@pytest.mark.parametrize(
    ("language", "thanks", "subject"),
    [
        ("sv", "/prenumerera/tack/", "Bekräfta att du vill ha vårt nyhetsbrev"),
        ("en", "/en/subscribe/thanks/", "Confirm that you want our newsletter"),
    ],
)
def test_a_subscription_begins_when_its_mail_is_answered(
    language: str, thanks: str, subject: str
) -> None:
    wishes = {"topics": ["education", "employment"], "frequency": "monthly"}
    response = ask(language, email=" Anna@Example.ORG ", **wishes)
    assert (response.status_code, response.headers["Location"]) == (303, thanks)
    subscriber = Subscriber.objects.get()
    assert subscriber.address == "anna@example.org"
    assert subscriber.state == States.PENDING
    (letter,) = mail.outbox
    assert (letter.subject, letter.to) == (subject, ["anna@example.org"])
    link = link_in_last_mail()
    # A program that opens the link changes nothing.
    page = Client().get(link)
    assert page.status_code == 200
    for _ in range(2):
        Client().head(link)
    subscriber.refresh_from_db()
    assert subscriber.state == States.PENDING
    assert not Consent.objects.exists()
    response = press(Client(), link)
    assert (response.status_code, response.headers["Location"]) == (303, link)
    subscriber.refresh_from_db()
    assert subscriber.state == States.ACTIVE
    assert {topic.code for topic in subscriber.topics.all()} == set(wishes["topics"])
    assert (subscriber.language, subscriber.frequency) == (language, "monthly")
    consent = subscriber.consents.get()
    assert consent.means == Consent.Means.FORM
    assert consent.text.language == language
    # Word for word what was shown above the button.
    assert " ".join(consent.text.text.split()) in words(page).replace(" .", ".")
    assert ("Nu prenumererar du" if language == "sv" else "You now subscribe") in words(
        Client().get(link)
    )
    # Once more: it is done already.
    assert Client().post(link).status_code == 200
    assert subscriber.consents.count() == 1
