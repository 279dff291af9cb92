"""What is taken out and handed in again changes nothing; what was changed comes in, and no more."""

import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from wagtail_localize.models import StringTranslation

from policy.models import ActivityPage
from tests.bilingual.test_traps import english, public
from tests.policy.sheets import (
    NEW,
    activity,
    as_csv,
    counts,
    hand_in,
    rows_of,
    take_out,
    write,
)

pytestmark = pytest.mark.usefixtures("commits_at_once")


def state() -> list[Any]:
    pages = ActivityPage.objects.order_by("pk")
    return [*pages.values(), *StringTranslation.objects.order_by("pk").values_list("pk", "data")]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_demo_plan_comes_back_as_it_was(admin: Client, kind: str) -> None:
    page = ActivityPage.objects.get(pk=activity("P3").pk)
    page.outcome = "'=1+1\r\n\r\n- ett\tstycke"
    page.judgements.create(
        locale=page.locale, status="paused", on=dt.date(2006, 3, 1), reason="+ Valet."
    )
    page.starts_on, page.precision = dt.date(2006, 5, 5), "quarter"
    page.continued_in, page.continued_how = activity("P4"), "merged"
    page.continued_on = dt.date(2006, 6, 1)
    page.save_revision()
    before = state()
    dry_run = hand_in(admin, take_out(admin, kind), f"plan.{kind}")
    assert counts(dry_run) == {"NEW": 0, "CHANGED": 0, "UNCHANGED": 23, "BAD": 0}
    assert "det finns inget att skriva" in dry_run.content.decode()
    assert state() == before


def test_both_languages_and_all_facts_stand_side_by_side(admin: Client) -> None:
    rows = {row["reference"]: row for row in rows_of(take_out(admin))}
    assert len(rows) == 23
    assert rows["A2"]["title_en"].startswith("Give regular reports")
    assert rows["A2"]["networks"] == "malardalsradet; vastmanlands-internationella-natverk"
    assert (rows["A2"]["starts_on"], rows["A2"]["precision"]) == ("2006-01-01", "year")
    assert rows["A5"]["statements"] == "I6"
    assert rows["P1"]["slug_sv"] == "yttrande-over-d-planen"
    sheet = load_workbook(io.BytesIO(take_out(admin, "xlsx"))).active
    assert [cell.value for cell in sheet[1]][:3] == [
        "Referens",
        "Rubrik på svenska",
        "Rubrik på engelska",
    ]
    assert sheet["G2"].is_date


def test_the_dry_run_shows_before_and_after_and_writes_nothing(admin: Client) -> None:
    before = state()
    row = {"reference": "P3", "title_sv": "Debatt i nämnden", "ends_on": ""}
    html = hand_in(admin, as_csv(row)).content.decode()
    assert "<del>Debatt i fullmäktige</del>" in html
    assert "<ins>Debatt i nämnden</ins>" in html
    assert "<del>2007-12-31</del>" in html
    assert "22 av planens aktiviteter" in html
    assert state() == before


def test_changes_are_drafts_until_somebody_publishes(admin: Client) -> None:
    row = {
        "reference": "P3",
        "aim_sv": "Alla ska med.",
        "operation": "",
        "focus_areas": "education",
    }
    assert "1 ändrad" in write(admin, hand_in(admin, as_csv(row))).content.decode()
    draft, page = activity("P3"), ActivityPage.objects.get(pk=activity("P3").pk)
    assert (draft.aim, draft.operation) == ("Alla ska med.", None)
    assert [area.code for area in draft.focus_areas.all()] == ["education"]
    assert page.aim == ""
    assert page.has_unpublished_changes
    assert page.latest_revision.user.username == "admin"
    assert counts(hand_in(admin, as_csv(row)))["UNCHANGED"] == 1


def test_published_swedish_gives_english_its_facts(admin: Client) -> None:
    row = {"reference": "P3", "aim_sv": "Alla ska med.", "focus_areas": "education"}
    write(admin, hand_in(admin, as_csv(row)), publish="on")
    page = ActivityPage.objects.get(pk=activity("P3").pk)
    assert "Alla ska med." in public(page)
    assert [area.code for area in english(page).focus_areas.all()] == ["education"]
    assert "Alla ska med." not in public(english(page))


def test_a_new_activity_is_a_draft_in_both_languages(admin: Client) -> None:
    told = write(admin, hand_in(admin, as_csv(NEW))).content.decode()
    assert "1 ny aktivitet" in told
    page = activity("P9")
    assert (page.slug, page.live, page.area.reference) == ("ny-aktivitet", False, "political")
    assert (page.starts_on, page.ends_on) == (dt.date(2006, 1, 1), dt.date(2006, 6, 30))
    assert page.precision == "quarter"
    assert sorted(method.reference for method in page.methods.all()) == ["M1", "M2"]
    judgement = page.judgements.get()
    assert (judgement.status, judgement.on) == ("ongoing", dt.date(2006, 3, 31))
    assert judgement.by == "admin"
    translated = english(page)
    assert (translated.title, translated.slug, translated.live) == (
        "New activity",
        "new-activity",
        False,
    )
    assert counts(hand_in(admin, take_out(admin)))["UNCHANGED"] == 24


def test_english_waits_for_the_approver(admin: Client) -> None:
    row = {"reference": "P3", "title_en": "Council debate"}
    write(admin, hand_in(admin, as_csv(row)), publish="on")
    page = ActivityPage.objects.get(pk=activity("P3").pk)
    assert english(page).title == "Debate in the City Council"
    assert "Council debate" not in public(english(page))
    words = StringTranslation.objects.get(data="Council debate")
    assert words.last_translated_by.username == "admin"
    assert rows_of(take_out(admin))[2]["title_en"] == "Council debate"
    url = reverse("wagtailadmin_pages:edit", args=[english(page).pk])
    assert admin.post(url, {"action": "publish"}, follow=True).status_code == 200
    assert english(page).title == "Council debate"


def test_a_judgement_is_added_and_none_is_rewritten(admin: Client) -> None:
    first = {
        "reference": "P3",
        "status": "paused",
        "status_on": "2006-03-01",
        "status_reason_sv": "Valet.",
    }
    write(admin, hand_in(admin, as_csv(first)))
    second = first | {"status": "done", "status_on": "1.6.2006", "status_reason_sv": "Klart."}
    write(admin, hand_in(admin, as_csv(second)))
    write(admin, hand_in(admin, as_csv(second | {"status_reason_sv": "Klart nu."})))
    rows = [(row.status, row.reason) for row in activity("P3").judgements.all()]
    assert rows == [("paused", "Valet."), ("done", "Klart nu.")]
    emptied = {"reference": "P3", "status": "", "status_on": "", "status_reason_sv": ""}
    assert "historien" in hand_in(admin, as_csv(emptied)).content.decode()


def test_what_was_deleted_comes_in_again(admin: Client) -> None:
    content = take_out(admin)
    page = ActivityPage.objects.get(pk=activity("P1").pk)
    page.delete()
    dry_run = hand_in(admin, content)
    assert counts(dry_run) == {"NEW": 1, "CHANGED": 0, "UNCHANGED": 22, "BAD": 0}
    write(admin, dry_run, publish="on")
    assert activity("P1").live
    assert counts(hand_in(admin, content))["UNCHANGED"] == 23
