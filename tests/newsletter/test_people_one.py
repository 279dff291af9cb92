"""One subscriber at their request: what is kept, given out, ended, erased."""

import json
import logging
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from newsletter.models import Consent, ForgottenAddress, Subscriber
from newsletter.subscribing.digests import digest_of_address
from tests.newsletter.subscribers import ANNA, STATE, TEXT, copy_of, hand_in, mailing, subscriber

pytestmark = pytest.mark.any_database


def logged() -> list[tuple[str, str]]:
    """What the log says of subscribers: never an address."""
    rows = list(ModelLogEntry.objects.filter(action__startswith="newsletter."))
    for row in rows:
        assert "@" not in f"{row.label} {row.data} {row.message} {row}"
    return [(row.action.removeprefix("newsletter."), row.label) for row in rows]


def act(client: Client, name: str, one: Subscriber, **data: str) -> Any:
    return client.post(reverse(f"newsletter_subscriber_{name}", args=[one.pk]), data, follow=True)


def test_what_is_kept_is_shown_without_the_address_in_the_title(admin: Client) -> None:
    one = subscriber()
    copy_of(mailing("Vårnumret"), one)
    html = admin.get(reverse("newsletter_subscriber", args=[one.pk])).content.decode()
    assert TEXT in html
    assert "Vårnumret" in html
    assert ANNA in html
    title = html[html.index("<title>") : html.index("</title>")]
    assert "En prenumerant" in title
    assert ANNA not in title


def test_all_that_is_kept_as_a_file(admin: Client) -> None:
    one = subscriber()
    copy_of(mailing("Vårnumret"), one)
    response = act(admin, "export", one)
    assert ANNA not in response["Content-Disposition"]
    kept = json.loads(response.content)
    assert kept["address"] == ANNA
    assert [consent["text"] for consent in kept["consents"]] == [TEXT]
    assert [copy["title"] for copy in kept["issues"]] == ["Vårnumret"]
    # Every field of the model stands in the file, but for numbers of our own.
    fields = {field.name for field in Subscriber._meta.get_fields() if not field.is_relation}
    assert fields - {"id", "key"} <= kept.keys()
    assert logged() == [("exported", str(one.key))]


def test_unsubscribed_at_request(admin: Client) -> None:
    one = subscriber()
    act(admin, "end", one)
    one.refresh_from_db()
    assert one.state == STATE.ENDED
    assert logged() == [("ended", str(one.key))]


def test_erased_for_good_and_an_old_list_does_not_bring_them_back(
    admin: Client, caplog: pytest.LogCaptureFixture
) -> None:
    one = subscriber()
    copy = copy_of(mailing(), one)
    asked = admin.get(reverse("newsletter_subscriber_erase", args=[one.pk])).content.decode()
    assert "tas bort för gott" in asked
    assert Subscriber.objects.filter(pk=one.pk).exists()
    with caplog.at_level(logging.DEBUG):
        act(admin, "erase", one)
    assert ANNA not in caplog.text
    assert not Subscriber.objects.exists()
    assert not Consent.objects.exists()
    copy.refresh_from_db()
    assert (copy.subscriber, copy.state) == (None, "sent")
    assert ForgottenAddress.objects.get().digest == digest_of_address(ANNA)
    assert logged() == [("erased", str(one.key))]
    dry_run = hand_in(admin, f"{ANNA}\n".encode(), consent_date="2024-05-01")
    assert "Har raderats här" in dry_run.content.decode()


def test_only_by_post(admin: Client) -> None:
    one = subscriber()
    for name in ("export", "end"):
        url = reverse(f"newsletter_subscriber_{name}", args=[one.pk])
        assert admin.get(url).status_code == 405
    one.refresh_from_db()
    assert one.state == STATE.ACTIVE


def ran(monkeypatch: pytest.MonkeyPatch, action: str, typed: str) -> str:
    out = StringIO()
    monkeypatch.setattr("sys.stdin", StringIO(typed))
    call_command("newsletter_subscribers", action, stdout=out)
    return out.getvalue()


def test_the_command_reads_the_address_from_standard_input(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = subscriber()
    assert json.loads(ran(monkeypatch, "export", f"{ANNA.upper()}\n"))["address"] == ANNA
    assert ran(monkeypatch, "erase", f"{ANNA}\n") == "Erased.\n"
    assert not Subscriber.objects.exists()
    assert logged() == [("erased", str(one.key)), ("exported", str(one.key))]


@pytest.mark.parametrize(
    ("typed", "code"), [("", 2), ("no address\n", 2), ("unknown@example.org\n", 1)]
)
def test_the_command_names_no_address(
    monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    for action in ("export", "erase"):
        with pytest.raises(CommandError) as refused:
            ran(monkeypatch, action, typed)
        assert refused.value.returncode == code
        assert "@" not in str(refused.value)
