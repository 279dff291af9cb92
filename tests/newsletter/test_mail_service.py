"""Through an e-mail service (Postmark, by django-anymail), whose part a server here plays."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from newsletter.models import Mailing
from tests.newsletter.test_sending import ordered, readers, states, work

pytestmark = pytest.mark.any_database


@dataclass
class Service:
    """What it was sent, and what it answers: a status, a body, and how long it takes."""

    port: int = 0
    taken: list[dict[str, Any]] = field(default_factory=list)
    answer: Callable[[dict[str, Any]], tuple[int, float]] = lambda _mail: (200, 0)


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            mail = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, wait = service.answer(mail)
            time.sleep(wait)
            body: dict[str, Any] = {"ErrorCode": 300 if status == 422 else 10, "Message": "No."}
            if status == 200:
                service.taken.append(mail)
                body = {
                    "To": mail["To"],
                    "SubmittedAt": "2026-11-26T10:00:00Z",
                    "MessageID": str(len(service.taken)),
                    "ErrorCode": 0,
                    "Message": "OK",
                }
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *args: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.port = http.server_address[1]
    threading.Thread(target=http.serve_forever, daemon=True).start()
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.NEWSLETTER_FROM_EMAIL = "Västerås stad <nyhetsbrev@vasteras.se>"
    settings.ANYMAIL = {
        "POSTMARK_SERVER_TOKEN": "token",
        "POSTMARK_API_URL": f"http://127.0.0.1:{service.port}/",
        "REQUESTS_TIMEOUT": 1,
    }
    yield service
    http.shutdown()
    http.server_close()


def headers(mail: dict[str, Any]) -> dict[str, str]:
    return {header["Name"]: header["Value"] for header in mail["Headers"]}


def test_each_copy_is_a_request_with_its_own_headers_and_nothing_that_counts(
    service: Service,
) -> None:
    readers(3)
    mailing = work(ordered())
    assert mailing.state == Mailing.State.SENT
    copies = service.taken[1:]
    assert sorted(mail["To"] for mail in copies) == [f"reader-{n}@example.com" for n in range(3)]
    for mail in copies:
        assert mail["Subject"] == mailing.subject
        assert headers(mail)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert mailing.recipients.filter(key=mail["Metadata"]["copy"]).exists()
        assert mail["TrackOpens"] is False
        assert mail["TrackLinks"] in (False, "None")


def test_a_busy_service_is_waited_for_and_a_wrong_key_stops_it(service: Service) -> None:
    readers(2)
    mailing = ordered()
    service.answer = lambda _mail: (429, 0)
    assert work(mailing).rests_until is not None
    assert set(states(mailing).values()) == {"queued"}
    Mailing.objects.update(rests_until=None)
    service.answer = lambda _mail: (401, 0)
    assert work(mailing).state == Mailing.State.PAUSED
    assert set(states(mailing).values()) == {"queued"}
    assert len(service.taken) == 1


def test_an_answer_that_does_not_come_is_not_asked_for_twice(service: Service) -> None:
    readers(2)
    mailing = ordered()
    service.answer = lambda mail: (200, 3 if mail["To"].startswith("reader-0") else 0)
    assert work(mailing).state == Mailing.State.SENT
    assert states(mailing) == {"reader-0": "handed", "reader-1": "sent"}


def test_a_service_that_is_away_has_got_nothing(settings: Any, service: Service) -> None:
    readers(2)
    mailing = ordered()
    settings.ANYMAIL = settings.ANYMAIL | {"POSTMARK_API_URL": "http://127.0.0.1:9/"}
    assert work(mailing).rests_until is not None
    assert set(states(mailing).values()) == {"queued"}
