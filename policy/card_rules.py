"""The activities that cards by rule choose: narrowed by the database, judged by `policy.status`."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from core.languages import shown
from core.periods import Precision, first_day
from policy.models import ActivityPage, Judgement
from policy.progress import load_progress
from policy.status import FINAL, ActivityStatus

# How many are fetched at a time: as a rule all that a list of cards can show.
STEP = 24
# The rows of the Swedish page, which hold in both languages.
_OWN = {
    "page__translation_key": OuterRef("translation_key"),
    "page__locale__language_code": settings.LANGUAGE_CODE,
}


def running(activities: Any) -> Iterator[Any]:
    """The last that began first."""
    today = timezone.localdate()
    begun = Q(starts_on__lte=today) | Q(starts_on=None, ends_on__gte=today)
    found = _judged(activities).filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        Q(judged=None) & begun | Q(judged=ActivityStatus.ONGOING),
    )
    return _that_are(found.order_by("-starts_on", "path"), {ActivityStatus.ONGOING})


def coming(activities: Any) -> Iterator[Any]:
    """The next one first."""
    found = _judged(activities).filter(
        Q(judged=None) | Q(judged=ActivityStatus.PLANNED), starts_on__gt=timezone.localdate()
    )
    return _that_are(found.order_by("starts_on", "path"), {ActivityStatus.PLANNED})


def ended_this_quarter(activities: Any) -> Iterator[Any]:
    """Those that somebody has judged done in this quarter, and those whose period has ended in it
    though nobody has judged them; the last one first.
    """
    today = timezone.localdate()
    quarter = first_day(today, Precision.QUARTER)
    done = Q(judged=ActivityStatus.DONE, judged_on__gte=quarter)
    unsettled = Q(judged=None) | ~Q(judged__in=FINAL)
    over = Q(ends_on__gte=quarter, ends_on__lt=today) & unsettled
    found = _judged(activities).filter(done | over)
    ended = {ActivityStatus.DONE, ActivityStatus.ENDED}
    return _that_are(found.order_by("-ends_on", "path"), ended)


def _judged(activities: Any) -> Any:
    """With `judged`, the latest judgement that has been made, and `judged_on`; and none that is
    continued in another.
    """
    made = Judgement.objects.filter(on__lte=timezone.localdate(), **_OWN)
    # Of two on one day the later row counts.
    last = made.order_by("-on", "-sort_order")
    replaced = Q(
        continued_in__in=shown(ActivityPage.objects.all()).values("pk"),
        continued_on__lte=timezone.localdate(),
    )
    return activities.exclude(replaced).annotate(
        judged=Subquery(last.values("status")[:1]), judged_on=Subquery(last.values("on")[:1])
    )


def _that_are(found: Any, statuses: set[ActivityStatus]) -> Iterator[Any]:
    """Those that stand so; read a few at a time, for whoever wants only the first."""
    for start in count(0, STEP):
        part = list(found[start : start + STEP])
        load_progress(part)
        yield from (activity for activity in part if activity.status in statuses)
        if len(part) < STEP:
            return
