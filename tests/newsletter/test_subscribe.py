"""To subscribe: the form, the mail with its link, the button there."""

import datetime as dt
import email
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from newsletter.models import Attempt, Consent, ForgottenAddress, Subscriber
from newsletter.people import keeping
from newsletter.subscribing import confirm_links
from newsletter.subscribing.consent_texts import consent_text
from newsletter.subscribing.digests import digest_of_address
from tests.newsletter.readers import SITE, SUBSCRIBE, ask, link_in_last_mail, press, subscribed

States = Subscriber.State


def words(response: Any) -> str:
    main = BeautifulSoup(response.content, "html.parser").select_one("main")
    assert main is not None
    return " ".join(main.get_text().split())


def some_days_ago(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    """Links are signed as of then."""
    now = timezone.now().timestamp() - days * 86400
    stamp = confirm_links.signing.b62_encode(int(now))
    monkeypatch.setattr(confirm_links.SIGNER, "timestamp", lambda: stamp)


@pytest.mark.parametrize(
    ("language", "thanks", "subject", "done"),
    [
        (
            "sv",
            "/prenumerera/tack/",
            "Bekräfta att du vill ha vårt nyhetsbrev",
            "Nu prenumererar du",
        ),
        (
            "en",
            "/en/subscribe/thanks/",
            "Confirm that you want our newsletter",
            "You now subscribe",
        ),
    ],
)
def test_a_subscription_begins_when_its_mail_is_answered(
    language: str, thanks: str, subject: str, done: str
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
    assert Client().head(link).status_code == 200
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
    assert " ".join(consent.text.text.split()) in words(page)
    assert done in words(Client().get(link))
    # Once more: it is done already.
    assert Client().post(link).status_code == 200
    assert subscriber.consents.count() == 1


def test_the_consent_says_what_the_law_asks_for() -> None:
    page = Client().get(SUBSCRIBE["sv"])
    soup = BeautifulSoup(page.content, "html.parser")
    consent = soup.select_one("form .consent")
    button = soup.select_one("main form button")
    assert consent is not None
    assert button is not None
    assert button.sourceline > consent.sourceline  # type: ignore[operator]
    for told in ("personuppgiftsansvarig", "samtycke", "artikel 6.1 a", "avsluta", "raderas efter"):
        assert told in consent.get_text()
    # What the rule keeps is what was promised.
    for days in (keeping.NOT_CONFIRMED, keeping.ENDED, keeping.SUSPENDED, keeping.WHO_GOT_IT):
        assert f"{days.days} dagar" in consent.get_text()
    links = {str(link["href"]) for link in consent.select("a")}
    assert links == {"https://www.vasteras.se/", "https://www.imy.se/"}
    assert " ".join(consent_text().split()) in words(page)
    assert page.cookies == {}
    assert "Set-Cookie" not in page.headers


def test_the_mail_is_made_as_mail_programs_want_it() -> None:
    ask("en", email="anna@example.org", language="en")
    message = email.message_from_bytes(mail.outbox[0].message().as_bytes())
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "en"
    assert re.fullmatch(r"<[^@]+@127\.0\.0\.1>", message["Message-ID"])
    text, html = message.get_payload()  # type: ignore[misc]
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")  # type: ignore[union-attr]
    soup = BeautifulSoup(html.get_payload(decode=True), "html.parser")  # type: ignore[union-attr,arg-type]
    assert soup.html is not None
    assert soup.html["lang"] == "en"
    link = f"{SITE}{link_in_last_mail()}"
    assert link in text.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert link in {str(a["href"]) for a in soup.select("a")}
    assert not soup.select("img, script, link")
    assert len(max(message.as_string().splitlines(), key=len)) < 998


def test_the_link_is_good_for_three_days(monkeypatch: pytest.MonkeyPatch) -> None:
    some_days_ago(monkeypatch, 2.9)
    ask(email="bo@example.org")
    assert Client().get(link_in_last_mail()).status_code == 200
    some_days_ago(monkeypatch, 3.1)
    ask(email="anna@example.org")
    monkeypatch.undo()
    link = link_in_last_mail()
    for response in (Client().get(link), Client().post(link)):
        assert response.status_code == 410
        assert "Länken är för gammal" in words(response)
        assert f'href="{SUBSCRIBE["sv"]}"' in response.content.decode()
        assert response.headers["Cache-Control"] == "no-store"
    assert not Subscriber.objects.filter(state=States.ACTIVE).exists()


def test_a_link_of_before_it_was_ended_is_void(monkeypatch: pytest.MonkeyPatch) -> None:
    some_days_ago(monkeypatch, 1)
    subscriber = subscribed()
    link = link_in_last_mail()
    subscriber.become(States.ENDED)
    assert Client().get(link).status_code == 410
    subscriber.refresh_from_db()
    assert subscriber.state == States.ENDED


@pytest.mark.parametrize("token", ["x", "x.y.z", "0" * 3000, "é\x00", "..", "a.b.c.d"])
def test_nonsense_is_no_link(token: str) -> None:
    ask(email="anna@example.org")
    good = link_in_last_mail().rstrip("/").rpartition("/")[2]
    forged = [token, good[:-1], f"{good}x", good.replace(".", "")]
    for one in forged:
        for response in (
            Client().get(f"/prenumeration/bekrafta/{one}/"),
            Client().get(f"/en/subscription/{one}/"),
        ):
            assert response.status_code == 404, one
    assert "Länken fungerar inte" in words(Client().get("/prenumeration/bekrafta/x/"))


def test_whoever_asks_learns_nothing() -> None:
    subscribed("anna@example.org")
    ended = subscribed("bo@example.org")
    ended.become(States.ENDED)
    suspended = subscribed("eva@example.org")
    suspended.become(States.SUSPENDED)
    Attempt.objects.all().delete()
    mail.outbox.clear()
    addresses = ["anna@example.org", "bo@example.org", "eva@example.org", "nobody@example.org"]
    answers = []
    for address in addresses:
        client = Client()
        response = ask(email=address, language="sv", client=client)
        page = client.get(response.headers["Location"])
        answers.append((response.status_code, response.headers["Location"], page.content))
        assert address not in page.content.decode()
    assert len(set(answers)) == 1
    assert [letter.to for letter in mail.outbox] == [[address] for address in addresses]
    already, *others = mail.outbox
    assert already.subject == "Du prenumererar redan på vårt nyhetsbrev"
    assert {letter.subject for letter in others} == {"Bekräfta att du vill ha vårt nyhetsbrev"}


def test_an_unconfirmed_form_changes_no_subscription() -> None:
    subscriber = subscribed()
    Attempt.objects.all().delete()
    ask("en", email="ANNA@example.org", language="en", frequency="quarterly", topics=["education"])
    subscriber.refresh_from_db()
    assert (subscriber.language, subscriber.frequency) == ("sv", "every")
    assert not subscriber.topics.exists()
    assert subscriber.state == States.ACTIVE
    # The mail leads to the owner's own page instead, in the owner's language.
    assert Client().get(link_in_last_mail()).status_code == 200
    assert link_in_last_mail().startswith("/prenumeration/")


def test_the_newest_wishes_count_until_it_is_confirmed() -> None:
    ask(email="anna@example.org", topics=["education"])
    link = link_in_last_mail()
    ask(email="anna@example.org", frequency="quarterly")
    # Within ten minutes there is no second mail.
    assert len(mail.outbox) == 1
    assert "högst ett i kvartalet" in words(Client().get(link)).lower()
    press(Client(), link)
    subscriber = Subscriber.objects.get()
    assert (subscriber.frequency, subscriber.topics.count()) == ("quarterly", 0)


def test_who_had_left_comes_back_by_a_mail() -> None:
    subscriber = subscribed()
    subscriber.become(States.SUSPENDED)
    Subscriber.objects.update(state_since=timezone.now() - dt.timedelta(days=2))
    Attempt.objects.all().delete()
    ask(email="anna@example.org")
    subscriber.refresh_from_db()
    assert subscriber.state == States.SUSPENDED
    press(Client(), link_in_last_mail())
    subscriber.refresh_from_db()
    assert subscriber.state == States.ACTIVE
    assert subscriber.consents.count() == 2


def test_a_forgotten_address_is_let_in_by_its_owner() -> None:
    ForgottenAddress.objects.create(digest=digest_of_address("anna@example.org"))
    ask(email="anna@example.org")
    assert ForgottenAddress.objects.exists()
    press(Client(), link_in_last_mail())
    assert not ForgottenAddress.objects.exists()


@pytest.mark.parametrize("said", [{"Sec-Fetch-Site": "cross-site"}, {}])
def test_only_the_pages_own_button_confirms(said: dict[str, str]) -> None:
    ask(email="anna@example.org")
    response = Client(headers=said).post(link_in_last_mail(), {"stamp": "x"})
    assert response.status_code == 403
    assert BeautifulSoup(response.content, "html.parser").select_one(".form-errors") is not None
    assert Subscriber.objects.get().state == States.PENDING
