"""Activities that somebody reports on, for the tests of follow-up, short form and reminders."""

import datetime as dt
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from policy.models import ActionPlanPage, ActivityPage
from records.models import Operation

TODAY = timezone.localdate()


def the(reference: str, language: str = "sv") -> ActivityPage:
    return ActivityPage.objects.get(reference=reference, locale__language_code=language)


def running_plan(**facts: Any) -> ActionPlanPage:
    """The demo plan, as if it ran from last year to the next, without news before today."""
    start, end = dt.date(TODAY.year - 1, 1, 1), dt.date(TODAY.year + 1, 12, 31)
    plan = ActionPlanPage.objects.filter(slug="2006-2007", locale__language_code="sv")
    plan.update(**{"starts_on": start, "ends_on": end, **facts})
    # Nothing is late, due or silent until a test makes it so.
    ActivityPage.objects.update(starts_on=TODAY, ends_on=None, precision="day")
    return plan.get()


def report_for(username: str, *references: str) -> Operation:
    """An operation of its own that the user reports for, responsible for the activities."""
    operation = Operation.objects.create(code="harbour", name_sv="Hamnen", name_en="The Harbour")
    operation.editors.add(User.objects.get(username=username))
    for reference in references:
        ActivityPage.objects.filter(reference=reference).update(operation=operation)
    return operation


def days(number: int) -> dt.date:
    """So many days from today."""
    return TODAY + dt.timedelta(days=number)


def add(page: ActivityPage, model: Any, **values: Any) -> Any:
    """A row of the public page."""
    return model.objects.create(page=page, locale=page.locale, **values)
