"""What an e-mail service reports by its webhook, sent as Brevo and Postmark send it."""

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from importlib import reload
from typing import Any

import pytest
from django.conf import settings as current
from django.core.checks import run_checks
from django.test import Client, override_settings
from django.urls import clear_url_caches

from config import urls
from newsletter.models import Recipient
from tests.newsletter.subscribers import ANNA, STATE, copy_of, mailing, subscriber

pytestmark = pytest.mark.any_database

SECRET = "name:password"
# The library says so of SendGrid, whose reports come many at a time.
UNSUPPORTED = pytest.mark.filterwarnings("ignore:django-anymail has dropped")
KEYS = {"WEBHOOK_SECRET": SECRET, "BREVO_API_KEY": "x", "POSTMARK_SERVER_TOKEN": "x"}


@pytest.fixture(autouse=True)
def _with_a_service() -> Iterator[None]:
    """The site as it starts with an e-mail service."""
    with override_settings(EMAIL_SERVICE="brevo", ANYMAIL=KEYS):
        reload(urls)
        clear_url_caches()
        yield
    reload(urls)
    clear_url_caches()


def told(service: str, event: Any, secret: str = SECRET) -> int:
    return sent(service, json.dumps(event), secret)


def sent(service: str, body: str | bytes, secret: str = SECRET) -> int:
    proof = f"Basic {b64encode(secret.encode()).decode()}"
    response = Client().post(
        f"/anymail/{service}/tracking/",
        body,
        content_type="application/json",
        HTTP_AUTHORIZATION=proof,
    )
    return response.status_code


def brevo(copy: Recipient, event: str, **more: str) -> dict[str, Any]:
    return {
        "event": event,
        "email": ANNA,
        "message-id": f"<newsletter-{copy.key.hex}@127.0.0.1>",
        "ts_epoch": 1604933654321,
        **more,
    }


def after(copy: Recipient) -> tuple[str, str]:
    copy.refresh_from_db()
    subscriber: Any = copy.subscriber
    subscriber.refresh_from_db()
    return copy.state, subscriber.state


@pytest.mark.parametrize(
    ("event", "reason", "expected"),
    [
        ("hard_bounce", "", ("bounced", STATE.SUSPENDED)),
        ("hard_bounce", "550 5.1.1 unknown", ("bounced", STATE.SUSPENDED)),
        ("hard_bounce", "550 5.7.1 policy", ("bounced", STATE.ACTIVE)),
        ("invalid_email", "", ("bounced", STATE.SUSPENDED)),
        ("soft_bounce", "", ("bounced", STATE.ACTIVE)),
        ("blocked", "", ("bounced", STATE.ACTIVE)),
        ("deferred", "", ("sent", STATE.ACTIVE)),
        ("delivered", "", ("sent", STATE.ACTIVE)),
        ("spam", "", ("sent", STATE.ENDED)),
        ("unsubscribe", "", ("sent", STATE.ENDED)),
    ],
)
def test_brevo(event: str, reason: str, expected: tuple[str, str]) -> None:
    copy = copy_of(mailing(), subscriber())
    for _twice in range(2):
        assert told("brevo", brevo(copy, event, reason=reason)) == 200
        assert after(copy) == expected
    assert (copy.unsubscribed_at is not None) is (expected[1] == STATE.ENDED)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("HardBounce", STATE.SUSPENDED), ("SoftBounce", STATE.ACTIVE)],
)
def test_postmark_names_the_copy_by_what_we_gave_along(kind: str, expected: str) -> None:
    copy = copy_of(mailing(), subscriber())
    event = {
        "RecordType": "Bounce",
        "Type": kind,
        "Email": ANNA,
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Metadata": {"copy": copy.key.hex},
        "BouncedAt": "2026-11-02T08:00:00Z",
    }
    assert told("postmark", event) == 200
    assert after(copy) == ("bounced", expected)


