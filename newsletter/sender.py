"""Whom the newsletter is from: an address that exists, unless the site is only tried out."""

from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Warning as CheckWarning
from django.core.checks import register

# What nobody can have an address at (RFC 6761).
NOBODYS = ("localhost", "invalid", "test", "example", "local", "localdomain")
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
# Mail that is written down and goes nowhere.
GOES_NOWHERE = ("console", "dummy", "filebased", "locmem")


def is_real(sender: str) -> bool:
    """Whether answers and undeliverable mail can come back to the sender."""
    _name, address = parseaddr(sender)
    local, _at, domain = address.rpartition("@")
    top = domain.lower().rpartition(".")[2]
    return bool(local) and "." in domain and top not in NOBODYS


def goes_nowhere() -> bool:
    """Whether mail is only written down, to the screen or to a file."""
    return settings.EMAIL_BACKEND.split(".")[-2] in GOES_NOWHERE


def is_trial() -> bool:
    """Whether site and mail server are both this machine: only who sits at it is written to."""
    site = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    by_smtp = settings.EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend"
    return site in THIS_MACHINE and by_smtp and settings.EMAIL_HOST in THIS_MACHINE


@register(deploy=True)
def the_sender_is_real(**kwargs: Any) -> list[CheckWarning]:
    """newsletter.W001: mail from an address that nobody can answer, and that servers refuse."""
    return [
        CheckWarning(
            f"{name} is no address that mail can come from: {sender}",
            hint="Set it to an address of the city's that is read.",
            id="newsletter.W001",
        )
        for name in ("DEFAULT_FROM_EMAIL", "NEWSLETTER_FROM_EMAIL")
        if not is_real(sender := getattr(settings, name))
    ]
