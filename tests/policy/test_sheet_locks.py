"""Writing a sheet keeps others from writing no longer than it must, and leaves nothing out."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex

from core.sheets.reading import sheet_in
from policy.models import ActivityPage
from policy.sheets.checking import check
from policy.sheets.columns import layout
from policy.sheets.writing import Choice, Written, write
from tests.policy.sheets import NEW, activity, as_csv, the_plan

ROWS = [NEW | {"reference": f"Y{n}", "title_sv": f"Segelflygplan {n}"} for n in range(1, 5)]


@pytest.fixture
def written(
    django_capture_on_commit_callbacks: Any,
) -> tuple[Written, list[str]]:
    """Four new activities, published and half of them with an English title; and what was asked."""
    plan, user = the_plan(), User.objects.get(username="admin")
    sheet = sheet_in(as_csv(*ROWS), "plan.csv", layout())
    digest = check(plan, sheet, user).digest
    with (
        django_capture_on_commit_callbacks(execute=True),
        CaptureQueriesContext(connection) as asked,
    ):
        found = write(plan, sheet, digest, Choice(publish=True), user)
    return found, [query["sql"] for query in asked.captured_queries]


def test_all_is_looked_at_before_the_writing_begins(written: tuple[Written, list[str]]) -> None:
    found, asked = written
    assert (found.new, found.published, found.english) == (4, 4, 4)
    begin = next(n for n, sql in enumerate(asked) if sql.startswith("SAVEPOINT"))
    # Two dry runs: each asks for every row whether its address is free, before anything is written.
    looked = [sql for sql in asked[:begin] if "policy_planarea" in sql]
    assert len(looked) >= 2 * len(ROWS)
    assert not any(sql.startswith(("INSERT", "UPDATE", "DELETE")) for sql in asked[:begin])


def test_each_page_is_indexed_once(written: tuple[Written, list[str]]) -> None:
    _found, asked = written
    averages = [sql for sql in asked if "AVG(LENGTH" in sql]
    # Once for all of them.
    assert len(averages) <= 2


def test_what_was_written_is_found_and_its_references_are_known(
    written: tuple[Written, list[str]],
) -> None:
    found = ActivityPage.objects.filter(locale=the_plan().locale).search("Segelflygplan")
    assert {page.reference for page in found} == {row["reference"] for row in ROWS}
    page = activity("Y1")
    known = ReferenceIndex.get_references_for_object(page)
    kept = {(row.to_object_id, row.model_path) for row in known}
    assert kept
    fresh = ActivityPage.objects.get(pk=page.pk)
    ReferenceIndex.create_or_update_for_object(fresh)
    again = ReferenceIndex.get_references_for_object(fresh)
    assert {(row.to_object_id, row.model_path) for row in again} == kept
