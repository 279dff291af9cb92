"""`?as-of=` where the site tells of today only: no day is passed over in silence."""

from typing import Any

import pytest
from django.test import Client

from policy.models import (
    ActionPlanIndexPage,
    BackgroundPage,
    DecisionIndexPage,
    DecisionPage,
    PolicyVersionIndexPage,
    QuarterlyReportPage,
)

pytestmark = pytest.mark.any_database


def test_no_day_is_refused_and_a_day_leads_to_the_plain_address(
    report: QuarterlyReportPage,
) -> None:
    del report
    addresses = []
    for model in (
        QuarterlyReportPage,
        DecisionPage,
        DecisionIndexPage,
        PolicyVersionIndexPage,
        BackgroundPage,
        ActionPlanIndexPage,
    ):
        pages: Any = model.objects.live()
        for language in ("sv", "en"):
            page = pages.filter(locale__language_code=language).first()
            if page is not None:
                addresses.append(page.url)
    swedish = QuarterlyReportPage.objects.live().filter(locale__language_code="sv").first()
    decision = DecisionPage.objects.filter(locale__language_code="sv").first()
    versions = PolicyVersionIndexPage.objects.get(locale__language_code="sv")
    assert swedish is not None
    assert decision is not None
    addresses += [f"{swedish.url}rapport.{kind}" for kind in ("json", "csv", "pdf", "docx")]
    addresses += [f"{swedish.url}arkiv.zip", f"{decision.url}arkiv.zip", versions.compare_url]
    for address in addresses:
        for nonsense in ("99999-01-01", "igår", "2999-01-01", ""):
            response = Client().get(address, {"as-of": nonsense})
            assert response.status_code == 400, (address, nonsense)
        response = Client().get(address, {"as-of": "2006-03-31", "version": "1"})
        assert response.status_code == 302, address
        assert response["Location"] == f"{address}?version=1"
    assert Client().get(swedish.url, {"version": "1"}).status_code == 200
