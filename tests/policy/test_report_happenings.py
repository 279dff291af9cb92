"""What a quarter's report tells of projects and networks: what was judged, and what dates say."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from wagtail.models import Page

from networks.models import NetworkIndexPage, NetworkPage, ProjectIndexPage, ProjectPage
from policy.models import ActionPlanPage, PublicVersion
from policy.quarters import Quarter
from policy.report_content import compose
from policy.report_reading import ReadReport
from tests.policy.test_history import at, rewrite

pytestmark = pytest.mark.any_database


def made(model: Any, index: Any, public_from: dt.date, **values: Any) -> Any:
    """A page of the Swedish tree, public from a day on."""
    page = model(title="Prov", **values)
    index.objects.get(locale__language_code="sv").add_child(instance=page)
    rewrite(page, at(public_from.year, public_from.month, public_from.day))
    moment = at(public_from.year, public_from.month, public_from.day)
    PublicVersion.objects.filter(key=page.translation_key).update(public_from=moment)
    return page


def project(public_from: dt.date, **values: Any) -> Any:
    return made(ProjectPage, ProjectIndexPage, public_from, **values)


def told(plan: ActionPlanPage, quarter: Quarter, page: Page, kind: str = "projects") -> Any:
    entries = compose(plan, quarter)[kind]
    return next((e["changes"] for e in entries if e["title"]["sv"] == page.title), None)


def in_english(content: dict[str, Any]) -> list[dict[str, Any]]:
    with override("en"):
        return ReadReport(content, "en").projects


FIRST, SECOND = Quarter(2006, 1), Quarter(2006, 2)
YEARS = {"starts_on": dt.date(2006, 2, 1), "ends_on": dt.date(2006, 5, 31)}


@pytest.mark.parametrize(
    ("state", "first", "second"),
    [
        ("granted", ["new", "started"], ["ended"]),
        # It neither begins nor ends.
        ("idea", ["new"], None),
        ("rejected", None, None),
    ],
)
def test_a_project_is_new_once_and_begins_only_where_it_was_granted(
    plan: ActionPlanPage, state: str, first: Any, second: Any
) -> None:
    page = project(dt.date(2006, 1, 20), state=state, **YEARS)
    assert told(plan, FIRST, page) == first
    assert told(plan, SECOND, page) == second


def test_a_project_with_an_earlier_start_or_none_is_told_as_new(plan: ActionPlanPage) -> None:
    earlier = project(dt.date(2006, 2, 1), starts_on=dt.date(2004, 1, 1))
    earlier.title = "Tidigare"
    rewrite(earlier, at(2006, 2, 1))
    undated = project(dt.date(2006, 2, 1))
    assert told(plan, FIRST, earlier) == ["new"]
    assert told(plan, FIRST, undated) == ["new"]
    assert told(plan, SECOND, undated) is None


def test_what_was_over_before_anybody_could_read_of_it_is_not_new(plan: ActionPlanPage) -> None:
    page = project(
        dt.date(2006, 2, 1), starts_on=dt.date(2003, 1, 1), ends_on=dt.date(2004, 12, 31)
    )
    assert told(plan, FIRST, page) is None


@pytest.mark.parametrize(
    ("values", "changes", "words"),
    [
        (
            {"state": "granted", "grant": Decimal(555000), "starts_on": dt.date(2007, 1, 1)},
            ["granted"],
            "granted (grant 555,000\xa0euros)",
        ),
        ({"state": "rejected"}, ["rejected"], "rejected"),
    ],
)
def test_what_becomes_of_an_application_is_told(
    plan: ActionPlanPage, values: dict[str, Any], changes: list[str], words: str
) -> None:
    page = project(dt.date(2005, 11, 1), state="applied")
    rewrite(page, at(2006, 3, 1), **values)
    content = compose(plan, FIRST)
    assert told(plan, FIRST, page) == changes
    (read,) = [e for e in in_english(content) if e["changes"] == changes]
    assert read["told"] == words
    assert told(plan, SECOND, page) is None


def test_a_grant_that_is_raised_is_told_with_both_amounts(plan: ActionPlanPage) -> None:
    page = project(
        dt.date(2005, 11, 1), starts_on=dt.date(2005, 1, 1), grant=Decimal(400000), currency="EUR"
    )
    rewrite(page, at(2006, 3, 1), grant=Decimal(500000))
    content = compose(plan, FIRST)
    (read,) = [e for e in in_english(content) if e["changes"] == ["grant"]]
    assert read["told"] == "grant changed (grant 500,000\xa0euros, before 400,000\xa0euros)"
    assert told(plan, SECOND, page) is None


def test_what_is_judged_after_the_quarter_is_told_in_the_next_one(plan: ActionPlanPage) -> None:
    page = project(dt.date(2005, 11, 1), state="applied")
    rewrite(page, at(2006, 4, 10), state="granted")
    corrected = compose(plan, FIRST, read_on=dt.date(2006, 4, 30))
    assert not [e for e in corrected["projects"] if "granted" in e["changes"]]
    assert told(plan, SECOND, page) == ["granted"]


def test_a_network_known_by_its_year_is_joined_when_it_is_told(plan: ActionPlanPage) -> None:
    this_year = {"starts_on": dt.date(2006, 1, 1), "precision": "year", "level": "european"}
    page = made(NetworkPage, NetworkIndexPage, dt.date(2006, 11, 10), **this_year)
    assert told(plan, Quarter(2006, 4), page, "networks") == ["joined"]
    assert told(plan, Quarter(2006, 3), page, "networks") is None


def test_a_network_of_many_years_is_not_joined_when_it_gets_a_page(plan: ActionPlanPage) -> None:
    of_old = {"starts_on": dt.date(1995, 1, 1), "precision": "year", "level": "european"}
    page = made(NetworkPage, NetworkIndexPage, dt.date(2006, 11, 10), **of_old)
    assert told(plan, Quarter(2006, 4), page, "networks") is None
