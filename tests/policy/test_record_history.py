"""A record that is renamed, or a value that is corrected, changes nothing that was told before."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from policy.models import (
    ActionPlanPage,
    ActivityPage,
    Indicator,
    IndicatorValue,
    PublicVersion,
    RecordVersion,
)
from policy.quarters import Quarter
from policy.record_history import records_on
from policy.report_content import compose
from records.models import FocusArea, Operation
from tests.forms import get_form
from tests.policy.test_history import at, rewrite

DAY = dt.date(2006, 3, 31)


@pytest.fixture
def plan(django_capture_on_commit_callbacks: Any) -> Iterator[ActionPlanPage]:
    PublicVersion.objects.update(public_from=at(2005, 12, 1))
    with django_capture_on_commit_callbacks(execute=True):
        yield ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")


@pytest.fixture
def indicator(plan: ActionPlanPage) -> Indicator:
    """What activity P1 is measured by, as it has been known since 2006."""
    made = Indicator.objects.create(
        code="visits", name_sv="Besök", name_en="Visits", unit_sv="st", unit_en="pcs"
    )
    IndicatorValue.objects.create(indicator=made, on=dt.date(2006, 2, 1), value="12.5")
    IndicatorValue.objects.update(entered_at=at(2006, 2, 2))
    made.save()
    page = ActivityPage.objects.get(reference="P1", locale__language_code="sv")
    focus = FocusArea.objects.create(code="harbours", name_sv="Hamnar", name_en="Harbours")
    operation = Operation.objects.create(code="port", name_sv="Hamnen", name_en="The port")
    rewrite(
        page,
        at(2006, 1, 2),
        indicators=[made],
        focus_areas=[focus],
        operation=operation,
        participating=[operation],
    )
    RecordVersion.objects.update(known_on=dt.date(2006, 1, 1))
    return made


def change(client: Client, record: Any, **fields: str) -> None:
    """In the editor, as whoever answers for the records does it."""
    name = f"wagtailsnippets_{record._meta.app_label}_{record._meta.model_name}:edit"
    url = reverse(name, args=[record.pk])
    assert client.post(url, {**get_form(client, url), **fields}).status_code == 302


def texts(plan: ActionPlanPage) -> dict[str, str]:
    """What is shown of the day, by address."""
    page = ActivityPage.objects.get(reference="P1", locale__language_code="sv")
    key = page.translation_key
    addresses = [
        page.url,
        ActivityPage.objects.get(reference="P1", locale__language_code="en").url,
        plan.url,
        plan.matrix_url,
        f"{plan.matrix_url}?columns=focus-area",
        f"/api/data/v1/activities/{key}",
        "/api/data/v1/indicators/visits",
    ]
    found = {}
    for address in addresses:
        answer = Client().get(address, {"as-of": DAY.isoformat()}, follow=True)
        assert answer.status_code == 200, address
        found[address] = answer.content.decode()
    return found


def test_what_was_told_before_stays_as_it_was(
    plan: ActionPlanPage, indicator: Indicator, admin: Client
) -> None:
    told, shown = compose(plan, Quarter(2006, 1)), texts(plan)
    assert any("Hamnen" in text for text in shown.values())
    assert '"12.5"' in shown["/api/data/v1/indicators/visits"]
    change(admin, indicator, **{"values-0-value": "99", "unit_sv": "procent"})
    change(admin, Operation.objects.get(code="port"), name_sv="Båtarna", name_en="Boats")
    change(admin, FocusArea.objects.get(code="harbours"), name_sv="Kajer", name_en="Quays")
    assert compose(plan, Quarter(2006, 1)) == told
    now = texts(plan)
    for address, text in shown.items():
        assert now[address] == text, address
    page = ActivityPage.objects.get(reference="P1", locale__language_code="sv")
    today = Client().get(page.url).content.decode()
    assert all(words in today for words in ("99", "procent", "Båtarna", "Kajer"))
    assert "Hamnen" not in today


@pytest.mark.parametrize("code", ["harbours", "quays", ""])
def test_the_matrix_of_a_day_is_by_the_focus_areas_of_that_day(
    plan: ActionPlanPage, indicator: Indicator, code: str
) -> None:
    def matrix() -> str:
        chosen = {"as-of": DAY.isoformat(), "columns": "focus-area", "focus-area": "harbours"}
        answer = Client().get(plan.matrix_url, chosen)
        assert answer.status_code == 200
        return answer.content.decode()

    shown = matrix()
    assert "Hamnar" in shown
    assert "P1" in shown
    area = FocusArea.objects.get(code="harbours")
    if code:
        area.code = code
        area.save()
    else:
        area.delete()
    assert matrix() == shown


def test_what_is_deleted_stands_where_it_stood(
    plan: ActionPlanPage, indicator: Indicator, admin: Client
) -> None:
    told = compose(plan, Quarter(2006, 1))
    indicator.delete()
    today = timezone.localdate()
    assert compose(plan, Quarter(2006, 1)) == told
    assert not any(known.code == "visits" for known in records_on(Indicator, today).values())
    # Whom a record belongs to is nobody's history.
    contents = RecordVersion.objects.exclude(content=None).values_list("content", flat=True)
    assert not any("editors" in content for content in contents)


@pytest.mark.parametrize(
    ("day", "words"), [("2150-01-01", "framtiden"), ("1850-01-01", "Stämmer året")]
)
def test_no_value_is_of_a_day_to_come_or_of_another_age(
    indicator: Indicator, admin: Client, day: str, words: str
) -> None:
    name = "wagtailsnippets_policy_indicator:edit"
    url = reverse(name, args=[indicator.pk])
    for field in ("values-0-on", "baseline_on"):
        given = {"baseline": "1", "baseline_on": "2006-01-01", field: day}
        answer = admin.post(url, {**get_form(admin, url), **given})
        assert answer.status_code == 200, field
        assert words in answer.content.decode()
    assert str(indicator.values.get().on) == "2006-02-01"
