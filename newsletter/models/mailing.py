import re
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.own_forms import STAMP_FIELD, stamp_of_today
from newsletter.models.newsletter import NewsletterIssuePage
from newsletter.models.subscriber import Subscriber

STAMP = re.compile(rf'(<input type="hidden" name="{STAMP_FIELD}" value=")[^"]*')


# Why a mailing stands still where it is not the mail server's word.
NO_WEB_VERSION = "no web version"


class Mailing(models.Model):
    """An issue in one language on its way to its subscribers: what it says is frozen when it is
    ordered, and each of its recipients is a row.
    """

    # Not content that other content refers to.
    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        SCHEDULED = "scheduled", _("waits for its time")
        SENDING = "sending", _("is being sent")
        PAUSED = "paused", _("paused")
        SENT = "sent", _("sent")
        CANCELLED = "cancelled", _("cancelled")

    # What can be paused.
    GOING = (State.SCHEDULED, State.SENDING)
    # On its way: another one of the same page would be a second mail to the same people.
    OPEN = (*GOING, State.PAUSED)

    page = models.ForeignKey(
        NewsletterIssuePage,
        verbose_name=_("newsletter issue"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="mailings",
    )
    # What the mail says, frozen when it was ordered, with the places of `newsletter.places`.
    subject = models.CharField(max_length=255)
    preview = models.CharField(max_length=255, blank=True)
    html = models.TextField()
    text = models.TextField()
    # What the web version shows and other systems get: as sent, cards and all; made anew when a
    # correction is published. The last two are empty in what was sent before they were kept.
    title = models.CharField(max_length=255)
    introduction = models.TextField(blank=True)
    web_body = models.TextField(blank=True)
    print_body = models.TextField(blank=True)
    json_body = models.TextField(blank=True)
    corrected_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    # The issue's topics when it was ordered; none: for everyone.
    topics = models.ManyToManyField("records.FocusArea", blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.SCHEDULED)
    send_at = models.DateTimeField(_("time"), default=timezone.now)
    ordered_at = models.DateTimeField(default=timezone.now)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Why it stands still: the mail server's words or NO_WEB_VERSION; "" where an editor paused it.
    fault = models.CharField(max_length=300, blank=True)
    # A worker is at it until then; one that was killed lets it go by itself.
    leased_until = models.DateTimeField(null=True)
    # After a failed connection: not before then.
    rests_until = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering: ClassVar[list[str]] = ["-ordered_at", "-pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["page"],
                condition=Q(state__in=("scheduled", "sending", "paused")),
                name="newsletter_one_open_mailing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    @property
    def shown_body(self) -> str:
        """The kept blocks, with forms that can still be sent (`core.own_forms`)."""
        return STAMP.sub(rf"\g<1>{stamp_of_today()}", self.web_body)


class Recipient(models.Model):
    """One subscriber's copy. Its address is the subscriber's, and goes with them."""

    # Not content that other content refers to.
    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        # Committed just before the mail's last bytes: whether the server took it is not known
        # until it answers. Never sent again without an editor's word.
        HANDED = "handed", _("handed over, no answer")
        SENT = "sent", _("sent")
        REFUSED = "refused", _("refused by the mail server")
        GIVEN_UP = "given_up", _("could not be delivered in time")
        BOUNCED = "bounced", _("came back")
        SKIPPED = "skipped", _("no longer subscribes")

    # Has it, may have it, or cannot get it: not to be written to again about the same issue.
    WRITTEN_TO = (State.HANDED, State.SENT, State.BOUNCED)

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="recipients")
    subscriber = models.ForeignKey(
        Subscriber, null=True, on_delete=models.SET_NULL, related_name="copies"
    )
    # Names the copy in its Message-ID, by which a bounce is known.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    # The mail server's last words, without addresses.
    answer = models.CharField(max_length=200, blank=True)
    unsubscribed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["mailing", "subscriber"], name="newsletter_one_copy_each"
            )
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["mailing", "state", "next_at"])]

    def __str__(self) -> str:
        return f"{self.key} ({self.state})"


class TestSend(models.Model):
    """That an issue was sent to an editor for a look: of what it said, a digest."""

    # Not content that other content refers to.
    wagtail_reference_index_ignore = True

    page = models.ForeignKey(
        NewsletterIssuePage, on_delete=models.CASCADE, related_name="test_sends"
    )
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    # pytest takes classes of this name for tests.
    __test__ = False

    def __str__(self) -> str:
        return f"{self.digest[:8]} {self.at:%Y-%m-%d %H:%M}"
