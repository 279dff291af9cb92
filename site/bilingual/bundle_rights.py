"""A page of a bundle, who may publish it, and what of it nobody who may has seen."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation

from bilingual.locks import lock_against
from bilingual.staleness import translation_of


@dataclass
class Member:
    """A page of a bundle in both languages, and what keeps it from being published."""

    swedish: Any
    english: Any
    faults: list[str] = field(default_factory=list)
    # What publishing the bundle does to the page besides.
    notes: list[str] = field(default_factory=list)

    @property
    def pages(self) -> list[Any]:
        """The pages that there are: the English one may be missing."""
        return [page for page in (self.swedish, self.english) if page is not None]


def not_for(user: Any, members: Iterable[Member]) -> list[Page]:
    """The pages that `user` may not publish."""
    pages = [page for member in members for page in member.pages]
    return [page for page in pages if not page.permissions_for_user(user).can_publish()]


def hindrances(member: Member, user: Any) -> list[str]:
    """What stands in the way of `user`, whatever the pages say: a lock, or a date of its own."""
    found = []
    for page in member.pages:
        if (lock := lock_against(page, user)) is not None:
            found.append(
                _("“%(title)s” is locked: %(why)s")
                % {"title": page.title, "why": lock.get_locked_by(user)}
            )
        draft = page.get_latest_revision_as_object()
        if draft.go_live_at and draft.go_live_at > timezone.now():
            found.append(
                _(
                    "“%(title)s” has a time of its own to go live: take it away, "
                    "and give the bundle the time instead."
                )
                % {"title": page.title}
            )
    return found


def approvals_ended(member: Member) -> list[str]:
    """The workflows that publishing the bundle ends."""
    return [
        _("“%(title)s” awaits approval: publishing the bundle ends that.") % {"title": page.title}
        for page in member.pages
        if page.workflow_in_progress
    ]


def unseen(member: Member, since: dt.datetime) -> list[str]:
    """What has been changed since then by somebody who may not publish it."""
    found = []
    for page in member.pages:
        names = {
            str(user)
            for user in _changed_by(page, since)
            if not page.permissions_for_user(user).can_publish()
        }
        if names:
            found.append(
                _(
                    "“%(title)s” was changed by %(names)s after the time was set: "
                    "look at it, and save the bundle again."
                )
                % {"title": page.title, "names": ", ".join(sorted(names))}
            )
    return found


def _changed_by(page: Page, since: dt.datetime) -> Any:
    """Who changed its draft or, of a translation, its texts and links' addresses."""
    users = get_user_model().objects
    if translation_of(page) is None:
        drafts = page.revisions.filter(created_at__gt=since)
        return users.filter(pk__in=drafts.values("user"))
    about = {
        "context__object_id": page.translation_key,
        "locale": page.locale_id,
        "updated_at__gt": since,
    }
    texts = StringTranslation.objects.filter(**about)
    links = SegmentOverride.objects.filter(**about)
    return users.filter(pk__in=texts.values("last_translated_by")) | users.filter(
        pk__in=links.values("last_translated_by")
    )
