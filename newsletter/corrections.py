"""An issue that was sent, on the web and in other systems: what its subscribers got, not what cards
say today.
"""

import re
from typing import Any

from django.utils import timezone

from blocks.channels import Channel, render
from newsletter.models import Mailing, NewsletterIssuePage
from newsletter.models.mailing import STAMP

# Wagtail's own marks of paragraphs, which readers see nothing of.
MARKS = re.compile(r' data-block-key="[^"]*"')


def web_version(page: Any) -> dict[str, str]:
    """What an issue's web version says today, for readers and for other systems, by the fields that
    a mailing keeps it in.
    """
    language = page.locale.language_code
    return {
        "title": page.title,
        "introduction": page.introduction,
        "web_body": render(page.body, Channel.WEB, language),
        "print_body": render(page.body, Channel.PRINT, language),
        "json_body": render(page.body, Channel.JSON, language),
    }


def keep_correction(
    sender: Any, instance: NewsletterIssuePage, revision: Any = None, **kwargs: Any
) -> None:
    """What is published after it was ordered is kept in its place, and marked as corrected."""
    ended = Mailing.State.CANCELLED
    mailings = instance.mailings.exclude(state=ended, started_at=None)
    mailing = mailings.first()
    if mailing is None or not instance.live:
        return
    now = web_version(instance)
    kept = {name: getattr(mailing, name) for name in now}
    if _said(now) == _said(kept):
        return
    for name, value in now.items():
        setattr(mailing, name, value)
    mailing.corrected_at = timezone.now()
    mailing.save(update_fields=[*now, "corrected_at"])


def _said(version: dict[str, str]) -> dict[str, str]:
    # A stamp is of the day. The other channels say the same, and are not kept of old issues.
    body = STAMP.sub(r"\g<1>", MARKS.sub("", version["web_body"]))
    return {"body": body, **{name: version[name] for name in ("title", "introduction")}}
