"""A code or reference that became another leads on: in shared choices of the matrix and the API."""

from typing import Any

import pytest
from django.test import Client

from policy.models import ActionPlanPage, Indicator, MethodPage, PolicyPage, PublicVersion
from records.models import FocusArea, Operation
from tests.policy.test_history import at, rewrite
from tests.policy.test_reports import the

API = "/api/data/v1"
WORDS = {"name_sv": "Hamnen", "name_en": "The Harbour"}


@pytest.fixture
def plan() -> ActionPlanPage:
    return ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")


def leads_on(address: str, name: str, old: str, new: str) -> None:
    """The old choice leads for good to that of today, with all else that the address has."""
    answer = Client().get(address, {name: old, "status": "planned"})
    assert answer.status_code == 301, address
    assert answer["Location"] == f"{address}?{name}={new}&status=planned"
    if address.startswith(API):
        # A page of another site may follow it too.
        assert answer["Access-Control-Allow-Origin"] == "*"
    assert Client().get(answer["Location"]).status_code == 200


def in_all_forms(plan: ActionPlanPage, name: str, old: str, new: str) -> None:
    leads_on(plan.matrix_url, name, old, new)
    leads_on(f"{plan.matrix_url.rstrip('/')}.csv", name, old, new)
    leads_on(f"{API}/plans/{plan.translation_key}/matrix", name, old, new)


@pytest.mark.parametrize(("name", "model"), [("operation", Operation), ("focus-area", FocusArea)])
def test_a_record_that_was_renamed_on_the_day_it_was_made(
    plan: ActionPlanPage, name: str, model: Any
) -> None:
    record = model.objects.create(code="harbour", **WORDS)
    for code in ("port", "docks"):
        record.code = code
        record.save()
    for old in ("harbour", "port"):
        in_all_forms(plan, name, old, "docks")
        leads_on(f"{API}/activities", name, old, "docks")
    # Once another record has the code, it means that one.
    model.objects.create(code="harbour", **WORDS)
    assert Client().get(plan.matrix_url, {name: "harbour"}).status_code == 200
    assert Client().get(f"{API}/activities", {name: "harbour"}).json()["count"] == 0


def test_an_area_and_points_with_another_reference(plan: ActionPlanPage) -> None:
    for page, relation in (
        (plan, "areas"),
        (MethodPage.objects.get(locale=plan.locale), "methods"),
        (PolicyPage.objects.get(locale=plan.locale), "statements"),
    ):
        rows = list(getattr(page, relation).all())
        rows[0].reference = "X9"
        setattr(page, relation, rows)
        page.save_revision().publish()
    (area,) = [row for row in old_rows(plan, "areas") if row["reference"] != "X9"][:1]
    in_all_forms(plan, "area", area["reference"].lower(), "x9")
    in_all_forms(plan, "method", "M1", "X9")
    leads_on(f"{API}/activities", "method", "M1", "X9")
    leads_on(f"{API}/activities", "statement", "I1", "X9")
    for address in ("methods/M1", "statements/I1"):
        answer = Client().get(f"{API}/{address}")
        assert answer.status_code == 301
        assert answer["Location"] == f"{API}/{address.split('/')[0]}/X9"
        assert Client().get(answer["Location"]).json()["reference"] == "X9"
    assert Client().get(f"{API}/methods/M99").status_code == 404


def old_rows(page: Any, relation: str) -> Any:
    """The rows that the page had before it was published last."""
    first = PublicVersion.objects.filter(key=page.translation_key, language="sv").first()
    assert first is not None
    return first.content[relation]


def test_an_indicator_with_another_code(plan: ActionPlanPage) -> None:
    units = {"unit_sv": "st", "unit_en": "pcs"}
    indicator = Indicator.objects.create(code="boats", **WORDS, **units)
    rewrite(the("P1"), at(2006, 1, 2), indicators=[indicator])
    for code in ("ships", "vessels"):
        indicator.code = code
        indicator.save()
    for old in ("boats", "ships"):
        answer = Client().get(f"{API}/indicators/{old}")
        assert answer.status_code == 301
        assert answer["Location"] == f"{API}/indicators/vessels"
        assert answer["Access-Control-Allow-Origin"] == "*"
    assert Client().get(f"{API}/indicators/vessels").json()["code"] == "vessels"
