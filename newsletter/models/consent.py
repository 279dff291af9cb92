import hashlib
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsletter.models.subscriber import Subscriber


class ConsentText(models.Model):
    """What somebody agreed to, word for word; kept once however many agree."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    text = models.TextField()

    def __str__(self) -> str:
        return self.text

    @classmethod
    def of(cls, text: str, language: str) -> "ConsentText":
        """The row of a text, made if there is none."""
        digest = hashlib.sha256(f"{language}\n{text}".encode()).hexdigest()
        found, _made = cls.objects.get_or_create(
            digest=digest, defaults={"text": text, "language": language}
        )
        return found


class Consent(models.Model):
    """The proof of a consent (GDPR, article 7(1)): when, to which text, by which way.

    No network address and no browser: the signed link of the mail proves that it was the owner of
    the address.
    """

    # Not content that other content refers to.
    wagtail_reference_index_ignore = True

    class Means(models.TextChoices):
        FORM = "form", _("by the form, confirmed by mail")
        IMPORT = "import", _("came with an earlier list")

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    means = models.CharField(_("means"), max_length=10, choices=Means, default=Means.FORM)
    # For a list from elsewhere: which.
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["given_at", "pk"]

    def __str__(self) -> str:
        return f"{self.given_at:%Y-%m-%d} {self.means}"


class ForgottenAddress(models.Model):
    """An address that was erased, as a keyed digest alone: a list from elsewhere cannot bring it
    back. Whoever asks for the newsletter anew is let in, and the digest goes.
    """

    digest = models.CharField(max_length=64, unique=True)
    since = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return self.digest[:8]


class Attempt(models.Model):
    """That the form was used: by a keyed digest of address or network, for a day at most.

    What limits floods, and mails that somebody else asks for.
    """

    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["digest", "at"])]

    def __str__(self) -> str:
        return f"{self.digest[:8]} {self.at:%H:%M}"
