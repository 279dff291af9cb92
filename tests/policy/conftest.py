"""An approved report in which something has happened, for the tests of what is made of it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from policy.models import (
    ActionPlanPage,
    ProgressNote,
    PublicVersion,
    QuarterlyReportPage,
    SealedReport,
)
from tests.policy.approved import FOREWORD
from tests.policy.test_history import at, rewrite
from tests.policy.test_reports import judge, new_report, publish, the


@pytest.fixture
def commits_at_once(django_capture_on_commit_callbacks: Any) -> Iterator[None]:
    """What waits for the end of a transaction is done when the test ends."""
    with django_capture_on_commit_callbacks(execute=True):
        yield


@pytest.fixture
def plan() -> ActionPlanPage:
    """The plan of 2006 and 2007, as if all had been public since before it began."""
    PublicVersion.objects.update(public_from=at(2005, 12, 1))
    return ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")


@pytest.fixture
def report(
    admin: Client, plan: ActionPlanPage, django_capture_on_commit_callbacks: Any
) -> QuarterlyReportPage:
    """The first quarter of 2006: one activity finished, one noted, with a foreword; approved."""
    with django_capture_on_commit_callbacks(execute=True):
        judge(the("P3"), "done", 2006, 2, 1)
        page = the("P1")
        note = ProgressNote(on=dt.date(2006, 3, 1), text="Yttrandet är klart.", locale=page.locale)
        rewrite(page, at(2006, 3, 2), notes=[note])
        made = new_report(admin, plan, foreword=FOREWORD)
        publish(admin, made)
    return QuarterlyReportPage.objects.get(pk=made.pk)


@pytest.fixture
def sealed(report: QuarterlyReportPage) -> SealedReport:
    """What was approved of it."""
    return report.sealed.get()
