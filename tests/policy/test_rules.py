"""What the editor refuses, and with which words."""

import pytest
from django.test import Client
from django.urls import reverse

from policy.models import ActionPlanPage, ActivityPage, PlanArea, PolicyPage, Statement
from tests.forms import errors_in, get_form

pytestmark = pytest.mark.any_database


def swedish(model: type, **filters: object) -> object:
    return model.objects.filter(locale__language_code="sv", **filters).first()  # type: ignore[attr-defined]


def save(client: Client, page: object, **changes: str) -> list[str]:
    """Saves the page's form with changes; the errors shown, none when it was saved."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])  # type: ignore[attr-defined]
    response = client.post(url, {**get_form(client, url), **changes})
    return [] if response.status_code == 302 else errors_in(response.content.decode())


def test_a_statement_that_is_pointed_at_cannot_be_removed(admin: Client) -> None:
    policy = swedish(PolicyPage)
    statement = Statement.objects.get(reference="I5", locale__language_code="sv")
    assert statement.is_pointed_at()
    index = list(policy.statements.values_list("pk", flat=True)).index(statement.pk)  # type: ignore[attr-defined]
    errors = save(admin, policy, **{f"statements-{index}-DELETE": "on"})
    assert any("I5 kan inte tas bort" in error for error in errors), errors
    assert Statement.objects.filter(pk=statement.pk).exists()


def test_a_statement_that_nothing_points_at_can_be_removed(admin: Client) -> None:
    policy = swedish(PolicyPage)
    url = reverse("wagtailadmin_pages:edit", args=[policy.pk])  # type: ignore[attr-defined]
    fields = get_form(admin, url)
    number = int(fields["statements-TOTAL_FORMS"][0])
    fields |= {
        "statements-TOTAL_FORMS": str(number + 1),
        f"statements-{number}-reference": "I99",
        f"statements-{number}-text": "Ny inriktning",
        f"statements-{number}-ORDER": str(number + 1),
        "action-publish": "action-publish",
    }
    assert admin.post(url, fields).status_code == 302
    assert Statement.objects.filter(reference="I99", locale__language_code="sv").exists()
    fields = get_form(admin, url)
    fields |= {f"statements-{number}-DELETE": "on", "action-publish": "action-publish"}
    assert admin.post(url, fields).status_code == 302
    assert not Statement.objects.filter(reference="I99", locale__language_code="sv").exists()


def test_a_reference_can_be_used_once_in_a_policy(admin: Client) -> None:
    errors = save(admin, swedish(PolicyPage), **{"statements-1-reference": "I1"})
    assert any("I1 används mer än en gång" in error for error in errors), errors


def test_two_activities_of_a_plan_cannot_have_one_reference(admin: Client) -> None:
    first, second = ActivityPage.objects.filter(locale__language_code="sv")[:2]
    errors = save(admin, second, reference=first.reference)
    assert any(first.title in error and "välj en annan" in error for error in errors), errors


def test_a_new_activity_cannot_have_a_taken_reference(admin: Client) -> None:
    plan = swedish(ActionPlanPage)
    url = reverse("wagtailadmin_pages:add", args=["policy", "activitypage", plan.pk])  # type: ignore[attr-defined]
    area = PlanArea.objects.get(reference="political", locale__language_code="sv")
    new = {"title": "Ny", "slug": "ny", "reference": "P1", "area": str(area.pk)}
    response = admin.post(url, {**get_form(admin, url), **new})
    assert response.status_code == 200
    assert any("P1: välj en annan" in error for error in errors_in(response.content.decode()))


def test_an_end_before_the_start_is_refused(admin: Client) -> None:
    plan = swedish(ActionPlanPage)
    errors = save(admin, plan, starts_on="2007-01-01", ends_on="2006-01-01")
    assert any("Slutet ligger före början" in error for error in errors), errors


def test_the_page_of_statements_that_are_pointed_at_cannot_be_deleted(admin: Client) -> None:
    policy = swedish(PolicyPage)
    url = reverse("wagtailadmin_pages:delete", args=[policy.pk])  # type: ignore[attr-defined]
    response = admin.post(url, follow=True)
    assert PolicyPage.objects.filter(pk=policy.pk).exists()  # type: ignore[attr-defined]
    assert "kan inte tas bort" in response.content.decode()


def test_the_area_list_offers_the_plans_own_areas_only(admin: Client) -> None:
    plan = swedish(ActionPlanPage)
    url = reverse("wagtailadmin_pages:add", args=["policy", "activitypage", plan.pk])  # type: ignore[attr-defined]
    html = admin.get(url).content.decode()
    assert "Politiska aktiviteter" in html
    assert "Political activities" not in html
