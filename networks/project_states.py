"""A project's state as a condition of the database: the rule of `ProjectPage.status_at`."""

import datetime as dt

from django.db.models import Case, CharField, F, Q, Value, When

from networks.models.project import ProjectState


def state_at(at: dt.date) -> Case:
    """Where a project stands on the day `at`, as an expression: once granted, by its dates."""
    return Case(
        When(~Q(state=ProjectState.GRANTED), then=F("state")),
        When(starts_on=None, ends_on=None, then=Value(ProjectState.GRANTED)),
        When(starts_on__gt=at, then=Value(ProjectState.GRANTED)),
        When(ends_on__lt=at, then=Value(ProjectState.CLOSED)),
        default=Value(ProjectState.RUNNING),
        output_field=CharField(),
    )
