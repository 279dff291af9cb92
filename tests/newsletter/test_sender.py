"""Whom the newsletter is from."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.utils.translation import override

from newsletter.checklist import checklist, looked_at
from newsletter.sender import is_real
from tests.newsletter.issues import issue_in

pytestmark = pytest.mark.any_database

REAL = "Västerås stad <nyhetsbrev@vasteras.se>"


def found() -> list[bool]:
    """The findings about the sender: whether they block."""
    with override("sv"):
        told = checklist(looked_at(issue_in("sv"), "sv"))
    return [finding.blocking for finding in told if "avsändare" in finding.message.lower()]


@pytest.mark.parametrize(
    "sender",
    ["webmaster@localhost", "a@localhost.localdomain", "a@site.test", "a@city", "", "x", "@x.se"],
)
def test_who_nobody_can_answer_is_no_sender(sender: str) -> None:
    assert not is_real(sender)


def test_nothing_is_sent_in_nobodys_name(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "mail.vasteras.se"
    settings.NEWSLETTER_FROM_EMAIL = "webmaster@localhost"
    assert found() == [True]
    # A mail server beside a public site sends to everyone.
    settings.EMAIL_HOST, settings.WAGTAILADMIN_BASE_URL = "127.0.0.1", "https://x.vasteras.se"
    assert found() == [True]
    settings.NEWSLETTER_FROM_EMAIL = REAL
    assert found() == []


def test_a_trial_on_ones_own_machine_says_so_and_can_be_sent(settings: Any) -> None:
    settings.NEWSLETTER_FROM_EMAIL = "webmaster@localhost"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    assert found() == [False]
    # To the screen alone.
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.EMAIL_HOST = "localhost"
    assert found() == []
    settings.EMAIL_BACKEND = "anymail.backends.brevo.EmailBackend"
    assert found() == [True]


def test_before_the_site_is_opened_it_says_so(settings: Any) -> None:
    def warned() -> list[str]:
        told = run_checks(include_deployment_checks=True)
        return [warning.msg.split()[0] for warning in told if warning.id == "newsletter.W001"]

    assert warned() == ["DEFAULT_FROM_EMAIL", "NEWSLETTER_FROM_EMAIL"]
    settings.NEWSLETTER_FROM_EMAIL = REAL
    assert warned() == ["DEFAULT_FROM_EMAIL"]
    settings.DEFAULT_FROM_EMAIL = REAL
    assert warned() == []
    settings.NEWSLETTER_FROM_EMAIL = "webmaster@localhost"
    assert not [told for told in run_checks() if told.id == "newsletter.W001"]
