"""How many database queries a page costs: few, and as many with ten records as with forty."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from policy.models import ActionPlanPage, ActivityPage, Method

pytestmark = pytest.mark.any_database

# Wagtail's own part (site, locale, page, restrictions) is eight or nine; one asks whether news or
# events are about the page.
LIMIT = 22
# Pages where many kinds of references meet.
LIMITS = {
    "ActivityPage": 33,
    "ProjectPage": 33,
    "NetworkPage": 25,
    "PolicyPage": 24,
    "MethodPage": 24,
}


def queries(url: str) -> int:
    # The first request also fills the caches that Wagtail and Django keep for the process.
    Client().get(url)
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(url).status_code == 200
    return len(captured)


def test_no_page_costs_many_queries() -> None:
    over = {
        page.url: count
        for page in Page.objects.live().filter(depth__gt=1).specific()
        if (count := queries(page.url)) > LIMITS.get(type(page).__name__, LIMIT)
    }
    assert over == {}


@pytest.fixture
def plan() -> ActionPlanPage:
    return ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")


def test_the_plan_costs_the_same_with_forty_activities_more(plan: Any) -> None:
    method = Method.objects.get(reference="M1", locale=plan.locale)
    addresses = [plan.url, plan.matrix_url, method.page.url]
    before = [queries(url) for url in addresses]
    for number in range(40):
        activity = ActivityPage(
            title=f"Aktivitet {number}",
            reference=f"Z{number}",
            area=plan.areas.first(),
            methods=[method],
            locale=plan.locale,
        )
        plan.add_child(instance=activity)
    assert "Aktivitet 39" in Client().get(plan.url).content.decode()
    assert [queries(url) for url in addresses] == before
