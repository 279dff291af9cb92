"""The mail of an issue in one language: HTML, plain text, and the whole message."""

import re
import unicodedata
from copy import copy
from email import charset
from email.header import Header
from email.utils import formataddr, make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from blocks.channels import Channel, render
from blocks.mail import mail_html
from core.addresses import absolute
from core.templatetags.writing import excerpt
from newsletter.places import PREFERENCES, UNSUBSCRIBE, IssueMail, for_nobody

# What most mail programs show beside the subject.
PREVIEW_LENGTH = 90
# Letters of every language on any mail server's way: no line is too long, no byte above ASCII.
ENCODING = charset.Charset("utf-8")
ENCODING.header_encoding = charset.QP
ENCODING.body_encoding = charset.QP


def one_line(words: str) -> str:
    """Words for a header: no line break or other control character, whoever wrote them."""
    seen = (" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in words)
    return " ".join("".join(seen).split())


def subject_of(issue: Any) -> str:
    """The subject; the title where none was given."""
    return one_line(issue.subject) or one_line(issue.title)


def preview_of(issue: Any) -> str:
    """What stands beside the subject; the introduction's beginning where nothing was given."""
    return one_line(issue.preview_text) or excerpt(one_line(issue.introduction), PREVIEW_LENGTH)


def mail_of(issue: Any) -> IssueMail:
    """The mail of an issue's page (of one language), as it is in memory.

    What each reader has an address of their own for stands in it as a place (`places.PLACES`),
    which `places.filled` fills. Raises NoChannelError.
    """
    language = issue.locale.language_code
    newsletter = issue.get_parent()
    with translation.override(language):
        context = {
            "title": issue.title,
            "issue": issue,
            "preview": preview_of(issue),
            "web_version": absolute(issue.url or "/"),
            "newsletter": absolute((newsletter and newsletter.url) or "/"),
            "unsubscribe": UNSUBSCRIBE,
            "preferences": PREFERENCES,
        }
        html = mail_html(issue.title, issue.body, language, "newsletter/mail.mjml", context)
        body = render(issue.body, Channel.TEXT, language)
        words: str = render_to_string("newsletter/mail.txt", {**context, "body": body})
    # One blank line at most, whatever stands in it.
    text = re.sub(r"\n\s*\n", "\n\n", words).strip() + "\n"
    return IssueMail(language, subject_of(issue), context["preview"], html, text)


class IssueMessage(EmailMultiAlternatives):
    """Without line breaks in its headers: a reader's long address begins on its header's line."""

    def message(self, *args: Any, **kwargs: Any) -> Any:
        made: Any = super().message(*args, **kwargs)
        del made["Subject"]
        made["Subject"] = _encoded_subject(str(self.subject))
        made.policy = made.policy.clone(max_line_length=None)
        return made


def mail_to_look_at(issue: Any, mail: IssueMail | None = None) -> IssueMail:
    """The mail for nobody in particular: what a reader has of their own leads to the newsletter.

    `mail`: the issue's, where it has been made already.
    """
    newsletter = issue.get_parent()
    return for_nobody(mail or mail_of(issue), absolute((newsletter and newsletter.url) or "/"))


def message_of(issue: Any) -> EmailMultiAlternatives:
    """The message of an issue for nobody in particular."""
    return message(mail_to_look_at(issue))


def message(mail: IssueMail, headers: dict[str, str] | None = None) -> EmailMultiAlternatives:
    """The message as it is sent: text first, then HTML; nothing in it tells on its reader.

    `headers`: what one copy has of its own, for example its Message-ID.
    """
    own = {"List-Id": list_id(mail.language), **(headers or {})}
    message = IssueMessage(subject=mail.subject, body=mail.text, headers=own)
    complete(message, mail.html, mail.language)
    return message


def complete(message: EmailMultiAlternatives, html: str, language: str) -> None:
    """What every mail of the newsletter has: its sender, a name and a language, and its HTML."""
    message.from_email = settings.NEWSLETTER_FROM_EMAIL
    message.extra_headers = {
        "Message-ID": make_msgid(domain=own_host()),
        "Content-Language": language,
        **message.extra_headers,
    }
    # Its own: Python's library writes into it.
    message.encoding = copy(ENCODING)  # type: ignore[assignment]
    message.attach_alternative(html, "text/html")


def _encoded_subject(subject: str) -> str:
    """As a header has it. Django's own would begin a long one on the line below its name, which
    some mail programs show as a space before it.
    """
    if subject.isascii():
        return subject
    folded = Header(subject, copy(ENCODING), header_name="Subject").encode()
    return " ".join(folded.split())


def own_host() -> str:
    """The site's own domain."""
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"


def list_id(language: str) -> str:
    """By which mail programs know the newsletter of a language (RFC 2919); never changed."""
    with translation.override(language):
        name = f"{_('Newsletter')}, {_('City of Västerås')}"
    return formataddr((name, f"newsletter-{language}.{own_host()}"))
