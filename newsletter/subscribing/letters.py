"""The letters to one subscriber: a few paragraphs with one link, as text and as HTML."""

from dataclasses import dataclass, field

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from blocks.mail import mail_html
from core.addresses import absolute
from newsletter.links import preferences_address
from newsletter.mail import complete
from newsletter.models import Subscriber
from newsletter.subscribing.confirm_links import DAYS, confirm_address

TEMPLATES = "newsletter/subscribing/letter"


@dataclass(frozen=True)
class Letter:
    """What a letter says, in the language of its reader."""

    subject: str
    words: list[str]
    label: str
    address: str
    afterwards: list[str] = field(default_factory=list)


def confirm_letter(subscriber: Subscriber) -> EmailMultiAlternatives:
    """Asks whether it was them who asked for the newsletter."""
    with translation.override(subscriber.language):
        letter = Letter(
            _("Confirm that you want our newsletter"),
            [
                _(
                    "Somebody, probably you, has asked that the newsletter of Västerås "
                    "international affairs be sent to this address."
                ),
                _("To begin, open this page and press the button there, within %(days)s days:")
                % {"days": DAYS},
            ],
            _("Confirm the subscription"),
            confirm_address(subscriber),
            [
                _(
                    "If it was not you, you need not do anything: without the confirmation you "
                    "get no newsletter, and the address is erased."
                )
            ],
        )
        return message_to(subscriber, letter)


def already_letter(subscriber: Subscriber) -> EmailMultiAlternatives:
    """Says that they subscribe already: the page where it was asked tells nobody."""
    with translation.override(subscriber.language):
        letter = Letter(
            _("You already subscribe to our newsletter"),
            [
                _(
                    "Somebody, probably you, has asked that the newsletter of Västerås "
                    "international affairs be sent to this address. You already get it; nothing "
                    "has been changed."
                ),
                _("Here you can change language, topics and frequency, or end the subscription:"),
            ],
            _("Your subscription"),
            preferences_address(subscriber),
        )
        return message_to(subscriber, letter)


def message_to(subscriber: Subscriber, letter: Letter) -> EmailMultiAlternatives:
    """The message: text first, then HTML; no answering machine answers it (RFC 3834)."""
    context = {"letter": letter, "newsletter": absolute(reverse("newsletter_subscribe"))}
    html = mail_html(letter.subject, [], subscriber.language, f"{TEMPLATES}.mjml", context)
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=render_to_string(f"{TEMPLATES}.txt", context),
        to=[subscriber.address],
        headers={"Auto-Submitted": "auto-generated"},
    )
    complete(message, html, subscriber.language)
    return message
