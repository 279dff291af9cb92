"""Who is asked for news of which activities, by e-mail: before a quarter ends, and each week."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext
from wagtail.admin.mail import send_mail
from wagtail.models import Revision
from wagtail.users.models import UserProfile

from core.addresses import absolute
from policy.follow_up import Concern, Standing, current_plans, follow_up
from policy.models import Reminder
from policy.quarters import Quarter, quarter_of
from policy.status import OPEN

TWO_WEEKS = 14
Kind = Reminder.Kind


@dataclass
class Outcome:
    """What a run did: whom it asked, whom it had asked already, and what it could not do."""

    mailed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    asked_before: list[str] = field(default_factory=list)
    without_anybody: list[Any] = field(default_factory=list)


def send_reminders(at: dt.date, say: Callable[[str], Any], dry_run: bool = False) -> Outcome:
    """Asks on the day `at`; each person at most once a kind and period."""
    outcome = Outcome()
    standings = follow_up(current_plans(at), at)
    # One object for each owner, which keeps what the owner may do.
    prefetch_related_objects([standing.activity for standing in standings], "owner")
    quarter = quarter_of(at)
    if (quarter.last - at).days <= TWO_WEEKS:
        quiet = _without_news(standings, quarter)
        _ask(Kind.QUARTER, quarter.first, quiet, outcome, say, dry_run)
    monday = at - dt.timedelta(days=at.weekday())
    behind = [s for s in standings if {Concern.LATE, Concern.SILENT} & set(s.concerns)]
    _ask(Kind.LATE, monday, behind, outcome, say, dry_run)
    return outcome


def _without_news(standings: Iterable[Standing], quarter: Quarter) -> list[Standing]:
    """What is open in the quarter, with nothing told of it: neither in public nor in a draft."""
    quiet = [
        s
        for s in standings
        if s.status in OPEN
        and (s.activity.starts_on is None or s.activity.starts_on <= quarter.last)
        and (s.latest is None or s.latest < quarter.first)
    ]
    drafts = [s.activity.latest_revision_id for s in quiet if s.activity.has_unpublished_changes]
    contents = Revision.objects.filter(pk__in=drafts).values_list("pk", "content")
    waiting = {pk for pk, content in contents if _tells_of(content, quarter)}
    return [s for s in quiet if s.activity.latest_revision_id not in waiting]


def _tells_of(content: dict[str, Any], quarter: Quarter) -> bool:
    days = [row.get("on") for name in ("notes", "judgements") for row in content.get(name, ())]
    days += [row.get("done_on") for row in content.get("milestones", ())]
    return any(quarter.first.isoformat() <= day <= quarter.last.isoformat() for day in days if day)


def _people(standing: Standing) -> list[Any]:
    """Those who report for the operation; else the page's owner, if the page is his to edit."""
    reporters = [user for user in standing.reporters if user.is_active and user.email]
    owner = standing.activity.owner
    if reporters or owner is None or not (owner.is_active and owner.email):
        return reporters
    return [owner] if standing.activity.permissions_for_user(owner).can_edit() else []


def _ask(
    kind: Any,
    period: dt.date,
    standings: list[Standing],
    outcome: Outcome,
    say: Callable[[str], Any],
    dry_run: bool,
) -> None:
    lists: dict[Any, list[Standing]] = defaultdict(list)
    for standing in standings:
        people = _people(standing)
        for person in people:
            lists[person].append(standing)
        if not people and standing.activity not in outcome.without_anybody:
            outcome.without_anybody.append(standing.activity)
    asked = set(Reminder.objects.filter(kind=kind, period=period).values_list("email", flat=True))
    for person in sorted(lists, key=lambda user: user.pk):
        name = f"{person.get_username()} ({kind.value})"
        if person.email in asked:
            outcome.asked_before.append(name)
            continue
        # Two users may share an address: whoever reads it is asked once.
        asked.add(person.email)
        if dry_run or _send(kind, period, person, lists[person], name, outcome, say):
            outcome.mailed.append(name)


def _send(
    kind: Any,
    period: dt.date,
    person: Any,
    standings: list[Standing],
    name: str,
    outcome: Outcome,
    say: Callable[[str], Any],
) -> bool:
    """Notes the e-mail, then sends it: killed in between, nobody is asked twice."""
    try:
        with transaction.atomic():
            reminder = Reminder.objects.create(kind=kind, period=period, email=person.email)
            reminder.activities.set(standing.activity for standing in standings)
    except IntegrityError:
        # Another run was quicker.
        outcome.asked_before.append(name)
        return False
    try:
        send_mail(*_message(kind, period, person, standings), [person.email])
    # Each mail service raises errors of its own, and the others are to get theirs.
    except Exception as error:
        reminder.delete()
        outcome.failed.append(name)
        say(f"{name}: not sent: {error}")
        return False
    return True


def _message(kind: Any, period: dt.date, person: Any, standings: list[Standing]) -> tuple[str, str]:
    """Subject and text, in the person's own language."""
    profile = UserProfile.objects.filter(user=person).first()
    language = (profile.preferred_language if profile else "") or settings.LANGUAGE_CODE
    with translation.override(language):
        number = len(standings)
        if kind is Kind.QUARTER:
            subject = ngettext(
                "What has happened in %(quarter)s? %(count)s activity without news",
                "What has happened in %(quarter)s? %(count)s activities without news",
                number,
            ) % {"quarter": quarter_of(period), "count": number}
        else:
            subject = ngettext(
                "%(count)s activity is late or has had no news for long",
                "%(count)s activities are late or have had no news for long",
                number,
            ) % {"count": number}
        context = {
            "lines": [(s, absolute(_address(s, person))) for s in standings],
            "is_quarter": kind is Kind.QUARTER,
            "reports": any(_reports(person, standing) for standing in standings),
            "owns": not all(_reports(person, standing) for standing in standings),
            "until": quarter_of(period).last,
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        text = render_to_string("policy/reminder.txt", context)
        return f"{settings.WAGTAIL_SITE_NAME}: {subject}", text.strip() + "\n"


def _reports(person: Any, standing: Standing) -> bool:
    """Whether they are asked as a reporter; else they are as the page's owner."""
    return person in standing.reporters


def _address(standing: Standing, person: Any) -> str:
    """The short form, or the page's own form for an owner who is no reporter."""
    name = "short_form" if _reports(person, standing) else "wagtailadmin_pages:edit"
    return reverse(name, args=[standing.activity.pk])
