"""A year is played; each report is compared with a count that knows nothing of the site.

Small by default; `make test ARGS="-m slow"` plays the year of a whole city.
"""

import datetime as dt
import random
import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from policy.history import record
from policy.models import ActionPlanPage, ActivityPage, Judgement, ProgressNote, PublicVersion
from policy.quarters import Quarter
from policy.report_content import compose
from seed.inserting import add_children
from tests.policy.test_history import at

JUDGED = ("ongoing", "paused", "done", "cancelled")
TOLD = {
    "ongoing": "started",
    "paused": "paused",
    "done": "finished",
    "cancelled": "cancelled",
    "late": "late",
}
NEW_YEAR, NEW_YEARS_EVE = dt.date(2001, 1, 1), dt.date(2001, 12, 31)


@pytest.fixture
def plan() -> ActionPlanPage:
    """A plan for 2001, empty."""
    index = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv").get_parent()
    made = ActionPlanPage(
        title="Plan 2001",
        slug="2001",
        starts_on=NEW_YEAR,
        ends_on=NEW_YEARS_EVE,
        locale=index.locale,
    )
    made.areas = [
        ActionPlanPage._meta.get_field("areas").related_model(
            reference="a", title="A", locale=index.locale
        )
    ]
    index.add_child(instance=made)
    record(made, at(2001, 1, 1))
    return made


def play(plan: ActionPlanPage, activities: int, updates: int) -> list[dict[str, Any]]:
    """Makes activities and updates them through 2001; gives what was done, as plain facts."""
    chance = random.Random(2001)  # noqa: S311 – the same year each time
    told, pages = [], []
    for number in range(activities):
        # Most stand in the plan from its first day; some come to it later, some end early.
        made = NEW_YEAR + dt.timedelta(days=chance.choice([0, 0, 0, chance.randrange(330)]))
        end = chance.choice([NEW_YEARS_EVE, made + dt.timedelta(days=chance.randrange(1, 400))])
        told.append({"page": number, "day": made, "kind": "made", "end": end})
        pages.append(
            ActivityPage(
                title=f"Aktivitet {number}",
                slug=f"aktivitet-{number}",
                reference=f"Y{number}",
                area=plan.areas.first(),
                starts_on=made,
                ends_on=end,
                live=True,
            )
        )
    add_children(ActionPlanPage.objects.get(pk=plan.pk), pages)
    moves = [(fact["day"], fact["page"], "made") for fact in told]
    for _ in range(updates):
        number = chance.randrange(activities)
        made = told[number]["day"]
        day = made + dt.timedelta(days=chance.randrange((NEW_YEARS_EVE - made).days + 1))
        kind = "note" if chance.random() < 0.5 else chance.choice(JUDGED)
        moves.append((day, number, kind))
    # What is made on a day comes before what is told of it.
    for day, number, kind in sorted(moves, key=lambda move: (move[0], move[2] != "made")):
        page = pages[number]
        if kind == "note":
            row = ProgressNote(on=day, text=f"Nytt {day}", locale_id=page.locale_id)
            row.page, row.sort_order = page, len(told)
            row.save()
        elif kind in JUDGED:
            row = Judgement(on=day, status=kind, reason="Därför.", locale_id=page.locale_id)
            row.page, row.sort_order = page, len(told)
            row.save()
        if kind != "made":
            told.append({"page": number, "day": day, "kind": kind})
        record(page, at(day.year, day.month, day.day))
    return told


Counted = dict[str, tuple[str, int, bool]]


def expected(told: list[dict[str, Any]], quarter: Quarter) -> Counted:
    """By activity that there was: the status at the quarter's end, how many notes are new, and
    whether it had begun: on its first day, unless it was stopped on that very day, or later.
    """
    facts: dict[int, list[dict[str, Any]]] = {}
    for fact in told:
        if fact["day"] <= quarter.last:
            facts.setdefault(fact["page"], []).append(fact)
    counted = {}
    for number, own in facts.items():
        judged = [fact["kind"] for fact in own if fact["kind"] in JUDGED]
        status = judged[-1] if judged else "ongoing"
        if status == "ongoing" and own[0]["end"] < quarter.last:
            status = "late"
        notes = sum(fact["kind"] == "note" and quarter.first <= fact["day"] for fact in own)
        at_once = [fact["kind"] for fact in own if fact["day"] == own[0]["day"]]
        stopped = [kind for kind in at_once if kind in JUDGED][-1:]
        begun = stopped in ([], ["ongoing"]) or bool({"ongoing", "done"} & set(judged))
        counted[f"Y{number}"] = (status, notes, begun)
    return counted


def changes(before: Counted, after: Counted) -> dict[str, list[str]]:
    """What is to be told of each activity."""
    found = {}
    for reference, (status, _notes, begun) in after.items():
        was = before.get(reference)
        told = ["new"] if was is None else []
        if was is None and begun and status != "ongoing":
            told.append("started")
        if was is None or was[0] != status:
            # Nothing is planned in this year: what is ongoing again had begun before.
            told.append("resumed" if was and status == "ongoing" else TOLD[status])
        found[reference] = told
    return found


def check(plan: ActionPlanPage, told: list[dict[str, Any]]) -> list[int]:
    """Compares the four reports with the count; gives how many queries each took."""
    queries, before = [], expected(told, Quarter(2000, 4))
    for number in (1, 2, 3, 4):
        quarter = Quarter(2001, number)
        with CaptureQueriesContext(connection) as captured:
            report = compose(plan, quarter)
        queries.append(len(captured))
        after = expected(told, quarter)
        entries = report["activities"]
        counted = {reference: told_of[:2] for reference, told_of in after.items()}
        assert {e["reference"]: (e["status"], len(e["notes"])) for e in entries} == counted
        was = {reference: told_of[0] for reference, told_of in before.items()}
        assert {e["reference"]: e["status_before"] for e in entries if e["status_before"]} == was
        assert {e["reference"]: e["changes"] for e in entries} == changes(before, after)
        assert sum(report["totals"]["by_status"].values()) == len(after)
        before = after
    return queries


def test_each_quarters_report_is_what_an_independent_count_gives(plan: ActionPlanPage) -> None:
    told = play(plan, 12, 80)
    # As many queries when hardly anything had happened as at the end.
    assert len(set(check(plan, told))) == 1


@pytest.mark.slow
def test_the_year_of_a_city(plan: ActionPlanPage) -> None:
    few = check(plan, play(plan, 12, 80))
    ActivityPage.objects.child_of(plan).delete()
    PublicVersion.objects.filter(parent_key=plan.translation_key).delete()
    told = play(plan, 400, 12_000)
    begun = time.perf_counter()
    assert check(plan, told) == few
    print(f"Four reports: {time.perf_counter() - begun:.1f} s, {few} queries.")  # noqa: T201
    begun = time.perf_counter()
    versions = PublicVersion.objects.filter(parent_key=plan.translation_key)
    assert versions.count() > 10_000
    assert Client().get(plan.url, {"as-of": "2001-06-30"}).status_code == 200
    seconds = time.perf_counter() - begun
    print(f"The plan as of a day, of {versions.count()} versions: {seconds:.1f} s.")  # noqa: T201
