"""Reports › Follow-up: what is asked, of whom, and who sees it."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from policy.follow_up import Concern, current_plans, follow_up
from policy.models import (
    ActionPlanPage,
    ActivityLink,
    ActivityPage,
    Judgement,
    Milestone,
    ProgressNote,
    Reminder,
    Statement,
)
from tests.policy.reporting import TODAY, add, days, report_for, running_plan, the

pytestmark = pytest.mark.any_database

ADDRESS = "/admin/reports/follow-up/"


@pytest.fixture(autouse=True)
def _no_other_plan() -> None:
    """The demo content's plan of today would be followed up too."""
    for plan in ActionPlanPage.objects.filter(is_example=True, locale__language_code="sv"):
        plan.delete()


def rows(client: Client, **choice: str) -> dict[str, list[str]]:
    """The cells of the report by reference, in its order."""
    response = client.get(ADDRESS, choice)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    for label in soup.select(".stacking-label"):
        # Seen only where the headings are not above the cells.
        label.extract()
    found = soup.select("#listing-results tbody tr")
    cells = [
        [" ".join(c.get_text(" ").split()) for c in row.find_all(["td", "th"])] for row in found
    ]
    return {row[0].split()[0]: row for row in cells}


def concerns(reference: str) -> set[str]:
    standing = {s.activity.reference: s for s in follow_up(current_plans())}[reference]
    return set(standing.concerns)


def test_late_due_silent_and_unproven_are_told_apart(log_in: Any) -> None:
    running_plan()
    assert rows(log_in("samordnare")) == {}
    ActivityPage.objects.filter(reference="P1").update(starts_on=days(-20), ends_on=days(-1))
    add(the("P2"), Milestone, title="Sal bokad", due_on=days(30))
    add(the("P3"), Milestone, title="För långt bort", due_on=days(31))
    ActivityPage.objects.filter(reference="P4").update(starts_on=days(-120))
    add(the("V2"), Judgement, status="done", on=TODAY, reason="Klart.")
    found = rows(log_in("samordnare"))
    assert {reference: row[1] for reference, row in found.items()} == {
        "P1": "Försenad",
        "P2": "Snart dags",
        "P4": "Inte uppdaterad",
        "V2": "Genomförd utan underlag",
    }
    assert next(iter(found)) == "P1"


def test_an_activity_is_silent_by_its_own_plans_interval() -> None:
    running_plan(update_interval=1)
    ActivityPage.objects.filter(reference="P4").update(starts_on=days(-200))
    assert Concern.SILENT in concerns("P4")
    note = add(the("P4"), ProgressNote, on=days(-27), text="Möte hölls.")
    assert concerns("P4") == set()
    note.on = days(-32)
    note.save()
    assert concerns("P4") == {Concern.SILENT}
    running_plan(update_interval=3)
    assert concerns("P4") == set()


def test_done_needs_its_evidence() -> None:
    running_plan()
    page = the("V2")
    add(page, Judgement, status="done", on=TODAY, reason="Klart.")
    link = add(page, ActivityLink, title="Protokoll", web_address="https://example.org")
    assert concerns("V2") == {Concern.UNPROVEN}
    link.is_evidence = True
    link.save()
    assert concerns("V2") == set()


def test_it_says_whom_to_ask_and_filters(log_in: Any) -> None:
    plan = running_plan()
    operation = report_for("rapportor", "P1", "P2")
    ActivityPage.objects.filter(reference__in=["P1", "P2"]).update(ends_on=days(-1))
    ActivityPage.objects.filter(reference="P4").update(starts_on=days(-120))
    reminder = Reminder.objects.create(kind="late", period=TODAY, email="rapportor@example.org")
    reminder.activities.add(the("P1"))
    coordinator = log_in("samordnare")
    found = rows(coordinator)
    assert found["P1"][3].startswith("Hamnen, rapportor")
    assert found["P1"][-1] == f"rapportor@example.org, {TODAY}"
    assert found["P2"][-1] == ""
    assert set(rows(coordinator, operation=str(operation.pk))) == {"P1", "P2"}
    assert set(rows(coordinator, concern="silent")) == {"P4"}
    assert set(rows(coordinator, plan=str(plan.pk))) == {"P1", "P2", "P4"}
    # What is no choice filters nothing, and breaks nothing.
    assert coordinator.get(ADDRESS, {"plan": "x", "concern": "y"}).status_code == 200


def test_the_newest_plan_is_followed_up_when_none_is_current() -> None:
    newest = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")
    assert current_plans() == [newest]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_a_file_without_formulas(log_in: Any, kind: str) -> None:
    running_plan()
    ActivityPage.objects.filter(reference="P1").update(ends_on=days(-1), title="=1+1")
    response = log_in("samordnare").get(ADDRESS, {"export": kind})
    content = response.getvalue()
    if kind == "csv":
        heading, row = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        assert row[2] == "'=1+1"
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        heading, row = ([cell.value for cell in line] for line in sheet.iter_rows())
        assert sheet.cell(2, 3).data_type == "s"
    assert heading[:4] == ["Handlingsplan", "Referens", "Aktivitet", "Vad"]
    assert row[3] == "Försenad"


