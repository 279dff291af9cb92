"""The e-mail that gathers what a user has not read yet: one, in the user's own language."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext
from wagtail.admin.mail import send_mail
from wagtail.users.models import UserProfile

from bilingual.for_you import Line, lines, open_notices
from bilingual.models import Notice, NoticePreference
from core.addresses import absolute


@dataclass
class Outcome:
    """The user names of those who were sent an e-mail, of those who were not, and why."""

    mailed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    inactive: list[str] = field(default_factory=list)
    without_address: list[str] = field(default_factory=list)
    not_wanted: list[str] = field(default_factory=list)


def _waiting() -> QuerySet[Any]:
    """The users who have an unread notice that was in no e-mail yet."""
    notices = Notice.objects.filter(mailed_at=None, read_at=None)
    users = get_user_model()._default_manager
    return users.filter(pk__in=notices.values("user")).order_by("pk")


def _message(found: list[Line]) -> tuple[str, str]:
    """Subject and text, in the language that is active."""
    groups = [
        (kind.label, [(line, absolute(line.address)) for line in of_kind])
        for kind in Notice.Kind
        if (of_kind := [line for line in found if line.notice.kind == kind])
    ]
    subject = ngettext(
        "%(count)s notice about languages and review",
        "%(count)s notices about languages and review",
        len(found),
    ) % {"count": len(found)}
    context = {
        "groups": groups,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "start": absolute(reverse("wagtailadmin_home")),
        "account": absolute(reverse("wagtailadmin_account")),
    }
    text = render_to_string("bilingual/notice_digest.txt", context)
    return f"{settings.WAGTAIL_SITE_NAME}: {subject}", text.strip() + "\n"


def send_digests(say: Callable[[str], Any], dry_run: bool = False) -> Outcome:
    """Sends each user one e-mail, and notes that right after it.

    Whoever stops this between two e-mails stops nothing half-done; an e-mail that fails is tried
    anew at the next run.
    """
    outcome = Outcome()
    unwanted = set(NoticePreference.objects.filter(by_email=False).values_list("user", flat=True))
    for user in _waiting():
        name = user.get_username()
        if not user.is_active:
            outcome.inactive.append(name)
        elif not user.email:
            outcome.without_address.append(name)
        elif user.pk in unwanted:
            outcome.not_wanted.append(name)
        else:
            _send(user, outcome, say, dry_run)
    return outcome


def _send(user: Any, outcome: Outcome, say: Callable[[str], Any], dry_run: bool) -> None:
    name, read_at = user.get_username(), timezone.now()
    # Not `get_for_user`, which writes: a dry run may not.
    profile = UserProfile.objects.filter(user=user).first() or UserProfile(user=user)
    with translation.override(profile.get_preferred_language()):
        found = lines(open_notices(user).filter(mailed_at=None))
        if not found:
            return
        subject, text = _message(found)
    if not dry_run:
        try:
            send_mail(subject, text, [user.email])
        # Each mail service raises errors of its own, and the others are to get theirs.
        except Exception as error:
            outcome.failed.append(name)
            say(f"{name}: not sent: {error}")
            return
        # What came while it was sent was not in it.
        sent = Notice.objects.filter(pk__in=[line.notice.pk for line in found])
        sent.filter(made_at__lte=read_at).update(mailed_at=timezone.now())
    outcome.mailed.append(name)
