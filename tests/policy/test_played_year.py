"""A year is played; each report is compared with a count that knows nothing of the site."""

import datetime as dt
import random
from typing import Any

from policy.history import record
from policy.models import ActionPlanPage, ActivityPage, Judgement, ProgressNote
from policy.quarters import Quarter
from policy.report_content import compose
from tests.policy.test_history import at

ACTIVITIES, UPDATES = 12, 80
JUDGED = ("ongoing", "paused", "done", "cancelled")


def play(plan: ActionPlanPage) -> list[dict[str, Any]]:
    """Makes activities and updates them through 2001; gives what was done, as plain facts."""
    chance = random.Random(2001)  # noqa: S311 – the same year each time
    pages, told = [], []
    for number in range(ACTIVITIES):
        page = ActivityPage(
            title=f"Aktivitet {number}",
            reference=f"Y{number}",
            area=plan.areas.first(),
            starts_on=dt.date(2001, 1, 1),
            ends_on=dt.date(2001, 12, 31),
            locale=plan.locale,
        )
        plan.add_child(instance=page)
        record(page, at(2001, 1, 1))
        pages.append(page)
        told.append({"page": number, "day": dt.date(2001, 1, 1), "kind": "made"})
    days = sorted(chance.randrange(1, 365) for _ in range(UPDATES))
    for day in (dt.date(2001, 1, 1) + dt.timedelta(days=n) for n in days):
        number = chance.randrange(ACTIVITIES)
        page = ActivityPage.objects.get(pk=pages[number].pk)
        if chance.random() < 0.5:
            note = ProgressNote(on=day, text=f"Nytt {day}", locale=page.locale)
            page.notes = [*page.notes.all(), note]
            told.append({"page": number, "day": day, "kind": "note"})
        else:
            status = chance.choice(JUDGED)
            row = Judgement(on=day, status=status, reason="Därför.", locale=page.locale)
            page.judgements = [*page.judgements.all(), row]
            told.append({"page": number, "day": day, "kind": status})
        page.save(clean=False)
        record(page, at(day.year, day.month, day.day))
    return told


def expected(told: list[dict[str, Any]], quarter: Quarter) -> tuple[dict[str, int], dict[str, int]]:
    """By activity: the status at the quarter's end, and how many notes are new."""
    status, notes = {}, {}
    for number in range(ACTIVITIES):
        own = [fact for fact in told if fact["page"] == number and fact["day"] <= quarter.last]
        judged = [fact["kind"] for fact in own if fact["kind"] in JUDGED]
        status[f"Y{number}"] = judged[-1] if judged else "ongoing"
        notes[f"Y{number}"] = sum(
            fact["kind"] == "note" and quarter.first <= fact["day"] for fact in own
        )
    return status, notes


def test_each_quarters_report_is_what_an_independent_count_gives() -> None:
    index = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv").get_parent()
    plan = ActionPlanPage(
        title="Plan 2001",
        slug="2001",
        starts_on=dt.date(2001, 1, 1),
        ends_on=dt.date(2001, 12, 31),
        locale=index.locale,
    )
    plan.areas = [
        ActionPlanPage._meta.get_field("areas").related_model(
            reference="a", title="A", locale=index.locale
        )
    ]
    index.add_child(instance=plan)
    told = play(plan)
    for number in (1, 2, 3, 4):
        quarter = Quarter(2001, number)
        report = compose(plan, quarter)
        status, notes = expected(told, quarter)
        assert {e["reference"]: e["status"] for e in report["activities"]} == status
        assert {e["reference"]: len(e["notes"]) for e in report["activities"]} == notes
        assert sum(report["totals"]["by_status"].values()) == ACTIVITIES
        if number > 1:
            before, _notes = expected(told, quarter.before)
            assert {e["reference"]: e["status_before"] for e in report["activities"]} == before
