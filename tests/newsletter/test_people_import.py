"""A list from elsewhere, with its consent: what would happen, and what is written."""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook
from wagtail.models import PageLogEntry

from newsletter.models import Consent, ConsentText, Subscriber
from newsletter.people.forgetting import erase
from newsletter.people.handing_over import for_listmonk, for_mailman
from records.models import FocusArea
from tests.forms import errors_in
from tests.newsletter.subscribers import (
    ANNA,
    STATE,
    TEXT,
    counts,
    hand_in,
    subscriber,
    write,
)

DAY = "2024-05-01"
HEAD = "address,language,consent_date,consent_text,topics,frequency\n"


def faults(response: Any) -> list[str]:
    """What is wrong or noted, row by row."""
    rows = response.context["rows"]
    return [why for row in rows for _name, why in row.faults + row.warnings]


def test_new_ones_are_written_with_their_consent(admin: Client) -> None:
    topic = FocusArea.objects.order_by("pk").first()
    assert topic is not None
    rows = (
        f"Anna.Ek@Example.org,English,{DAY},Yes please.,{topic.code},monthly\n"
        f"bo@exämple.org,,1/6 2023,,{topic.name_sv};,Högst ett i månaden\n"
    )
    dry_run = hand_in(admin, (HEAD + rows).encode())
    assert counts(dry_run) == {"NEW": 2}
    assert not Subscriber.objects.exists()
    html = write(admin, dry_run).content.decode()
    assert "2 prenumeranter lades till" in html
    anna = Subscriber.objects.get(address=ANNA)
    assert (anna.state, anna.language, anna.frequency) == (STATE.ACTIVE, "en", "monthly")
    assert list(anna.topics.all()) == [topic]
    consent = anna.consents.get()
    assert (consent.means, consent.source) == (Consent.Means.IMPORT, "Mailman 2025")
    assert (consent.text.text, consent.text.language) == ("Yes please.", "en")
    assert timezone.localtime(consent.given_at).date().isoformat() == DAY
    bo = Subscriber.objects.get(address="bo@xn--exmple-cua.org")
    assert (bo.language, bo.consents.get().text.text) == ("sv", TEXT)
    assert list(bo.topics.all()) == [topic]
    logged = PageLogEntry.objects.get(action="newsletter.brought_in")
    assert logged.data == {"count": 2}
    assert "lades till från en lista: 2" in str(logged.message)


def test_a_list_brings_nobody_back(admin: Client) -> None:
    subscriber("ended@example.org", STATE.ENDED)
    subscriber("suspended@example.org", STATE.SUSPENDED)
    subscriber("active@example.org", language="en")
    pending = subscriber("pending@example.org", STATE.PENDING)
    key = pending.key
    erase([subscriber("erased@example.org")])
    names = ("ended", "suspended", "active", "pending", "erased", "new")
    content = "".join(f"{name}@example.org\n" for name in names).encode()
    dry_run = hand_in(admin, content, consent_date=DAY)
    assert counts(dry_run) == {"NEW": 1, "CHANGED": 1, "UNCHANGED": 1, "LEFT_OUT": 3}
    assert faults(dry_run) == [
        "Har avslutat sin prenumeration här.",
        "Mejl till adressen kommer tillbaka.",
        "Har raderats här.",
    ]
    write(admin, dry_run)
    states = dict(Subscriber.objects.values_list("address", "state"))
    assert states == {
        "ended@example.org": STATE.ENDED,
        "suspended@example.org": STATE.SUSPENDED,
        "active@example.org": STATE.ACTIVE,
        "pending@example.org": STATE.ACTIVE,
        "new@example.org": STATE.ACTIVE,
    }
    assert Subscriber.objects.get(address="active@example.org").language == "en"
    pending.refresh_from_db()
    assert pending.key == key
    assert pending.consents.count() == 2
    again = hand_in(admin, content, consent_date=DAY)
    assert counts(again) == {"UNCHANGED": 3, "LEFT_OUT": 3}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (f",sv,{DAY},Ja,,", "Det finns ingen adress"),
        (f"anna at example,sv,{DAY},Ja,,", "ingen e-postadress"),
        ("anna@example.org,sv,,Ja,,", "när samtycket gavs"),
        (f"anna@example.org,sv,{DAY},,,", "vad man sade ja till"),
        ("anna@example.org,sv,2999-01-01,Ja,,", "i framtiden"),
        ("anna@example.org,sv,2999-01-01 10:00:00+00,Ja,,", "i framtiden"),
        ("anna@example.org,sv,2024-13-45,Ja,,", "är inget datum"),
        ("anna@example.org,sv,mars 2024,Ja,,", "Ange vilken dag"),
        (f"anna@example.org,sv,{DAY},Ja,quilting,", "Ämnet ”quilting” finns inte"),
        (f"anna@example.org,sv,{DAY},Ja,,hourly", "every, monthly, quarterly"),
        (f"anna@example.org,fi,{DAY},Ja,,", "Språket är sv eller en"),
        (f"anna@example.org\x00,sv,{DAY},Ja,,", "tecken"),
        (f'"anna@example.org\nBcc: x@example.org",sv,{DAY},Ja,,', "ingen e-postadress"),
    ],
)
def test_what_is_wrong_with_a_row(admin: Client, row: str, why: str) -> None:
    content = f"{HEAD}{row}\nbo@example.org,sv,{DAY},Ja,,\n".encode()
    dry_run = hand_in(admin, content, consent_text="")
    assert counts(dry_run) == {"NEW": 1, "BAD": 1}
    assert why in " ".join(faults(dry_run))
    refused = write(admin, dry_run)
    assert refused.status_code == 409
    assert not Subscriber.objects.exists()
    assert "1 felaktig rad utelämnades" in write(admin, refused, rows="good").content.decode()
    assert [one.address for one in Subscriber.objects.all()] == ["bo@example.org"]


