"""A card in a report's comments says for ever what it said when the report was approved."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from policy.models import ActionPlanPage, ActivityPage, QuarterlyReportPage
from tests.forms import errors_in
from tests.policy.test_reports import new_report, publish, the

pytestmark = [pytest.mark.usefixtures("commits_at_once"), pytest.mark.any_database]


def comments(*blocks: tuple[str, Any]) -> dict[str, str]:
    """The fields of a body of these blocks."""
    fields = {"body-count": str(len(blocks))}
    for place, (name, value) in enumerate(blocks):
        own = {"deleted": "", "order": str(place), "type": name, "id": f"id-{place}"}
        fields |= {f"body-{place}-{key}": text for key, text in own.items()}
        fields[f"body-{place}-value"] = str(value)
    return fields


def rename(activity: ActivityPage) -> None:
    activity.title = "Heter något annat nu"
    activity.save_revision().publish()


@pytest.fixture
def body() -> dict[str, str]:
    return comments(("heading", "Om en aktivitet"), ("activity_card", the("P1").pk))


@pytest.fixture
def report(plan: ActionPlanPage, admin: Client, body: dict[str, str]) -> QuarterlyReportPage:
    """The approved report on the first quarter of 2006, with a card in its comments."""
    made = new_report(admin, plan, foreword="Ord", **body)
    publish(admin, made, **body)
    return QuarterlyReportPage.objects.get(pk=made.pk)


def test_publishing_it_again_is_no_correction_when_the_activity_has_changed(
    report: QuarterlyReportPage, admin: Client, body: dict[str, str]
) -> None:
    before = the("P1").title
    assert before in report.sealed.get().content
    rename(the("P1"))
    answer = publish(admin, report, **body)
    assert errors_in(answer.content.decode()) == []
    assert report.sealed.count() == 1
    page = BeautifulSoup(Client().get(report.url).content, "html.parser")
    assert [before in card.get_text() for card in page.select("main .card")] == [True]


def test_another_card_is_a_correction(
    report: QuarterlyReportPage, admin: Client, body: dict[str, str]
) -> None:
    other = {**body, "body-1-value": str(the("P3").pk)}
    answer = publish(admin, report, **other)
    assert errors_in(answer.content.decode())
    publish(admin, report, **other, correction="Fel aktivitet.")
    assert report.sealed.count() == 2


def test_a_version_from_before_blocks_were_compared_is_compared_by_its_words(
    report: QuarterlyReportPage, admin: Client, body: dict[str, str]
) -> None:
    report.sealed.update(comments_of="")
    assert errors_in(publish(admin, report, **body).content.decode()) == []
    changed = {**body, "body-0-value": "Om aktiviteten"}
    assert errors_in(publish(admin, report, **changed).content.decode())
