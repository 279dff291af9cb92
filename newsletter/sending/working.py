"""The work on a mailing: recipient by recipient, so that it can be killed at any point.

A copy is *queued* until the mail server has all of it but its last line; then the row becomes
*handed over* in the database, the last line goes, and the server's answer makes it *sent*. What is
killed before is queued still, and is sent by the next worker. What is killed after, or gets no
answer, stays handed over: in doubt. The server has it in all likelihood, so nobody is written to
twice; how many they are is shown, and an editor may send them again.
"""

import datetime as dt
import math
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from smtplib import SMTPException, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from core.languages import shown
from newsletter.models import Mailing, NewsletterIssuePage, Recipient, Subscriber
from newsletter.models.mailing import NO_WEB_VERSION
from newsletter.sending.audience import begin
from newsletter.sending.copies import copy_for, envelope_sender, frozen_mail
from newsletter.sending.handing_over import (
    HandingOverError,
    NoAnswerError,
    NoServiceError,
    RefusedError,
    StoppedError,
    hand_over,
)
from newsletter.sending.refusals import note_refusal

# A worker that has not said anything for so long is taken to be gone.
LEASE = dt.timedelta(minutes=2)
AT_A_TIME = 50
# After a temporary error: a minute, four, sixteen, an hour, then every four hours, for two days.
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(minutes=1), dt.timedelta(hours=4)
MOST_ATTEMPTS = 15
# So many refused, or left without an answer, in a row say something of us and not of them.
MOST_IN_A_ROW = 10


def wait_after(attempts: int) -> dt.timedelta:
    """How long to wait after so many attempts that failed; at least one."""
    return min(FIRST_WAIT * 4 ** min(attempts - 1, 9), LONGEST_WAIT)


def is_over(name: str, now: dt.datetime) -> Q:
    """Whether the moment of that name has come, or none is set."""
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": now})


def due(mailing: Mailing, now: dt.datetime) -> QuerySet[Recipient]:
    """The recipients whose turn it is."""
    return mailing.recipients.filter(is_over("next_at", now), state=Recipient.State.QUEUED)


@dataclass
class Round:
    """What a round of work has done: copies taken, and how many in a row were not."""

    done: int = 0
    in_a_row: int = 0