def test_an_address_twice_is_bad_the_second_time(admin: Client) -> None:
    content = b'anna@example.org\r\n"Ek, Bo" <bo@example.org>\r\n\r\nANNA@example.org\r\n'
    dry_run = hand_in(admin, content, consent_date=DAY)
    assert counts(dry_run) == {"NEW": 2, "BAD": 1}
    assert faults(dry_run) == ["Adressen står redan på rad 1."]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "Filen är tom"),
        (b"name,phone\nAnna,1\n", "phone"),
        (b"name,language\nAnna,sv\n", "Kolumnen ”E-postadress” saknas"),
        (b"email\n", "inga rader"),
    ],
)
def test_a_file_that_is_no_list(admin: Client, content: bytes, why: str) -> None:
    response = hand_in(admin, content)
    assert response.status_code == 400
    assert why in " ".join(errors_in(response.content.decode()))


def test_a_day_to_come_for_all_rows_is_refused(admin: Client) -> None:
    response = hand_in(admin, b"anna@example.org\n", consent_date="2999-01-01")
    assert response.status_code == 400
    assert "i framtiden" in response.content.decode()


def test_a_workbook(admin: Client) -> None:
    book = Workbook()
    book.active.append(["E-postadress", "Samtycket gavs"])
    book.active.append([ANNA, timezone.localdate().replace(year=2024, day=1)])
    out = io.BytesIO()
    book.save(out)
    assert counts(hand_in(admin, out.getvalue(), "lista.xlsx")) == {"NEW": 1}


def test_what_the_other_programs_write_comes_back(admin: Client) -> None:
    one = subscriber()
    topic = FocusArea.objects.first()
    one.topics.add(topic)
    # By the city's clock the day has begun; by UTC it has not.
    Consent.objects.update(given_at=timezone.make_aware(dt.datetime(2026, 1, 10, 0, 30)))
    odd = subscriber("=1+1@example.org", language="en")
    both = [one, odd]
    mailman, listmonk = for_mailman(both), for_listmonk(both)
    assert mailman == 'anna.ek@example.org\n"=1+1"@example.org\n'
    rows = list(csv.DictReader(io.StringIO(listmonk)))
    assert [row["email"] for row in rows] == [ANNA, '"=1+1"@example.org']
    Subscriber.objects.all().delete()
    write(admin, hand_in(admin, listmonk.encode(), consent_text=""))
    assert set(Subscriber.objects.values_list("address", "language")) == {
        (ANNA, "sv"),
        ("=1+1@example.org", "en"),
    }
    anna = Subscriber.objects.get(address=ANNA)
    assert list(anna.topics.all()) == [topic]
    assert anna.consents.get().text.text == TEXT
    assert timezone.localdate(anna.consents.get().given_at) == dt.date(2026, 1, 10)
    assert counts(hand_in(admin, mailman.encode(), consent_date=DAY)) == {"UNCHANGED": 2}


