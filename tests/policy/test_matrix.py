"""The matrix (annex 4): computed, complete, the same in both languages."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from policy.dimensions import DIMENSIONS
from policy.matrix import current_activities
from policy.models import (
    ActionPlanPage,
    ActivityPage,
    Method,
    MethodPage,
    PlanArea,
    PublicVersion,
)
from tests.policy.test_history import at, rewrite
from tests.policy.test_reports import the


@pytest.fixture
def plan() -> ActionPlanPage:
    return ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_activity_stands_in_the_matrix_once_and_the_sums_agree(language: str) -> None:
    plan = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code=language)
    table = BeautifulSoup(Client().get(plan.matrix_url).content, "html.parser").select_one("table")
    assert table is not None
    listed = [str(link["href"]) for link in table.select("tbody td a")]
    activities = ActivityPage.objects.child_of(plan).live()
    assert sorted(listed) == sorted(activity.url for activity in activities)

    by_row = [cell.get_text(" ").split()[-1] for cell in table.select("tbody td.matrix__sum")]
    by_area = [cell.get_text(" ").split()[-1] for cell in table.select("tfoot td.matrix__total")]
    assert sum(map(int, by_row)) == sum(map(int, by_area)) == len(listed) == 23


def test_an_activity_moves_to_the_operation_that_takes_it_over() -> None:
    activity = ActivityPage.objects.get(reference="V2", locale__language_code="sv")
    plan = activity.get_parent().specific
    activity.operation = ActivityPage.objects.get(
        reference="P3", locale__language_code="sv"
    ).operation
    activity.save_revision().publish()
    soup = BeautifulSoup(Client().get(plan.matrix_url).content, "html.parser")
    row = next(row for row in soup.select("tbody tr") if "Kommunfullmäktige" in row.get_text())
    assert [str(link["href"]) for link in row.select("a")][-1] == activity.url


def test_the_language_switch_of_the_matrix_leads_to_the_matrix() -> None:
    plan = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")
    english = plan.get_translations().first()
    soup = BeautifulSoup(Client().get(plan.matrix_url).content, "html.parser")
    link = soup.select_one('a[hreflang="en"]')
    assert link is not None
    assert link["href"] == english.matrix_url


def test_the_other_languages_word_keeps_the_choice(plan: ActionPlanPage) -> None:
    response = Client().get(f"{plan.url}matrix/?columns=quarter&status=ended")
    assert response.url.endswith("/matris/?columns=quarter&status=ended")


def test_an_activity_older_than_its_plan_stands_in_the_plans_quarters(plan: ActionPlanPage) -> None:
    old = ActivityPage.objects.child_of(plan).first()
    ActivityPage.objects.filter(pk=old.pk).update(
        starts_on=dt.date(1990, 1, 1), ends_on=dt.date(2009, 12, 31), precision="day"
    )
    (fresh,) = [a for a in current_activities(plan) if a.pk == old.pk]
    headings = DIMENSIONS["quarter"].headings(plan, [fresh])
    keys = DIMENSIONS["quarter"].keys([fresh], headings)[old.pk]
    assert (
        keys
        == [heading.key for heading in headings]
        == [f"{year}-Q{n}" for year in (2006, 2007) for n in (1, 2, 3, 4)]
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_earlier_day_names_the_area_and_method_that_have_been_taken_away_since(
    plan: ActionPlanPage, language: str
) -> None:
    PublicVersion.objects.update(public_from=at(2006, 1, 1))
    page, activity = MethodPage.objects.get(locale=plan.locale), the("P3")
    method = Method(reference="M9", text="Segla ut.", locale=plan.locale)
    area = PlanArea(reference="hav", title="Till havs", locale=plan.locale)
    known = {"methods": list(page.methods.all()), "areas": list(plan.areas.all())}
    had = {"methods": list(activity.methods.all()), "area": activity.area}
    rewrite(page, at(2006, 1, 2), methods=[*known["methods"], method])
    rewrite(plan, at(2006, 1, 2), areas=[*known["areas"], area])
    method = Method.objects.get(reference="M9", locale=plan.locale)
    area = PlanArea.objects.get(reference="hav", locale=plan.locale)
    rewrite(activity, at(2006, 1, 3), methods=[method], area=area)
    # All is taken away again.
    rewrite(the("P3"), at(2006, 4, 10), **had)
    page, plan = MethodPage.objects.get(pk=page.pk), ActionPlanPage.objects.get(pk=plan.pk)
    rewrite(page, at(2006, 4, 11), methods=list(page.methods.exclude(reference="M9")))
    rewrite(plan, at(2006, 4, 11), areas=list(plan.areas.exclude(reference="hav")))
    assert not Method.objects.filter(reference="M9").exists()
    assert not PlanArea.objects.filter(reference="hav").exists()
    here = plan if language == "sv" else plan.get_translations().get().specific
    stem = here.matrix_url.rstrip("/")
    taken = [("method", "M9", "M9 Segla ut."), ("area", "hav", "Till havs")]
    for columns, key, words in taken:
        choice = {"as-of": "2006-03-01", "columns": columns}
        rows = Client().get(f"{stem}.json", choice).json()
        own = {row["column_code"]: row["column"] for row in rows if row["reference"] == "P3"}
        assert own == {key: words}
        chosen = Client().get(f"{stem}.json", {**choice, columns: key}).json()
        assert {row["reference"] for row in chosen} == {"P3"}


@pytest.mark.parametrize(
    ("start", "end", "places"),
    [
        ("1850-01-01", "1850-12-31", ["before"]),
        (None, "1850-12-31", ["before"]),
        ("2150-01-01", "2150-12-31", ["after"]),
        ("2150-01-01", None, ["after"]),
        (None, "2006-05-01", ["2006-Q1", "2006-Q2"]),
        ("2007-09-30", None, ["2007-Q3", "2007-Q4"]),
        ("1850-01-01", "2006-01-01", ["2006-Q1"]),
        (None, None, ["none"]),
    ],
)
def test_by_quarter_nothing_given_is_what_has_no_date(
    plan: ActionPlanPage, start: str | None, end: str | None, places: list[str]
) -> None:
    page = the("P3")
    page.precision = "day"
    page.starts_on, page.ends_on = (day and dt.date.fromisoformat(day) for day in (start, end))
    page.save_revision().publish()
    stem = plan.matrix_url.rstrip("/")
    rows = Client().get(f"{stem}.json", {"columns": "quarter"}).json()
    assert [row["column_code"] for row in rows if row["reference"] == "P3"] == places
    address = f"/api/data/v1/plans/{plan.translation_key}/matrix"
    data = Client().get(address, {"columns": "quarter"}).json()
    # What lies outside stands first and last, what has no date behind all.
    columns = [column["key"] for column in data["columns"]]
    keys = [key for key in ("before", "2006-Q1", "after", "none") if key in columns]
    assert sorted(keys, key=columns.index) == keys
    assert set(places) <= set(columns)
    assert all(column["title"]["sv"] and column["title"]["en"] for column in data["columns"])
    for place in places:
        chosen = Client().get(f"{stem}.json", {"columns": "quarter", "quarter": place}).json()
        assert "P3" in {row["reference"] for row in chosen}
    assert Client().get(plan.matrix_url, {"quarter": "after"}).status_code == 200
