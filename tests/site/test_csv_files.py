"""Every CSV file of the site opens in Excel with its letters right, and runs nothing."""

import codecs
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from core.report_exports import ReportExports
from policy.models import ActionPlanPage

OURS = ("bilingual", "core", "home", "networks", "newsletter", "policy", "records", "search")
FILES = [
    "/admin/reports/follow-up/?export=csv",
    "/admin/reports/imported/?export=csv",
    "/admin/reports/languages/?export=csv",
    "/admin/reports/links/?export=csv",
    "/admin/reports/orphans/?export=csv",
    "/admin/snippets/bilingual/term/?export=csv",
    "/admin/languages/glossary/export/",
    "/handlingsplan/2006-2007/matris.csv",
    "/projekt/lista.csv",
    "/natverk/lista.csv",
    "/vanorter/lista.csv",
]


def content(client: Client, address: str) -> bytes:
    answer: Any = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"] == "text/csv; charset=utf-8", address
    found: bytes = answer.getvalue()
    return found


@pytest.mark.parametrize("address", FILES)
def test_it_says_how_its_letters_are_written(admin: Client, address: str) -> None:
    found = content(admin, address)
    assert found.startswith(codecs.BOM_UTF8)
    assert not found[3:].startswith(codecs.BOM_UTF8)


def test_a_sheet_of_a_plan_too(admin: Client) -> None:
    plan = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")
    found = content(admin, reverse("policy_sheet_csv", args=[plan.pk]))
    assert found.startswith(codecs.BOM_UTF8)


def test_no_report_of_ours_makes_its_files_in_another_way() -> None:
    def below(kind: type) -> set[type]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    made = {view for view in below(SpreadsheetExportMixin) if view.__module__.startswith(OURS)}
    exporting = {view for view in made if getattr(view, "list_export", None)}
    assert exporting
    assert {view for view in exporting if not issubclass(view, ReportExports)} == set()
