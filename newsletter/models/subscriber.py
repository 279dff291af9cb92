import uuid
from contextlib import suppress
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import validate_email
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def as_known(address: str) -> str:
    """An address as it is kept: in small letters, its domain in ASCII (IDNA).

    Small letters, so that one person is one subscriber: no mail service that we know of tells
    `Anna@` from `anna@`. Raises ValidationError for what is no address.
    """
    address = address.strip().lower()
    local, at, domain = address.rpartition("@")
    with suppress(UnicodeError):
        address = f"{local}{at}{domain.encode('idna').decode('ascii')}"
    validate_email(address)
    return address


class Subscriber(models.Model):
    """Somebody who has asked for the newsletter, with no more than sending it needs.

    Who they are is not asked: an address, a language, and what they want of it.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("not confirmed yet")
        ACTIVE = "active", _("subscribes")
        ENDED = "ended", _("has unsubscribed")
        SUSPENDED = "suspended", _("suspended: mail does not arrive")

    class Frequency(models.TextChoices):
        EVERY = "every", _("Every issue")
        MONTHLY = "monthly", _("At most one a month")
        QUARTERLY = "quarterly", _("At most one a quarter")

    # What the links in mails are signed with; a new one makes all earlier links void.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    topics = models.ManyToManyField(
        "records.FocusArea",
        verbose_name=_("topics"),
        blank=True,
        related_name="+",
        help_text=_("Only issues about these; none chosen: every issue."),
    )
    frequency = models.CharField(
        _("frequency"), max_length=10, choices=Frequency, default=Frequency.EVERY
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    # Since when the state is what it is: what the time limits of keeping count from.
    state_since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        indexes: ClassVar[list[Any]] = [models.Index(fields=["state", "language"])]
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("see_addresses", "Can see the addresses of subscribers"),
        ]

    def __str__(self) -> str:
        # Never the address: what is written of an object ends up in logs.
        return f"{self.key}"

    def become(self, state: "Subscriber.State") -> None:
        """Changes the state as of now, and saves it; the same state changes nothing."""
        if self.state != state:
            self.state, self.state_since = state, timezone.now()
            self.save(update_fields=["state", "state_since"])