def test_without_the_secret_nothing_is_believed() -> None:
    copy = copy_of(mailing(), subscriber())
    assert told("brevo", brevo(copy, "hard_bounce"), "name:guess") == 400
    assert after(copy) == ("sent", STATE.ACTIVE)


def test_a_report_about_no_copy_of_ours_is_passed_over() -> None:
    copy = copy_of(mailing(), subscriber())
    for named in ("<other@example.org>", f"<newsletter-{'0' * 32}@x>", "", "0" * 32, "\x00"):
        assert told("brevo", brevo(copy, "hard_bounce") | {"message-id": named}) == 200
    assert after(copy) == ("sent", STATE.ACTIVE)


@UNSUPPORTED
@pytest.mark.parametrize("service", ["brevo", "postmark", "sendgrid", "mailjet", "sparkpost"])
@pytest.mark.parametrize(
    "body",
    [
        "",
        "no JSON",
        b"\xff\xfe",
        "[" * 100_000,
        "null",
        "7",
        '"text"',
        "[7, null]",
        '[["event", "bounce"]]',
        '{"event": [], "ts_epoch": 1e400, "RecordType": {}, "msys": 3}',
        "x" * 3_000_000,
    ],
)
def test_what_no_service_sends_is_refused_and_breaks_nothing(
    service: str, body: str | bytes
) -> None:
    copy = copy_of(mailing(), subscriber())
    assert sent(service, body) == (413 if len(body) > 2_500_000 else 400)
    assert after(copy) == ("sent", STATE.ACTIVE)


def test_a_report_with_a_wrong_time_or_of_another_kind_is_refused() -> None:
    copy = copy_of(mailing(), subscriber())
    for odd in ({"ts_epoch": "yesterday"}, {"ts_epoch": 10**400}, {"event": []}, {"items": []}):
        assert told("brevo", brevo(copy, "hard_bounce") | odd) == 400
    assert after(copy) == ("sent", STATE.ACTIVE)


def test_what_is_odd_and_harmless_is_passed_over() -> None:
    copy = copy_of(mailing(), subscriber())
    for odd in ({}, {"event": "hard_bounce"}, {"event": "invented"}):
        assert told("brevo", odd) == 200
    assert told("brevo", brevo(copy, "hard_bounce") | {"X-Mailin-custom": '["copy"]'}) == 200
    assert after(copy) == ("bounced", STATE.SUSPENDED)


@UNSUPPORTED
def test_one_report_that_cannot_be_read_does_not_hide_those_beside_it() -> None:
    copy = copy_of(mailing(), subscriber())
    report = {
        "event": "bounce",
        "type": "bounce",
        "email": ANNA,
        "reason": "550 5.1.1 unknown",
        "copy": copy.key.hex,
        "timestamp": 1604933654,
    }
    for _twice in range(2):
        # The service is to send what could not be read again.
        assert told("sendgrid", [{"event": "bounce", "timestamp": "x"}, report]) == 400
        assert after(copy) == ("bounced", STATE.SUSPENDED)
    assert told("sendgrid", [report]) == 200


def test_mail_that_comes_in_by_the_service_has_no_address() -> None:
    assert sent("brevo/inbound", "{}") == 404


def test_no_secret_no_address_and_the_site_says_so() -> None:
    with override_settings(ANYMAIL={}):
        reload(urls)
        clear_url_caches()
        assert Client().post("/anymail/brevo/tracking/").status_code == 404
        assert [found.id for found in run_checks()] == ["newsletter.E001"]
    with override_settings(EMAIL_SERVICE=""):
        assert run_checks() == []
    assert run_checks() == []


def test_it_does_not_start_without_a_secret() -> None:
    ended = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=current.ROOT,
        env={"EMAIL_SERVICE": "brevo", "PATH": "", "DJANGO_SETTINGS_MODULE": "config.settings.dev"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "newsletter.E001" in ended.stderr
