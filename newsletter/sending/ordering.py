"""The order to send an issue in one language: what stands against it, and what freezes it."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from newsletter.checklist import Finding, Looked, checklist
from newsletter.corrections import web_version
from newsletter.mail import mail_to_look_at, message
from newsletter.models import Mailing, Recipient, TestSend
from newsletter.places import IssueMail
from newsletter.sending.tasks import enqueue

ORDERED, TESTED = "newsletter.ordered", "newsletter.tested"
PAUSED, RESUMED, CANCELLED = "newsletter.paused", "newsletter.resumed", "newsletter.cancelled"
AGAIN = "newsletter.again"


class NotOrderedError(Exception):
    """Why an issue cannot be sent, in the editor's language: a sentence for each reason."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


def is_tested(page: Any, mail: IssueMail) -> bool:
    """Whether what the mail says now has been sent to somebody for a look."""
    return TestSend.objects.filter(page_id=page.pk, digest=mail.digest).exists()


def against(looked: Looked | None, findings: list[Finding] | None = None) -> list[str]:
    """What stands against sending an issue in a language, as `checklist.looked_at` gives it."""
    found = checklist(looked) if findings is None else findings
    reasons = [finding.message for finding in found if finding.blocking]
    if looked is None:
        return reasons
    if open_mailing(looked.page) is not None:
        reasons.append(_("It is on its way already."))
    elif last_sent(looked.page) is not None:
        reasons.append(_("It has been sent to its subscribers."))
    elif not is_tested(looked.page, looked.mail):
        reasons.append(_("What it says now has not been sent as a test: send one, and look at it."))
    return reasons


def open_mailing(page: Any) -> Mailing | None:
    """The mailing of a page that waits, is under way or paused."""
    return Mailing.objects.filter(page_id=page.pk, state__in=Mailing.OPEN).first()


def last_sent(page: Any) -> Mailing | None:
    """The mailing by which a page was sent."""
    return Mailing.objects.filter(page_id=page.pk, state=Mailing.State.SENT).first()


def send_test(looked: Looked, to: str, user: Any) -> None:
    """Sends the mail to one address for a look, and notes what it said.

    Raises what the mail service raises (OSError and its like).
    """
    test = message(mail_to_look_at(looked.page, looked.mail))
    # Told apart from the one that readers get, by whoever gets both.
    test.subject = f"[{'Prov' if looked.language == 'sv' else 'Test'}] {test.subject}"
    test.to = [to]
    test.send()
    TestSend.objects.create(page_id=looked.page.pk, digest=looked.mail.digest, by=user)
    log(looked.page, TESTED, user=user, data={})


def order(
    looked: Looked, user: Any, at: dt.datetime | None = None, *, queue: bool = True
) -> Mailing:
    """Freezes the mail, and sends it now or at a time to come. Raises NotOrderedError.

    Not `queue`: whoever orders it does the work.
    """
    reasons = against(looked)
    if at is not None and at <= timezone.now():
        reasons.append(_("The time has passed."))
    if reasons:
        raise NotOrderedError(reasons)
    page, mail = looked.page, looked.mail
    try:
        with transaction.atomic():
            mailing = Mailing.objects.create(
                page=page,
                **web_version(page),
                language=looked.language,
                send_at=at or timezone.now(),
                ordered_by=user,
                subject=mail.subject,
                preview=mail.preview,
                html=mail.html,
                text=mail.text,
            )
            mailing.topics.set(page.focus_areas.all())
            log(page, ORDERED, user=user, data={"at": mailing.send_at.isoformat()})
            if at is None and queue:
                transaction.on_commit(lambda: enqueue(mailing))
    except IntegrityError:
        raise NotOrderedError([_("It is on its way already.")]) from None
    return mailing


def pause(mailing: Mailing, user: Any) -> bool:
    """Stands still from the next copy on; False if it was not under way."""
    return _become(mailing, Mailing.GOING, Mailing.State.PAUSED, user, PAUSED)


def resume(mailing: Mailing, user: Any) -> bool:
    """Goes on where it stood, at once; False if it was not paused."""
    begun = mailing.started_at is not None
    to = Mailing.State.SENDING if begun else Mailing.State.SCHEDULED
    own = {"fault": "", "failures": 0, "rests_until": None}
    done = _become(mailing, (Mailing.State.PAUSED,), to, user, RESUMED, **own)
    if done and mailing.send_at <= timezone.now():
        transaction.on_commit(lambda: enqueue(mailing))
    return done


def cancel(mailing: Mailing, user: Any) -> bool:
    """Ends it: whoever has not got it does not get it; False if it had ended."""
    own = {"finished_at": timezone.now()}
    return _become(mailing, Mailing.OPEN, Mailing.State.CANCELLED, user, CANCELLED, **own)


@transaction.atomic
def send_again(mailing: Mailing, user: Any) -> int:
    """Queues the copies that are in doubt; gives how many.

    Some of their readers may get it twice: only an editor decides that. Not while it is under way,
    as a worker may still get an answer.
    """
    ended = Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.SENT)
    copies = mailing.recipients.filter(state=Recipient.State.HANDED)
    count = copies.count()
    if not count or not ended.update(state=Mailing.State.SENDING, finished_at=None):
        return 0
    copies.update(state=Recipient.State.QUEUED, handed_at=None, next_at=None, attempts=0)
    if mailing.page is not None:
        log(mailing.page, AGAIN, user=user, data={"copies": count})
    transaction.on_commit(lambda: enqueue(mailing))
    return count


@transaction.atomic
def _become(
    mailing: Mailing, of: tuple[Any, ...], to: Any, user: Any, action: str, **values: Any
) -> bool:
    found = Mailing.objects.filter(pk=mailing.pk, state__in=of)
    if not found.update(state=to, **values):
        return False
    if mailing.page is not None:
        log(mailing.page, action, user=user, data={})
    mailing.refresh_from_db()
    return True
