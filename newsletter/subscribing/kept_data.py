"""All that is kept about a subscriber, for themselves (GDPR, articles 15 and 20)."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.templatetags.writing import date_text
from newsletter.links import preferences_address
from newsletter.models import Subscriber
from newsletter.people.kept_about import kept_of_person, written
from newsletter.subscribing.letters import Letter, message_to


def kept_data(subscriber: Subscriber) -> dict[str, Any]:
    """As plain data, in the words of the database."""
    copies = subscriber.copies.select_related("mailing").order_by("mailing__ordered_at")
    return {
        **kept_of_person(subscriber),
        "mails": [
            {
                "title": copy.mailing.title,
                "state": copy.state,
                "handed_over_at": copy.handed_at,
                "unsubscribed_at": copy.unsubscribed_at,
            }
            for copy in copies
        ],
    }


def copy_letter(subscriber: Subscriber) -> EmailMultiAlternatives:
    """The letter with it: to read, and as a file for programs."""
    with translation.override(subscriber.language):
        data = kept_data(subscriber)
        letter = Letter(
            _("What we keep about you"),
            [
                _("This is all that we keep about you for the newsletter."),
                *_in_words(subscriber, data),
                _("The same stands in the attached file, in a form for programs (JSON)."),
            ],
            _("Your subscription"),
            preferences_address(subscriber),
        )
        message = message_to(subscriber, letter)
    message.attach("newsletter.json", written(data), "application/json")
    return message


def _in_words(subscriber: Subscriber, data: dict[str, Any]) -> list[str]:
    topics = ", ".join(topic.name for topic in subscriber.topics.all()) or _("All")
    facts = [
        (_("E-mail address"), subscriber.address),
        (_("Language"), subscriber.get_language_display()),
        (_("Topics"), topics),
        (_("How often"), subscriber.get_frequency_display()),
        (_("State"), f"{subscriber.get_state_display()} ({_day(subscriber.state_since)})"),
    ]
    lines = [f"{label}: {value}" for label, value in facts]
    for consent in subscriber.consents.select_related("text"):
        means = " · ".join(filter(None, [consent.get_means_display(), consent.source]))
        lines.append(f"{_('Consent')}: {_day(consent.given_at)} ({means})\n{consent.text.text}")
    for mail in data["mails"]:
        when = f" ({_day(mail['handed_over_at'])})" if mail["handed_over_at"] else ""
        lines.append(f"{_('Mail')}: {mail['title']}{when}")
    return lines


def _day(when: Any) -> str:
    return date_text(timezone.localtime(when).date())
