"""Keeps the history of what the public sees; heard from Wagtail, after `bilingual` has its turn."""

from functools import partial
from typing import Any

from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from policy.gone import note_gone
from policy.history import close, record_both
from policy.models import ActivityPage, QuarterlyReportPage
from policy.sealed_pdf import queue_pdfs
from policy.sealing import approve
from policy.waiting_files import release


def when_published(sender: Any, instance: Page, revision: Any = None, **kwargs: Any) -> None:
    """A new version, in both languages where Swedish was published."""
    # Wagtail says “published” of a page that is only scheduled too.
    if instance.live:
        record_both(instance)
        if isinstance(instance, QuarterlyReportPage):
            # Publishing a report is approving it.
            sealed = approve(instance, revision)
            if sealed is not None:
                transaction.on_commit(partial(queue_pdfs, sealed), robust=True)
        if isinstance(instance, ActivityPage):
            release(instance)


def when_unpublished(sender: Any, instance: Page, **kwargs: Any) -> None:
    """The end of what the public saw: unpublished, expired or deleted."""
    close(instance)
    note_gone(instance)


def when_moved(sender: Any, instance: Page, **kwargs: Any) -> None:
    """A page that stands below another one now, with its own address."""
    if instance.live:
        record_both(instance)


def when_privacy_changed(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    """A page, with those below it, that not everyone may see any more, or everyone again."""
    origin = kwargs.get("origin")
    if origin is not None and getattr(origin, "model", type(origin)) is not PageViewRestriction:
        # The page itself is being deleted, and its restriction with it.
        return
    for page in Page.objects.descendant_of(instance.page, inclusive=True).live().specific():
        record_both(page)
