"""One mail to the mail server, with the moment known from which it may have been taken."""

import re
import smtplib
from collections.abc import Callable
from typing import Any

from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.utils.encoding import force_str
from requests.exceptions import ConnectTimeout

ADDRESS = re.compile(r"[^\s<>]+@[^\s<>]+")
# RFC 5321, sections 4.2.3 and 3.8.
OK, FORWARDED, GO_ON, GOODBYE = 250, 251, 354, 421
TOO_MANY_REQUESTS = 429


class HandingOverError(Exception):
    """What became of a mail that was not taken; its text is the server's, without addresses."""

    def __init__(self, code: int, words: Any) -> None:
        self.code = code
        said = ADDRESS.sub("<…>", " ".join(force_str(words, errors="replace").split()))
        super().__init__(f"{code} {said}".strip()[:200])

    @property
    def is_temporary(self) -> bool:
        """Whether the server asks to be asked again later (RFC 5321, section 4.2.1: 4yz)."""
        return self.code // 100 != 5


class RefusedError(HandingOverError):
    """The recipient was refused: this address cannot be written to, or not now."""


class NotTakenError(HandingOverError):
    """The mail itself was refused."""


class NoServiceError(HandingOverError):
    """Nothing was handed over: no connection, or the server takes no mail from us."""


class NoAnswerError(HandingOverError):
    """It was handed over, and nobody knows whether it was taken."""


class StoppedError(Exception):
    """It must not be handed over after all; nothing was."""


def hand_over(
    connection: Any, message: EmailMultiAlternatives, sender: str, may: Callable[[], bool]
) -> str:
    """Hands a message with one recipient to an open connection; gives the server's answer.

    `may` is called just before the server can have the whole of it: it notes that, and says
    whether to go on. `sender` is the envelope's. Raises HandingOverError, StoppedError.
    """
    try:
        made = message.message()
    except Exception as error:
        # One that cannot be made is its recipient's fault and nobody else's. Libraries raise what
        # they like, and name the address in it.
        raise RefusedError(550, type(error).__name__) from None
    if isinstance(connection, EmailBackend):
        data = made.as_bytes(linesep="\r\n")
        return _by_smtp(connection.connection, data, (sender, message.to[0]), may)
    return _by_service(connection, message, may)


def _by_smtp(
    smtp: smtplib.SMTP | None, data: bytes, envelope: tuple[str, str], may: Callable[[], bool]
) -> str:
    """`envelope`: the sender and the recipient."""
    if smtp is None:
        raise NoServiceError(0, "not connected")
    sender, recipient = envelope
    data = re.sub(rb"(?m)^\.", b"..", data)
    if not data.endswith(b"\r\n"):
        data += b"\r\n"
    try:
        smtp.ehlo_or_helo_if_needed()
        code, words = smtp.mail(sender)
        if code != OK:
            raise NoServiceError(code, words)
        code, words = smtp.rcpt(recipient)
        if code == GOODBYE:
            raise NoServiceError(code, words)
        if code not in (OK, FORWARDED):
            smtp.rset()
            raise RefusedError(code, words)
        code, words = smtp.docmd("DATA")
        if code == GOODBYE:
            raise NoServiceError(code, words)
        if code != GO_ON:
            # Else the next sender would be refused as a second one (RFC 5321, section 4.1.4).
            smtp.rset()
            raise NotTakenError(code, words)
        smtp.send(data)
    except (OSError, smtplib.SMTPException) as error:
        raise NoServiceError(0, type(error).__name__) from None
    if not may():
        # Without its last line it is no mail: the server forgets it.
        smtp.close()
        raise StoppedError
    try:
        smtp.send(b".\r\n")
        code, words = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        smtp.close()
        raise NoAnswerError(0, type(error).__name__) from None
    if code != OK:
        raise NotTakenError(code, words)
    return f"{code} {force_str(words, errors='replace')}"


def _by_service(connection: Any, message: EmailMultiAlternatives, may: Callable[[], bool]) -> str:
    """Through any other of Django's mail backends: the whole of it is one step."""
    if not may():
        raise StoppedError
    message.connection = connection
    try:
        connection.send_messages([message])
    except AnymailRecipientsRefused:
        raise RefusedError(550, "refused") from None
    except AnymailAPIError as error:
        raise _of_service(error) from None
    except OSError as error:
        raise NoAnswerError(0, type(error).__name__) from None
    status = getattr(message, "anymail_status", None)
    if status is not None and status.status == {"rejected"}:
        raise RefusedError(550, "rejected")
    return "taken"


def _of_service(error: AnymailAPIError) -> HandingOverError:
    code, cause = error.status_code, error.__cause__
    if code is None:
        # urllib3's word for a connection that never was.
        unconnected = isinstance(cause, ConnectTimeout) or "NewConnectionError" in repr(cause)
        return (NoServiceError if unconnected else NoAnswerError)(0, type(cause).__name__)
    if code == TOO_MANY_REQUESTS or code >= 500:
        return NoServiceError(0, f"HTTP {code}")
    # Its key, its sender or the message is wrong, for everyone.
    return NoServiceError(550, f"HTTP {code}")
