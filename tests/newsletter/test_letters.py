"""The letters wait for the worker, who tries again; no address is in a task or its errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from newsletter.models import Subscriber
from newsletter.subscribing.sending import PAUSES, Kind, LetterError, send_letter
from tests.browser.conftest import free_port
from tests.newsletter.mail_server import running, use
from tests.newsletter.readers import ask

pytestmark = pytest.mark.any_database

QUEUE = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "mail": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
SMTP = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_TIMEOUT": 5}


class Server:
    """A mail server that answers every recipient alike."""

    def __init__(self, answer: str) -> None:
        self.answer = answer

    async def handle_RCPT(self, *args: Any) -> str:  # noqa: N802
        return f"{self.answer} <{args[3]}>"


@contextmanager
def mail_server(answer: str) -> Iterator[None]:
    """Mails go there."""
    controller = Controller(Server(answer), hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        with override_settings(**SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=controller.port):
            yield
    finally:
        controller.stop()


@pytest.fixture
def asked() -> Iterator[Subscriber]:
    with override_settings(TASKS=QUEUE):
        ask(email="anna@example.org")
        yield Subscriber.objects.get()


def test_the_form_leaves_the_mail_to_the_worker(asked: Subscriber) -> None:
    queued = DBTaskResult.objects.get()
    assert queued.args_kwargs == {"args": ["asked", asked.pk], "kwargs": {}}


def test_without_a_mail_server_it_is_tried_again_for_a_while(asked: Subscriber) -> None:
    before = timezone.now()
    with override_settings(**SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=free_port()):
        assert send_letter.func(Kind.ASKED, asked.pk).startswith("put off: ")
        later = DBTaskResult.objects.latest("enqueued_at")
        with pytest.raises(LetterError):
            send_letter.func(Kind.ASKED, asked.pk, len(PAUSES))
    assert later.run_after is not None
    assert later.run_after - before >= PAUSES[0]
    assert later.args_kwargs["args"] == ["asked", asked.pk, 1]


def test_a_busy_server_is_asked_again(asked: Subscriber) -> None:
    with mail_server("451 Come back later"):
        assert send_letter.func(Kind.ASKED, asked.pk) == "put off: SMTPRecipientsRefused"


def test_a_refusal_is_final_and_names_nobody(asked: Subscriber, caplog: Any) -> None:
    caplog.set_level("DEBUG")
    caplog.set_level("WARNING", logger="mail.log")
    at_once = override_settings(TASKS={**QUEUE, "mail": QUEUE["default"]})
    with mail_server("550 No such user"):
        with pytest.raises(LetterError, match=r"^SMTPRecipientsRefused$"):
            send_letter.func(Kind.ASKED, asked.pk)
        with at_once:
            result = send_letter.enqueue(Kind.ASKED, asked.pk)
    (error,) = result.errors
    assert error.exception_class is LetterError
    assert "SMTPRecipientsRefused" in error.traceback
    assert "anna" not in error.traceback
    assert "anna" not in caplog.text
    assert DBTaskResult.objects.count() == 1


def test_whoever_was_erased_meanwhile_gets_nothing(asked: Subscriber, mailoutbox: Any) -> None:
    key = asked.pk
    asked.delete()
    assert send_letter.func(Kind.ASKED, key) == "erased meanwhile"
    assert mailoutbox == []


def test_what_is_our_own_fault_is_tried_again(asked: Subscriber, settings: Any) -> None:
    with running() as server:
        use(settings, server)
        server.at_mail = lambda: "550 5.7.1 sender refused"
        assert send_letter.func(Kind.ASKED, asked.pk) == "put off: SMTPSenderRefused"
