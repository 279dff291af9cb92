"""The English plan tells of every activity: in Swedish, and marked, where it is not translated."""

import csv
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from openpyxl import load_workbook

from policy.models import ActionPlanPage, ActivityPage, PlanArea, PolicyPage, PublicVersion
from tests.policy.reporting import the
from tests.policy.test_history import at

pytestmark = [pytest.mark.usefixtures("commits_at_once"), pytest.mark.any_database]
DAY = "2006-03-01"


@pytest.fixture
def plan(commits_at_once: None) -> ActionPlanPage:
    """The English plan; of its activities only P1 is translated, and its last area is not."""
    swedish = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")
    area = PlanArea(reference="hav", title="Till havs", locale=swedish.locale, sort_order=99)
    swedish.areas.add(area)
    swedish.save_revision().publish()
    activity = the("P3")
    activity.area = PlanArea.objects.get(reference="hav", locale=swedish.locale)
    activity.statements.clear()
    activity.save_revision().publish()
    english: ActionPlanPage = swedish.get_translations().get().specific
    PlanArea.objects.filter(page=english, reference="hav").delete()
    for page in ActivityPage.objects.child_of(english).exclude(reference="P1"):
        page.delete()
    english_pages = PublicVersion.objects.filter(language="en")
    english_pages.filter(model="policy.ActivityPage").exclude(content__reference="P1").delete()
    english_pages.filter(key=english.translation_key).exclude(public_to=None).delete()
    PublicVersion.objects.exclude(public_to=None).delete()
    PublicVersion.objects.update(public_from=at(2006, 1, 1))
    for version in english_pages.filter(key=english.translation_key):
        version.content["areas"] = [
            row for row in version.content["areas"] if row["reference"] != "hav"
        ]
        version.save()
    return english


def soup(url: str, **query: str) -> BeautifulSoup:
    return BeautifulSoup(Client().get(url, query).content, "html.parser")


def sources(plan: ActionPlanPage) -> dict[str, ActivityPage]:
    pages = ActivityPage.objects.child_of(plan.get_translations().get()).order_by("path")
    return {page.reference: page for page in pages}


def rows_of(plan: ActionPlanPage, **query: str) -> Any:
    return Client().get(f"{plan.matrix_url.rstrip('/')}.json", query).json()


@pytest.mark.parametrize("choice", [{}, {"as-of": DAY}])
def test_the_plan_lists_them_marked_as_swedish(
    plan: ActionPlanPage, choice: dict[str, str]
) -> None:
    page, activities = soup(plan.url, **choice), sources(plan)
    listed = page.select(".row")
    assert [row.select_one(".row__ref").get_text() for row in listed] == [  # type: ignore[union-attr]
        *(reference for reference in activities if reference != "P3"),
        "P3",
    ]
    languages = {
        row.select_one(".row__ref").get_text(): row.select_one("a").get("lang")  # type: ignore[union-attr]
        for row in listed
    }
    assert {ref for ref, code in languages.items() if code == "sv"} == activities.keys() - {"P1"}
    heading = page.select_one("section#hav h2")
    assert heading is not None
    assert (heading.get_text(), heading.get("lang")) == ("Till havs", "sv")
    assert heading.find_parent("section").select_one(".row__ref").get_text() == "P3"  # type: ignore[union-attr]
    known = page.select_one(f"a[href*='{plan.url}'][lang=sv]")
    assert known is None


@pytest.mark.parametrize("columns", ["area", "quarter", "method", "focus-area"])
@pytest.mark.parametrize("day", [{}, {"as-of": DAY}])
def test_the_matrix_and_its_files_hold_them(
    plan: ActionPlanPage, columns: str, day: dict[str, str]
) -> None:
    choice = {"columns": columns, **day}
    activities = sources(plan)
    table = soup(plan.matrix_url, **choice).select_one("table")
    assert table is not None
    assert {ref.get_text() for ref in table.select(".ref")} == activities.keys()
    assert table.select("tfoot td")[-1].get_text(" ").split()[-1] == str(len(activities))
    rows = rows_of(plan, **choice)
    swedish = rows_of(plan.get_translations().get().specific, **choice)
    places = [(row["operation_code"], row["column_code"], row["reference"]) for row in swedish]
    own = [(row["operation_code"], row["column_code"], row["reference"]) for row in rows]
    # Columns stand in the order of their names.
    assert sorted(own) == sorted(places)
    languages = {row["reference"]: row["language"] for row in rows}
    assert languages == dict.fromkeys(activities, "sv") | {"P1": "en"}
    stem = plan.matrix_url.rstrip("/")
    lines = csv.reader(io.StringIO(Client().get(f"{stem}.csv", choice).content.decode("utf-8-sig")))
    assert len(list(lines)) == len(rows) + 1
    book = load_workbook(io.BytesIO(Client().get(f"{stem}.xlsx", choice).content))
    assert book.worksheets[1].max_row == len(rows) + 1


def test_an_area_that_is_not_translated_can_be_chosen(plan: ActionPlanPage) -> None:
    for day in ({}, {"as-of": DAY}):
        page = soup(plan.matrix_url, area="hav", **day)
        option = page.select_one("option[value=hav]")
        assert option is not None
        assert option.get("lang") == "sv"
        assert [ref.get_text() for ref in page.select("table .ref")] == ["P3"]


def test_what_names_no_statement_is_told_in_swedish(plan: ActionPlanPage) -> None:
    policy = PolicyPage.objects.get(locale=plan.locale)
    link = soup(policy.trace_url).select_one(f"main a[href='{the('P3').url}'][lang=sv]")
    assert link is not None


def test_the_other_activities_of_an_area_are_told_beside_one(plan: ActionPlanPage) -> None:
    page = ActivityPage.objects.get(reference="P1", locale=plan.locale)
    others = ActivityPage.objects.filter(area=page.area, locale__language_code="sv")
    links = {link.get("href") for link in soup(page.url).select(".section-menu a")}
    assert {other.url for other in others if other.reference != "P1"} <= links


def test_a_plan_without_a_translation_is_in_the_english_list(plan: ActionPlanPage) -> None:
    index = plan.get_parent()
    swedish = plan.get_translations().get()
    plan.delete()
    link = soup(index.url).select_one(f"main a[href='{swedish.url}']")
    assert link is not None
    assert link.get("lang") == "sv"


def test_what_is_not_public_is_told_in_neither(plan: ActionPlanPage) -> None:
    the("P2").unpublish()
    assert "P2" not in {row["reference"] for row in rows_of(plan)}
