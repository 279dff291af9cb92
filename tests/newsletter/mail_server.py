"""A real SMTP server for the tests, which does as it is told."""
# ruff: noqa: N802 – the names of its methods are aiosmtpd's

import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

OK = "250 OK"


@dataclass
class MailServer:
    """What it has taken; `at_mail`, `at_rcpt` and `at_data` say what it answers, and may wait.

    `at_rcpt` and `at_data` get the recipient and how many mails were taken before.
    """

    port: int = 0
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    # Answered to one DATA command, before any mail of it.
    refuse_data_once: str = ""
    at_mail: Callable[[], str] = lambda: OK
    at_rcpt: Callable[[str, int], str] = lambda _to, _taken: OK
    at_data: Callable[[str, int], str] = lambda _to, _taken: OK

    @property
    def recipients(self) -> Counter[str]:
        """How many mails each address got."""
        return Counter(to for to, _mail in self.taken)

    def mail_to(self, address: str) -> EmailMessage:
        """The mail that an address got."""
        raw = next(mail for to, mail in self.taken if to == address)
        message: Any = message_from_bytes(raw, policy=policy.default)
        return message

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Any, sender: str, o: Any
    ) -> str:
        answer = self.at_mail()
        if answer == OK:
            envelope.mail_from = sender
        return answer

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, to: str, o: Any) -> str:
        answer = self.at_rcpt(to, len(self.taken))
        if answer == OK:
            envelope.rcpt_tos.append(to)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        to = envelope.rcpt_tos[0]
        answer = self.at_data(to, len(self.taken))
        if answer == OK:
            self.taken.append((to, bytes(envelope.content)))
        return answer


class _Protocol(SMTP):
    async def smtp_DATA(self, arg: str) -> None:
        answer, self.event_handler.refuse_data_once = self.event_handler.refuse_data_once, ""
        if answer:
            await self.push(answer)
        else:
            await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Protocol(self.handler, **self.SMTP_kwargs)


@contextmanager
def running() -> Iterator[MailServer]:
    """A server on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = MailServer(port)
    controller = _Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def use(settings: Any, server: MailServer, timeout: int = 5) -> None:
    """Sends this test's mail to it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = timeout