def test_listmonks_own_export(admin: Client) -> None:
    head = "uuid,email,name,attributes,status,created_at,updated_at\n"
    rows = (
        f'1,{ANNA},Anna Ek,"{{""language"": ""en"", ""city"": ""Pärnu""}}",enabled,'
        "2024-01-02 12:00:00.5+00,2024-02-02 12:00:00+00\n"
        "2,bo@example.org,Bo,{},blocklisted,2024-01-02T12:00:00Z,\n"
        "3,cy@example.org,Cy,[1],enabled,2024-01-02T12:00:00Z,\n"
    )
    dry_run = hand_in(admin, (head + rows).encode())
    assert counts(dry_run) == {"NEW": 1, "LEFT_OUT": 1, "BAD": 1}
    # Who they are is not even kept until the list is written.
    kept = [session.get_decoded() for session in Session.objects.all()]
    assert "Anna Ek" not in str(kept)
    write(admin, dry_run, rows="good")
    assert Subscriber.objects.get().language == "en"


def test_the_list_is_not_kept_after_it_was_written(admin: Client, log_in: Any) -> None:
    dry_run = hand_in(admin, f"{ANNA}\n".encode(), consent_date=DAY)

    def sessions() -> str:
        return str([session.get_decoded() for session in Session.objects.all()])

    assert ANNA in sessions()
    assert "finns inte kvar" in write(log_in("admin"), dry_run).content.decode()
    assert not Subscriber.objects.exists()
    write(admin, dry_run)
    assert ANNA not in sessions()


def test_what_has_changed_since_the_dry_run_is_shown_first(admin: Client) -> None:
    dry_run = hand_in(admin, f"{ANNA}\nbo@example.org\n".encode(), consent_date=DAY)
    subscriber(state=STATE.ENDED)
    again = write(admin, dry_run)
    assert again.status_code == 409
    assert counts(again) == {"NEW": 1, "LEFT_OUT": 1}
    assert Subscriber.objects.count() == 1


def test_twenty_thousand_rows_take_as_many_pages_as_queries_allow(
    tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("".join(f"p{number}@example.org\n" for number in range(20_000)))
    arguments = ["import", str(path), "--source", "Mailman", "--consent-text", TEXT]
    with django_assert_max_num_queries(400):
        call_command("newsletter_subscribers", *arguments, "--consent-date", DAY)
    assert Subscriber.objects.filter(state=STATE.ACTIVE).count() == 20_000
    assert Consent.objects.count() == 20_000
    assert ConsentText.objects.count() == 1


def test_the_command_says_rows_and_no_addresses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{HEAD}{ANNA},sv,{DAY},Ja,,\nbo@example,sv,,Ja,,\n")
    arguments = ["import", str(path), "--source", "Mailman"]
    for more, code in ([], 1), (["--dry-run"], 1):
        with pytest.raises(SystemExit) as ended:
            call_command("newsletter_subscribers", *arguments, *more)
        assert ended.value.code == code
        assert not Subscriber.objects.exists()
    with pytest.raises(SystemExit):
        call_command("newsletter_subscribers", *arguments, "--good-rows")
    assert Subscriber.objects.get().address == ANNA
    said = capsys.readouterr().out
    assert "row 3: Bad: E-mail address: This is no e-mail address." in said
    assert "1 added." in said
    assert "@" not in said


@pytest.mark.parametrize(
    "arguments", [["import", "none.csv", "--source", "x"], ["hand-over", "mailman"], ["fly"], []]
)
def test_the_command_that_cannot_run_says_why_in_a_line(arguments: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("newsletter_subscribers", *arguments)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    "row",
    [
        f"bad@{'å' * 60}.org,sv,{DAY},Ja,,",
        f"{'a' * 65}@example.org,sv,{DAY},Ja,,",
        f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 60}.org,sv,{DAY},Ja,,",
        f"=?utf-8?q?victim?=@example.org,sv,{DAY},Ja,,",
        "anna@example.org,sv,0001-01-01,Ja,,",
        "anna@example.org,sv,0001-01-01T00:00:00+12:00,Ja,,",
    ],
)
def test_what_no_mail_or_database_can_take_is_a_bad_row(admin: Client, row: str) -> None:
    dry_run = hand_in(admin, f"{HEAD}{row}\n".encode())
    assert counts(dry_run) == {"BAD": 1}