class Work:
    """A round of work on one mailing; `say` is told of each copy that the server has taken."""

    def __init__(self, mailing: Mailing, say: Callable[[Round], Any] = lambda _round: None) -> None:
        self.mailing, self.say = mailing, say
        self.mail, self.sender = frozen_mail(mailing), envelope_sender()
        self.round = Round()
        self.connection: Any = None
        self.is_claimed, self.leased_at, self.taken_on_connection = False, 0.0, 0

    def run(self, seconds: float | None = None) -> Round:
        """Works until nothing is due, it is paused or resting, or the time is over.

        Safe to run beside another worker, and to kill.
        """
        ends = math.inf if seconds is None else time.monotonic() + seconds
        if self.mailing.state == Mailing.State.SCHEDULED and not self._begin():
            return self.round
        try:
            while time.monotonic() < ends and (copies := self._next_copies()):
                for copy in copies:
                    if time.monotonic() >= ends or not self._goes_on():
                        break
                    begun = time.monotonic()
                    if not self._one(copy):
                        return self.round
                    self._keep_pace(begun)
        finally:
            self._close()
            self._end_of_round()
        return self.round

    def _next_copies(self) -> list[Recipient]:
        if not self._goes_on(at_once=True):
            return []
        rows = due(self.mailing, timezone.now()).select_related("subscriber", "mailing")
        return list(rows.order_by("attempts", "pk")[:AT_A_TIME])

    def _begin(self) -> bool:
        return self._has_web_version() and begin(self.mailing)

    def _has_web_version(self) -> bool:
        """Whether everyone can read what the mail leads to; stands still where not."""
        pages = NewsletterIssuePage.objects.filter(mailings=self.mailing.pk)
        if shown(pages).exists():
            return True
        self._pause(NO_WEB_VERSION)
        return False

    def _goes_on(self, at_once: bool = False) -> bool:
        """Whether it is still to be sent; says now and then that somebody is at it."""
        if not at_once and time.monotonic() - self.leased_at < LEASE.total_seconds() / 4:
            return True
        now, self.leased_at = timezone.now(), time.monotonic()
        going = Mailing.objects.filter(
            is_over("rests_until", now), pk=self.mailing.pk, state=Mailing.State.SENDING
        )
        return bool(going.update(leased_until=now + LEASE)) and self._has_web_version()

    def _one(self, copy: Recipient) -> bool:
        """Whether to go on with the next."""
        self.is_claimed = False
        if copy.subscriber is None or copy.subscriber.state != Subscriber.State.ACTIVE:
            self._note(copy, state=Recipient.State.SKIPPED)
            return True
        try:
            self._connect()
            message = copy_for(copy, self.mail)
            answer = hand_over(self.connection, message, self.sender, lambda: self._claim(copy))
        except StoppedError:
            # Paused, unsubscribed meanwhile, or another worker's; the connection was dropped.
            self._close()
            return self._goes_on(at_once=True)
        except NoServiceError as error:
            self._give_back(copy)
            return self._without_service(error)
        except NoAnswerError as error:
            self._note(copy, answer=str(error), attempts=copy.attempts + 1)
            self._close()
            return self._not_taken(error)
        except HandingOverError as error:
            self._refused(copy, error)
            return self._not_taken(error)
        self._note(copy, state=Recipient.State.SENT, answer=answer[:200])
        self._taken()
        return True

    def _claim(self, copy: Recipient) -> bool:
        """The row becomes handed over, unless it is no longer to be sent: then nothing happens."""
        rows = Recipient.objects.filter(
            Exists(Mailing.objects.filter(pk=copy.mailing_id, state=Mailing.State.SENDING)),
            Exists(
                Subscriber.objects.filter(
                    pk=OuterRef("subscriber_id"), state=Subscriber.State.ACTIVE
                )
            ),
            pk=copy.pk,
            state=Recipient.State.QUEUED,
        )
        now = timezone.now()
        self.is_claimed = bool(rows.update(state=Recipient.State.HANDED, handed_at=now))
        return self.is_claimed

    def _note(self, copy: Recipient, **values: Any) -> None:
        """Writes to the row, unless it has become another worker's."""
        own = Recipient.State.HANDED if self.is_claimed else Recipient.State.QUEUED
        Recipient.objects.filter(pk=copy.pk, state=own).update(**values)

    def _give_back(self, copy: Recipient, **values: Any) -> None:
        self._note(copy, state=Recipient.State.QUEUED, handed_at=None, **values)

    def _refused(self, copy: Recipient, error: HandingOverError) -> None:
        attempts = copy.attempts + 1
        told = {"answer": str(error), "attempts": attempts}
        if error.is_temporary and attempts < MOST_ATTEMPTS:
            self._give_back(copy, next_at=timezone.now() + wait_after(attempts), **told)
        elif error.is_temporary:
            self._note(copy, state=Recipient.State.GIVEN_UP, **told)
        else:
            self._note(copy, state=Recipient.State.REFUSED, **told)
            if isinstance(error, RefusedError):
                note_refusal(copy, str(error))

    def _not_taken(self, error: HandingOverError) -> bool:
        """Stands still where it is the server that takes nothing, or says nothing."""
        self.round.in_a_row += 1
        if self.round.in_a_row < MOST_IN_A_ROW:
            return True
        if error.is_temporary and not isinstance(error, NoAnswerError):
            return self._without_service(error)
        self._pause(str(error))
        return False

    def _without_service(self, error: HandingOverError) -> bool:
        """Rests, longer each time; or stands still, where asking again would not help."""
        self._close()
        if not error.is_temporary:
            self._pause(str(error))
            return False
        if self.taken_on_connection:
            # Servers close a connection after so many mails: a new one, at once.
            self.taken_on_connection = 0
            return True
        failures = Mailing.objects.values_list("failures", flat=True).get(pk=self.mailing.pk) + 1
        rests_until = timezone.now() + wait_after(failures)
        Mailing.objects.filter(pk=self.mailing.pk).update(
            failures=failures, rests_until=rests_until, fault=str(error)
        )
        return False

    def _pause(self, why: str) -> None:
        running = Mailing.objects.filter(pk=self.mailing.pk, state__in=Mailing.GOING)
        running.update(state=Mailing.State.PAUSED, fault=why)

    def _taken(self) -> None:
        if self.round.done == 0:
            Mailing.objects.filter(pk=self.mailing.pk).update(
                failures=0, rests_until=None, fault=""
            )
        self.round.done += 1
        self.round.in_a_row = 0
        self.taken_on_connection += 1
        self.say(self.round)

    def _connect(self) -> None:
        if self.connection is not None:
            return
        self.connection = get_connection()
        try:
            self.connection.open()
        except SMTPResponseException as error:
            self.connection = None
            raise NoServiceError(error.smtp_code, error.smtp_error) from None
        except (OSError, SMTPException) as error:
            self.connection = None
            raise NoServiceError(0, type(error).__name__) from None

    def _close(self) -> None:
        connection, self.connection = self.connection, None
        if connection is not None:
            with suppress(OSError, SMTPException):
                connection.close()

    def _keep_pace(self, begun: float) -> None:
        if settings.NEWSLETTER_PER_MINUTE > 0:
            left = 60 / settings.NEWSLETTER_PER_MINUTE - (time.monotonic() - begun)
            time.sleep(max(0.0, left))

    def _end_of_round(self) -> None:
        """Lets it go; what has no copy waiting any more is sent."""
        own = Mailing.objects.filter(pk=self.mailing.pk)
        own.update(leased_until=None)
        waiting = Recipient.objects.filter(mailing=OuterRef("pk"), state=Recipient.State.QUEUED)
        own.filter(~Exists(waiting), state=Mailing.State.SENDING).update(
            state=Mailing.State.SENT, finished_at=timezone.now(), fault=""
        )
        self.mailing.refresh_from_db()
