"""The web version of an issue that was sent: what its subscribers got, not what cards say today."""

from typing import Any

from django.utils import timezone

from blocks.channels import Channel, render
from newsletter.models import NewsletterIssuePage


def keep_correction(
    sender: Any, instance: NewsletterIssuePage, revision: Any = None, **kwargs: Any
) -> None:
    """What is published after it was sent is kept in its place, and marked as corrected."""
    mailing = instance.mailings.filter(started_at__isnull=False).first()
    if mailing is None or not instance.live:
        return
    body = render(instance.body, Channel.WEB, mailing.language)
    if body != mailing.web_body:
        mailing.web_body, mailing.corrected_at = body, timezone.now()
        mailing.save(update_fields=["web_body", "corrected_at"])
