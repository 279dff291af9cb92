import re
import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

import idna
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# RFC 5322's dot-atom and RFC 1035's names, in the lengths of RFC 5321 (section 4.5.3.1). Django's
# own rule also takes what mail software reads as another address than the one that is kept: encoded
# words (RFC 2047), quoted parts, numbers instead of a domain.
SIGNS = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL = "(?!-)[a-z0-9-]{1,63}(?<!-)"
ADDRESS = re.compile(rf"(?=.{{1,64}}@){SIGNS}(\.{SIGNS})*@({LABEL}\.)+(?![0-9]+\Z){LABEL}")
ENCODED_WORD = re.compile(r"=\?|\?=")
LONGEST_ADDRESS = 254


def as_known(address: str) -> str:
    """An address as it is kept: in small letters, its domain in ASCII (IDNA 2008).

    Small letters, so that one person is one subscriber: no mail service that we know of tells
    `Anna@` from `anna@`. Raises ValidationError for what is no address, or none that every mail
    server can deliver to.
    """
    local, _at, domain = address.strip().lower().rpartition("@")
    try:
        known = f"{local}@{idna.encode(domain, uts46=True).decode('ascii').lower()}"
    except (idna.IDNAError, UnicodeError):
        known = ""
    is_one = len(known) <= LONGEST_ADDRESS and ADDRESS.fullmatch(known)
    if not is_one or ENCODED_WORD.search(local):
        raise ValidationError(gettext("Give an e-mail address like name@example.org."))
    return known


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
    address = models.EmailField(_("e-mail address"), max_length=LONGEST_ADDRESS, unique=True)
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

    def become(self, state: "Subscriber.State", *, of: Iterable[Any] = State) -> None:
        """Changes the state as of now, and saves it; the same state changes nothing.

        `of`: only from one of these, as it stands in the database by then. Whoever was erased
        meanwhile stays so.
        """
        now = timezone.now()
        rows = Subscriber.objects.filter(pk=self.pk, state__in=list(of)).exclude(state=state)
        if rows.update(state=state, state_since=now):
            self.state, self.state_since = state, now
