"""What happens to a subscriber: asks, confirms, ends, comes back, is erased."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from core.languages import reading_language
from newsletter.models import Consent, ConsentText, ForgottenAddress, Recipient, Subscriber
from newsletter.subscribing import limits
from newsletter.subscribing.consent_texts import consent_text
from newsletter.subscribing.digests import digest_of_address
from newsletter.subscribing.forms import SubscribeForm
from newsletter.subscribing.sending import Kind, send_letter

States = Subscriber.State
# So long the page on which somebody ended it takes it back by a button.
UNDO = dt.timedelta(hours=1)


@transaction.atomic
def ask(form: SubscribeForm) -> None:
    """Somebody, perhaps the address's owner, asks for the newsletter: a mail goes there.

    Nothing that a subscriber gets changes before the mail's link is used: wishes are taken over
    only by who gets nothing yet.
    """
    address = form.cleaned_data["email"]
    rows = Subscriber.objects.select_for_update()
    subscriber, _made = rows.get_or_create(
        address=address, defaults={"language": form.cleaned_data["language"]}
    )
    # Nor what somebody gets who may take its ending back by a button.
    if subscriber.state != States.ACTIVE and not can_be_undone(subscriber):
        if subscriber.state == States.PENDING:
            subscriber.state_since = timezone.now()
            subscriber.save(update_fields=["state_since"])
        form.take_over(subscriber)
    mail_again(subscriber)


def mail_again(subscriber: Subscriber) -> None:
    """Sends the link to confirm by, unless the address has been written to too often."""
    if limits.may_mail(Kind.ASKED, subscriber.address):
        send_letter.enqueue(Kind.ASKED, subscriber.pk)


@transaction.atomic
def confirm(subscriber: Subscriber) -> None:
    """The owner of the address agrees to the text as the active language has it."""
    row = Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
    if row is None or row.state == States.ACTIVE:
        return
    row.become(States.ACTIVE)
    text = ConsentText.of(consent_text(), reading_language())
    Consent.objects.create(subscriber=row, text=text)
    ForgottenAddress.objects.filter(digest=digest_of_address(row.address)).delete()


@transaction.atomic
def end(subscriber: Subscriber, mailing_id: int | None = None) -> None:
    """The subscription ends; counted in the figures of the mailing whose link was used."""
    row = Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
    if row is None or row.state == States.ENDED:
        return
    row.become(States.ENDED)
    if mailing_id is not None:
        copies = Recipient.objects.filter(
            mailing_id=mailing_id, subscriber=row, unsubscribed_at=None
        )
        copies.update(unsubscribed_at=row.state_since)


def can_be_undone(subscriber: Subscriber) -> bool:
    """Whether the subscription was ended just now."""
    recent = timezone.now() - subscriber.state_since < UNDO
    return subscriber.state == States.ENDED and recent


@transaction.atomic
def undo_end(subscriber: Subscriber) -> None:
    """As if it had not been ended, but with a consent anew: the one before was withdrawn."""
    Recipient.objects.filter(subscriber=subscriber, unsubscribed_at=subscriber.state_since).update(
        unsubscribed_at=None
    )
    confirm(subscriber)
