"""The letters to one subscriber, sent by the worker: their addresses are in no task and no log."""

import datetime as dt
from enum import StrEnum
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from django.utils import timezone
from django_tasks import task, task_backends

from newsletter.models import Subscriber
from newsletter.subscribing.kept_data import copy_letter
from newsletter.subscribing.letters import already_letter, confirm_letter

# After a failure; then it is given up.
PAUSES = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]
PERMANENT = range(500, 600)


class Kind(StrEnum):
    """Why somebody is written to."""

    ASKED = "asked"
    COPY = "copy"


class LetterError(Exception):
    """A letter could not be sent. Says what kind of error it was, not what it said: mail servers
    and libraries name the address.
    """


@task(backend="mail")
def send_letter(kind: str, subscriber_id: int, attempt: int = 0) -> str:
    """Sends the letter, or puts it off; says which. Raises LetterError."""
    subscriber = Subscriber.objects.filter(pk=subscriber_id).first()
    if subscriber is None:
        return "erased meanwhile"
    try:
        _send(kind, subscriber)
    except Exception as error:
        name, again = type(error).__name__, _is_temporary(error)
    else:
        return "sent"
    if again and attempt < len(PAUSES) and task_backends["mail"].supports_defer:
        later = send_letter.using(run_after=timezone.now() + PAUSES[attempt])
        later.enqueue(kind, subscriber_id, attempt + 1)
        return f"put off: {name}"
    raise LetterError(name)


def _send(kind: str, subscriber: Subscriber) -> None:
    if kind == Kind.COPY:
        message = copy_letter(subscriber)
    elif subscriber.state == Subscriber.State.ACTIVE:
        message = already_letter(subscriber)
    else:
        message = confirm_letter(subscriber)
    message.send()


def _is_temporary(error: Exception) -> bool:
    """Whether the mail server may take it later (RFC 5321: all but 5xx)."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code not in PERMANENT for code, _words in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return error.smtp_code not in PERMANENT
    # What refuses our sender or log-in is not the reader's fault, and may be mended.
    return isinstance(error, OSError | SMTPException)
