"""What is typed into the form, by people and by what is none."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client

from core.own_forms import SIGNER
from newsletter.models import Attempt, Subscriber
from tests.newsletter.readers import SUBSCRIBE, ask, filled_in

pytestmark = pytest.mark.any_database

WISHES = {"topics": ["education"], "frequency": "quarterly", "language": "en"}


def page_of(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def nothing_happened() -> bool:
    return not (mail.outbox or Subscriber.objects.exists())


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "anna",
        "anna@",
        "@example.org",
        "anna@example",
        "anna@example.org\r\nBcc: bo@example.org",
        "anna@exa\nmple.org",
        "anna@example.org,bo@example.org",
        "anna@example.org\x00",
        "<anna@example.org>",
        "Anna <anna@example.org>",
        '"anna\\r\\n"@example.org',
        '"a b"@example.org',
        "åsa@example.org",
        "анна@example.org",
        f"{'a' * 250}@example.org",
        f"anna@{'ä' * 200}.org",
        "anna@\u202eexample.org",
        "a" * 100_000,
        # What mail software reads as another address than the one that is kept and counted.
        "=?utf-8?q?victim?=@example.org",
        "=?x?q??=@example.org",
        "anna@[127.0.0.1]",
        "root@localhost",
        f"{'a' * 65}@example.org",
    ],
)
def test_what_is_no_address_is_told_where_it_was_typed(typed: str) -> None:
    response = ask(email=typed, **WISHES)
    assert response.status_code == 400
    page = page_of(response)
    assert page.title is not None
    assert " ".join(page.title.text.split()).startswith("Fel: Prenumerera på nyhetsbrevet")
    field = page.select_one("#field-email")
    assert field is not None
    assert field["aria-invalid"] == "true"
    told = page.select_one(f"#{field['aria-describedby']}")
    way = page.select_one(".form-errors[role=alert] a[href='#field-email']")
    assert told is not None
    assert way is not None
    assert way.text in told.text
    assert ("före @" in told.text.lower()) is typed.startswith(("åsa@", "анна@"))
    # Nothing of what was typed or chosen is lost.
    if "\x00" not in typed and "\n" not in typed:
        assert field["value"] == typed
    chosen = {(str(box["name"]), str(box["value"])) for box in page.select("input[checked]")}
    assert chosen == {("topics", "education"), ("frequency", "quarterly"), ("language", "en")}
    assert nothing_happened()


@pytest.mark.parametrize(
    "typed",
    [
        {"language": "de"},
        {"language": ["sv", "x"]},
        {"topics": ["education", "no-such-topic"]},
        {"topics": ["\x00"]},
        {"frequency": "daily"},
        {"frequency": "every'--"},
    ],
)
def test_a_choice_that_there_is_not_is_refused(typed: dict[str, Any]) -> None:
    response = ask(email="anna@example.org", **typed)
    assert response.status_code == 400
    (name,) = typed
    page = page_of(response)
    group = page.select_one(f"fieldset#field-{name}")
    assert group is not None
    assert f"error-{name}" in str(group["aria-describedby"]).split()
    assert page.select_one(f"#error-{name}") is not None
    assert nothing_happened()


def test_a_domain_in_any_letters_is_known_as_mail_servers_know_it() -> None:
    ask(email="anna@Västerås.example")
    assert Subscriber.objects.get().address == "anna@xn--vsters-buam.example"


def test_a_robot_is_thanked_and_nothing_is_done() -> None:
    response = ask(email="anna@example.org", website="https://spam.example")
    assert response.status_code == 303
    assert nothing_happened()
    assert not Attempt.objects.exists()


def test_the_trap_is_out_of_everybodys_way() -> None:
    trap = page_of(Client().get(SUBSCRIBE["sv"])).select_one("input[name=website]")
    assert trap is not None
    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    around = trap.find_parent("div", class_="trap")
    assert around is not None
    assert around["aria-hidden"] == "true"


@pytest.mark.parametrize(
    "said",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://[broken"},
        {"Referer": "https://evil.example/testserver/"},
    ],
)
def test_another_sites_form_is_not_taken(said: dict[str, str]) -> None:
    response = Client(headers=said).post(SUBSCRIBE["sv"], filled_in(email="anna@example.org"))
    assert response.status_code == 403
    assert page_of(response).select_one("#field-email")["value"] == "anna@example.org"  # type: ignore[index]
    assert nothing_happened()


@pytest.mark.parametrize(
    "said",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver"},
        {"Referer": "http://testserver/nyhetsbrev/"},
        {},
    ],
)
def test_our_own_form_is_taken(said: dict[str, str]) -> None:
    response = Client(headers=said).post(SUBSCRIBE["sv"], filled_in(email="anna@example.org"))
    assert response.status_code == 303
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("stamp", ["", "x", SIGNER.sign("2020-01-01"), SIGNER.sign("9999-12-31")])
def test_an_old_page_shows_the_form_again(stamp: str) -> None:
    response = ask(email="anna@example.org", stamp=stamp)
    assert response.status_code == 403
    page = page_of(response)
    assert "en gång till" in page.select_one(".form-errors").text  # type: ignore[union-attr]
    assert page.select_one("#field-email")["value"] == "anna@example.org"  # type: ignore[index]
    assert nothing_happened()


def test_the_page_is_the_same_for_every_reader() -> None:
    for address in (SUBSCRIBE["sv"], "/nyhetsbrev/"):
        first, second = Client().get(address), Client().get(address)
        assert first.content == second.content
        assert first.cookies == {}


def test_a_flood_of_bytes_or_nonsense_is_refused() -> None:
    client = Client(raise_request_exception=False)
    address = SUBSCRIBE["sv"]
    form = "application/x-www-form-urlencoded"
    for body, kind in (
        (b"email=" + b"a" * 10_000_000, form),
        (b"a&" * 5_000, form),
        (b"\xff\xfe\x00%%%", form),
        (b'{"email": ["anna@example.org"]}', "application/json"),
        (b"x" * 1000, "multipart/form-data; boundary=b"),
        (b"x" * 1000, "multipart/form-data"),
        (b"email=anna", f"{form}; charset=nonsense"),
        (b"email[]=anna@example.org&email[x]=y", form),
    ):
        response = client.generic("POST", address, body, content_type=kind)
        assert 400 <= response.status_code < 500, (body[:20], kind)
    for method in ("put", "delete", "patch", "options"):
        assert getattr(client, method)(address).status_code == 405
    assert nothing_happened()
