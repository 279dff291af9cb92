"""What an approved report says has changed: begun and late in one quarter, and in a correction."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from policy.models import (
    ActionPlanPage,
    ActivityPage,
    Judgement,
    Milestone,
    PublicVersion,
    QuarterlyReportPage,
)
from tests.forms import get_form
from tests.policy.test_history import at, rewrite
from tests.policy.test_reports import entry, new_report, publish, the

pytestmark = pytest.mark.usefixtures("commits_at_once")


def approved(admin: Client, plan: ActionPlanPage, **fields: str) -> QuarterlyReportPage:
    """The report on the first quarter of 2006."""
    made = new_report(admin, plan, **fields)
    publish(admin, made)
    return QuarterlyReportPage.objects.get(pk=made.pk)


def content(report: QuarterlyReportPage) -> Any:
    return Client().get(f"{report.url}rapport.json").json()


def runs(page: ActivityPage, *period: dt.date, **values: Any) -> None:
    """The activity's period, as it was public before the quarter."""
    given = {"starts_on": period[0], "ends_on": period[1], "precision": "day", **values}
    rewrite(page, at(2005, 12, 15), **given)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        # Its end passes, and nobody has said that it is done.
        ({"ends_on": dt.date(2006, 2, 28)}, ["started", "late"]),
        # A milestone is not reached.
        (
            {"milestones": [Milestone(title="Steg", due_on=dt.date(2006, 3, 1))]},
            ["started", "late"],
        ),
        # It is late before it has begun.
        (
            {
                "starts_on": dt.date(2006, 6, 1),
                "milestones": [Milestone(title="Steg", due_on=dt.date(2006, 3, 1))],
            },
            ["late"],
        ),
        ({"judgements": [("paused", dt.date(2006, 3, 1))]}, ["started", "paused"]),
        # It was stopped before its first day.
        ({"judgements": [("cancelled", dt.date(2006, 1, 5))]}, ["cancelled"]),
        # It began before the day that was given.
        (
            {
                "starts_on": dt.date(2006, 6, 1),
                "judgements": [("ongoing", dt.date(2006, 2, 1)), ("paused", dt.date(2006, 3, 1))],
            },
            ["started", "paused"],
        ),
    ],
)
def test_what_begins_in_the_quarter_is_told_whatever_becomes_of_it(
    plan: ActionPlanPage, admin: Client, values: dict[str, Any], told: list[str]
) -> None:
    page = the("P3")
    values = dict(values)
    values["judgements"] = [
        Judgement(status=status, on=on, reason="Därför.", locale=page.locale)
        for status, on in values.get("judgements", ())
    ]
    for row in values.get("milestones", ()):
        row.locale = page.locale
    runs(page, dt.date(2006, 2, 1), dt.date(2006, 12, 31), **values)
    report = approved(admin, plan)
    assert entry(content(report), "P3")["changes"] == told
    # The reader's page says the same.
    soup = BeautifulSoup(Client().get(report.url).content, "html.parser")
    said = next(
        e.get_text() for e in soup.select(".report-entry") if e.select_one(".ref").text == "P3"
    )
    assert ("påbörjad" in said) == ("started" in told)


def test_a_correction_tells_nothing_that_happened_after_the_quarter(
    plan: ActionPlanPage, admin: Client
) -> None:
    step = Milestone(title="Steg", due_on=dt.date(2006, 3, 1), locale=plan.locale)
    rewrite(the("P2"), at(2006, 1, 2), milestones=[step])
    report = approved(admin, plan)
    # Afterwards one comes, one goes, one moves to another plan, and a milestone is reached.
    late = ActivityPage(
        title="Ny i april", reference="T1", area=plan.areas.first(), locale=plan.locale
    )
    plan.add_child(instance=late)
    rewrite(late, at(2006, 4, 10), aim="Mål")
    the("P3").unpublish()
    PublicVersion.objects.filter(key=the("P3").translation_key).update(public_to=at(2006, 4, 12))
    page = the("P2")
    (reached,) = page.milestones.all()
    reached.done_on = dt.date(2006, 4, 20)
    rewrite(page, at(2006, 4, 20), title="Rättad rubrik", milestones=[reached])
    before = content(report)
    publish(admin, report, read_on="2006-04-30", correction="Rubriken på P2.")
    assert report.sealed.count() == 2
    after = content(report)
    assert entry(after, "P2")["title"]["sv"] == "Rättad rubrik"
    assert entry(after, "P2")["milestones"][0]["done_on"] is None
    names = [[e["reference"] for e in found["activities"]] for found in (before, after)]
    assert names[0] == names[1]
    assert after["withdrawn"] == []
    changes = [{e["reference"]: e["changes"] for e in f["activities"]} for f in (before, after)]
    assert changes[0] == changes[1]


def test_what_came_after_a_corrected_quarter_is_told_in_its_own(
    plan: ActionPlanPage, admin: Client
) -> None:
    page = the("P3")
    page.unpublish()
    versions = PublicVersion.objects.filter(key=page.translation_key)
    versions.update(public_to=at(2006, 4, 12))
    late = ActivityPage(
        title="Ny i april", reference="T1", area=plan.areas.first(), locale=plan.locale
    )
    plan.add_child(instance=late)
    rewrite(late, at(2006, 4, 10), aim="Mål")
    first = approved(admin, plan, read_on="2006-04-30")
    assert [gone["reference"] for gone in content(first)["withdrawn"]] == []
    url = reverse("wagtailadmin_pages:add", args=["policy", "quarterlyreportpage", plan.pk])
    given = {"title": "Andra kvartalet", "slug": "2006-2", "year": "2006", "quarter": "2"}
    admin.post(url, {**get_form(admin, url), **given})
    second = QuarterlyReportPage.objects.get(slug="2006-2", locale=plan.locale)
    publish(admin, second)
    told = content(QuarterlyReportPage.objects.get(pk=second.pk))
    assert "new" in entry(told, "T1")["changes"]
    assert [gone["reference"] for gone in told["withdrawn"]] == ["P3"]
