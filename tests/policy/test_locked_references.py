"""A reference that has been public is kept: by the activity's form, and by those of points."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from policy.models import ActionPlanPage, ActivityPage, MethodPage, PolicyPage
from tests.forms import get_form
from tests.policy.reporting import the

pytestmark = pytest.mark.any_database

LOCKED = "En administratör kan rätta"


def save(client: Client, page: Page, **fields: str) -> Any:
    """The page's form, with these values in it, as its newest draft."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.post(url, {**get_form(client, url), **fields})
    assert response.status_code == 302, response.context["form"].errors
    return page.specific_class.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_a_public_activity_keeps_its_reference(log_in: Any, admin: Client) -> None:
    page = the("P1")
    coordinator = log_in("samordnare")
    form = coordinator.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert LOCKED in form
    assert save(coordinator, page, reference="P99", aim="Nytt mål.").reference == "P1"
    assert the("P1").get_latest_revision_as_object().aim == "Nytt mål."
    # Nor does a draft from before bring another one back.
    page.reference = "P98"
    page.save_revision()
    assert save(coordinator, page).reference == "P1"
    # A slip of the pen.
    assert save(admin, page, reference="P97").reference == "P97"


def test_one_that_never_was_public_can_still_be_named(log_in: Any) -> None:
    plan = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")
    page = ActivityPage(
        title="Ny",
        slug="ny",
        reference="X1",
        area=plan.areas.first(),
        locale=plan.locale,
        live=False,
    )
    plan.add_child(instance=page)
    page.save_revision()
    assert save(log_in("samordnare"), page, reference="X2").reference == "X2"


def test_public_points_keep_theirs(log_in: Any, admin: Client) -> None:
    approver = log_in("godkannare")
    for model, relation in (
        (PolicyPage, "statements"),
        (MethodPage, "methods"),
        (ActionPlanPage, "areas"),
    ):
        page = model.objects.filter(locale__language_code="sv").live().last()
        assert page is not None
        before = [row.reference for row in getattr(page, relation).all()]
        name = f"{relation}-0-reference"
        draft = save(approver, page, **{name: "K99"})
        assert [row.reference for row in getattr(draft, relation).all()] == before
        draft = save(admin, page, **{name: "K99"})
        assert [row.reference for row in getattr(draft, relation).all()] == ["K99", *before[1:]]
