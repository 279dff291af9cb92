"""All that is kept about a subscriber, for themselves (GDPR, articles 15 and 20)."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.templatetags.writing import date_text
from newsletter.links import preferences_address
from newsletter.models import Subscriber
from newsletter.people.kept_about import kept_about, written
from newsletter.subscribing.letters import Letter, message_to


def copy_letter(subscriber: Subscriber) -> EmailMultiAlternatives:
    """The letter with it: to read, and as a file for programs."""
    with translation.override(subscriber.language):
        data = kept_about(subscriber)
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
    for mail in data["issues"]:
        handed = mail["handed_to_the_mail_server_at"]
        when = f" ({_day(handed)})" if handed else ""
        answer = mail["answer_of_the_mail_server"]
        lines.append(f"{_('Mail')}: {mail['title']}{when}" + (f" · {answer}" if answer else ""))
    return lines


def _day(when: Any) -> str:
    return date_text(timezone.localtime(when).date())