def test_the_milestone_that_makes_it_late_is_named(log_in: Any) -> None:
    running_plan()
    ActivityPage.objects.filter(reference="P2").update(ends_on=days(200))
    add(the("P2"), Milestone, title="Sal bokad", due_on=days(-3))
    add(the("P2"), Milestone, title="Nådd", due_on=days(-2), done_on=days(-2))
    coordinator = log_in("samordnare")
    day = date_format(days(-3), "j F Y")
    told = f"Försenad: Sal bokad ({day})"
    assert rows(coordinator)["P2"][1] == told
    content = coordinator.get(ADDRESS, {"export": "csv"}).getvalue().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content)))[1][3] == told
    assert told in coordinator.get(reverse("wagtailadmin_home")).content.decode()


def queries(client: Client) -> list[int]:
    """How many the report, its file and the start page take."""
    counts = []
    for address in (ADDRESS, f"{ADDRESS}?export=csv", reverse("wagtailadmin_home")):
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).getvalue()
        counts.append(len(found))
    return counts


def test_sixty_activities_cost_no_more_queries(log_in: Any) -> None:
    plan = running_plan()
    operation = report_for("rapportor", "P1")
    ActivityPage.objects.update(ends_on=days(-1))
    coordinator = log_in("samordnare")
    queries(coordinator)
    few = queries(coordinator)
    add_activities(plan, 60, operation)
    assert len(follow_up([plan])) >= 60
    # One more: the pages of the report are then more than one.
    assert queries(coordinator) == pytest.approx(few, abs=1)


def add_activities(plan: ActionPlanPage, number: int, operation: Any) -> None:
    plan = ActionPlanPage.objects.get(pk=plan.pk)
    for count in range(number):
        page = ActivityPage(
            title=f"Uppgift {count}",
            slug=f"uppgift-{count}",
            reference=f"U{count}",
            operation=operation,
            area=the("P1").area,
            starts_on=days(-9),
            ends_on=days(-1),
            locale=plan.locale,
        )
        plan.add_child(instance=page)


@pytest.mark.parametrize(
    ("username", "status"),
    [
        ("samordnare", 200),
        ("stadsledning", 200),
        ("godkannare", 200),
        ("admin", 200),
        ("rapportor", 302),
        ("nyhetsbrev", 302),
        ("oversattare", 200),
    ],
)
def test_those_who_may_edit_the_plan_see_it(log_in: Any, username: str, status: int) -> None:
    client = log_in(username)
    for address in (ADDRESS, f"{ADDRESS}results/", "/admin/reports/orphans/"):
        # Wagtail leads those who may not to the start page.
        assert client.get(address).status_code == status, address
    start = client.get(reverse("wagtailadmin_home")).content.decode()
    assert ("Uppföljning av handlingsplanen" in start) == (status == 200)
    assert (ADDRESS in start) == (status == 200)


def test_the_start_page_counts_and_names_the_most_urgent(log_in: Any) -> None:
    running_plan()
    ActivityPage.objects.filter(reference="P1").update(ends_on=days(-1))
    start = log_in("samordnare").get(reverse("wagtailadmin_home")).content.decode()
    assert f'href="{ADDRESS}?concern=late">Försenad: 1</a>' in start
    assert the("P1").title in start


def test_internal_notes_are_read_there(log_in: Any) -> None:
    the("P1").internal_notes.create(by="Eva", text="Ring mig först.")
    html = log_in("samordnare").get(ADDRESS).content.decode()
    assert "Ring mig först." in html
    assert "Eva" in html


def test_orphans_on_both_sides_are_named(log_in: Any) -> None:
    page, statement = the("P1"), Statement.objects.filter(locale__language_code="sv").first()
    assert statement is not None
    page.statements.clear()
    page.save_revision().publish()
    for other in ActivityPage.objects.filter(statements=statement):
        other.statements.remove(statement)
        other.save()
    for project in statement.projects.all():
        project.statements.remove(statement)
        project.save()
    client = log_in("samordnare")
    soup = BeautifulSoup(client.get("/admin/reports/orphans/").content, "html.parser")
    lists = {
        str(s["aria-labelledby"]): s.get_text(" ") for s in soup.select("section[aria-labelledby]")
    }
    assert statement.text in lists["statements"]
    assert page.title in lists["activities"]
    content = client.get("/admin/reports/orphans/", {"export": "csv"}).content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(content)))
    assert ["Aktivitet", "P1", page.title] in [line[:3] for line in lines]
    assert ["Inriktningspunkt", statement.reference] in [line[:2] for line in lines]


def test_what_is_continued_in_another_activity_is_no_orphan(log_in: Any) -> None:
    page = the("P1")
    page.statements.clear()
    page.continued_in, page.continued_how, page.continued_on = the("P2"), "merged", days(0)
    page.save_revision().publish()
    assert page.title not in log_in("samordnare").get("/admin/reports/orphans/").content.decode()
    for trace in ("/internationell-policy/uppfoljning/", "/en/international-policy/trace/"):
        html = Client().get(trace)
        assert html.status_code == 200
        orphans = [activity.reference for activity in html.context["orphans"]]
        assert "P1" not in orphans
    # Until the day comes it counts itself.
    page.continued_on = days(1)
    page.save_revision().publish()
    assert page.title in log_in("samordnare").get("/admin/reports/orphans/").content.decode()
