"""The reporters' short form, as reporters fill it in."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from policy.models import (
    ActivityPage,
    InternalNote,
    Milestone,
    ProgressNote,
    QuarterlyReportPage,
    SealedReport,
)
from policy.quarters import Quarter, quarter_of
from policy.report_content import compose
from tests.bilingual.test_traps import english, public
from tests.forms import form_fields
from tests.policy.reporting import TODAY, add, days, report_for, running_plan, the
from tests.policy.short_forms import FORM, address, draft, errors, send

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("commits_at_once")]


@pytest.fixture
def reporter(log_in: Any) -> Client:
    """Reports on P1 of the running plan."""
    running_plan()
    report_for("rapportor", "P1")
    return log_in("rapportor")


def decide(client: Client, action: str, reference: str = "P1") -> None:
    page = the(reference)
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    client.post(url, {"comment": "Nej."})


def test_what_a_reporter_writes_is_public_once_it_is_approved(
    reporter: Client, log_in: Any
) -> None:
    told = send(reporter, text="Kursen hölls för 30 lärare.").content.decode()
    assert "blir offentligt när det har godkänts" in told
    assert "Kursen hölls" not in public(the("P1"))
    revision = the("P1").latest_revision
    assert revision.user.username == "rapportor"
    note = draft().notes.get()
    assert (note.by, note.on) == ("rapportor", TODAY)
    assert "Kursen hölls" in reporter.get(address()).content.decode()
    decide(log_in("godkannare"), "approve")
    html = public(the("P1"))
    assert "Kursen hölls för 30 lärare." in html
    assert "Kursen hölls för 30 lärare." in public(english(the("P1")))
    assert "rapportor" not in html


def test_the_name_of_the_rows_is_the_users_own(reporter: Client) -> None:
    User.objects.filter(username="rapportor").update(first_name="Eva", last_name="Ek")
    send(reporter, text="Klart.", status="ongoing", reason="Vi har börjat.", internal="Psst.")
    assert draft().notes.get().by == "Eva Ek"
    assert draft().judgements.get().by == "Eva Ek"
    assert InternalNote.objects.get().by == "Eva Ek"


def test_another_draft_is_not_lost(reporter: Client, admin: Client) -> None:
    page = the("P1")
    page.aim = "Ett halvfärdigt syfte."
    page.save_revision(user=User.objects.get(username="admin"))
    send(reporter, text="Först.")
    send(reporter, text="Sedan.")
    assert draft().aim == "Ett halvfärdigt syfte."
    assert [note.text for note in draft().notes.all()] == ["Först.", "Sedan."]
    assert the("P1").aim != "Ett halvfärdigt syfte."


def test_an_unfinished_draft_takes_it_and_is_not_sent_on(reporter: Client) -> None:
    page = the("P1")
    page.reference = ""
    page.save_revision(clean=False)
    told = send(reporter, text="Kursen hölls.").content.decode()
    assert "finns i aktivitetens utkast" in told
    assert draft().notes.get().text == "Kursen hölls."
    assert not the("P1").workflow_in_progress


def test_a_new_revision_joins_the_workflow_in_progress(reporter: Client, log_in: Any) -> None:
    send(reporter, text="Först.")
    before = the("P1").current_workflow_state
    told = send(reporter, text="Sedan.").content.decode()
    assert "lades till det som redan väntar" in told
    assert the("P1").current_workflow_state == before
    decide(log_in("godkannare"), "approve")
    assert "Först." in public(the("P1"))
    assert "Sedan." in public(the("P1"))


def test_what_was_sent_back_is_sent_in_again(reporter: Client, log_in: Any) -> None:
    send(reporter, text="Först.")
    decide(log_in("godkannare"), "reject")
    assert the("P1").current_workflow_state.status == "needs_changes"
    send(reporter, text="Bättre.")
    assert the("P1").current_workflow_state.status == "in_progress"
    decide(log_in("godkannare"), "approve")
    assert "Bättre." in public(the("P1"))


def test_a_locked_activity_gives_the_words_back(reporter: Client) -> None:
    ActivityPage.objects.filter(reference="P1").update(
        locked=True, locked_by=User.objects.get(username="admin"), locked_at=timezone.now()
    )
    before = the("P1").latest_revision_id
    assert "låst just nu" in reporter.get(address()).content.decode()
    response = send(reporter, text="Långt och viktigt.", internal="Också kvar.", on=str(days(-3)))
    assert response.status_code == 409
    html = response.content.decode()
    assert "låst just nu" in html
    fields = form_fields(html, FORM)
    assert fields["text"] == ["Långt och viktigt."]
    assert fields["internal"] == ["Också kvar."]
    assert fields["on"] == [str(days(-3))]
    assert the("P1").latest_revision_id == before
    assert not InternalNote.objects.exists()


@pytest.mark.parametrize("reference", ["P2", "P3"])
def test_only_own_activities(reporter: Client, log_in: Any, reference: str) -> None:
    filled_in = {"text": "Intrång.", "on": str(TODAY), "internal": "Intrång.", "status": ""}
    before = the(reference).latest_revision_id
    assert reporter.get(address(reference)).status_code == 403
    assert reporter.post(address(reference), filled_in).status_code == 403
    for username in ("skribent", "samordnare", "admin"):
        assert log_in(username).post(address("P1"), filled_in).status_code == 403
    assert Client().post(address("P1"), filled_in).status_code == 302
    assert the(reference).latest_revision_id == before
    assert not InternalNote.objects.exists()
    foreign = reverse("short_form", args=[the("P1", "en").pk])
    assert reporter.get(foreign).status_code == 404
    assert reporter.get(reverse("short_form", args=[10**9])).status_code == 404
    assert reporter.get(reverse("wagtailadmin_pages:edit", args=[the("P1").pk])).status_code == 302


def test_reporters_have_no_rights_to_pages() -> None:
    user = User.objects.get(username="rapportor")
    assert not GroupPagePermission.objects.filter(group__user=user).exists()


def test_those_taking_part_report_too(reporter: Client) -> None:
    page = the("P2")
    page.participating = [User.objects.get(username="rapportor").operations.get(code="harbour")]
    page.save_revision().publish()
    send(reporter, "P2", text="Vi var med.")
    assert draft("P2").notes.get().text == "Vi var med."


def test_a_new_status_needs_its_reason(reporter: Client) -> None:
    assert errors(send(reporter, status="paused")) == ["Skriv varför statusen har ändrats."]
    assert "late" not in reporter.get(address()).content.decode().split('name="status"')[1]
    assert send(reporter, status="late", reason="x").status_code == 400
    send(reporter, status="paused", reason="Sjukdom.", on=str(days(-2)))
    row = draft().judgements.get()
    assert (row.status, row.reason, row.on) == ("paused", "Sjukdom.", days(-2))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "Skriv något: inget är ifyllt."),
        ({"text": "x", "on": "2999-01-01"}, "framtiden"),
        ({"text": "x", "on": "0001-01-01"}, "Stämmer året?"),
        ({"text": "x", "on": ""}, "Ange vilken dag."),
        ({"text": "x", "on": "igår"}, "giltigt datum"),
        ({"reason": "Därför."}, "Välj den nya status"),
        ({"evidence_title": "x"}, "Ange en adress"),
        ({"evidence_address": "x.se"}, "Skriv i ord"),
        ({"evidence_title": "x", "evidence_address": "javascript:alert(1)"}, "giltig URL"),
        ({"evidence_title": "x", "evidence_address": "ftp://x.se"}, "giltig URL"),
        ({"evidence_title": "x", "evidence_address": "/handlingsplan/nada/"}, "ingen publik"),
        ({"evidence_title": "x", "evidence_address": "testserver/documents/99/x"}, "ingen publik"),
        ({"evidence_title": "x", "evidence_address": "http://[x"}, "giltig URL"),
        ({"evidence_title": "x", "evidence_address": "x.se/" + "y" * 195}, "200"),
        ({"reached-00000000-0000-0000-0000-000000000000": "on"}, "har ändrats under tiden"),
        ({"text": "x" * 5001}, "5000"),
        ({"text": "x\x00"}, "Null-tecken"),
    ],
)
def test_errors_are_in_swedish_and_nothing_is_lost(
    reporter: Client, values: dict[str, str], message: str
) -> None:
    before = the("P1").latest_revision_id
    response = send(reporter, **{"internal": "" if not values else "Kvar.", **values})
    found = errors(response)
    assert any(message in error for error in found), found
    assert the("P1").latest_revision_id == before
    assert not InternalNote.objects.exists()
    if values:
        assert form_fields(response.content.decode(), FORM)["internal"] == ["Kvar."]


def test_milestones_are_ticked_with_their_day(reporter: Client, log_in: Any) -> None:
    page = the("P1")
    first = add(page, Milestone, title="Sal bokad", due_on=days(3))
    add(page, Milestone, title="Inbjudan ute", due_on=days(9))
    the("P1").save_revision().publish()
    tick = f"reached-{first.translation_key}"
    assert errors(send(reporter, **{tick: "on", f"{tick}-on": str(days(2))})) != []
    send(reporter, **{tick: "on", f"{tick}-on": str(days(-1))})
    decide(log_in("godkannare"), "approve")
    reached = {row.title: row.done_on for row in the("P1").milestones.all()}
    assert reached == {"Sal bokad": days(-1), "Inbjudan ute": None}
    html = reporter.get(address()).content.decode()
    assert "Inbjudan ute" in html
    assert "Sal bokad" not in html


def test_internal_notes_reach_nobody_but_the_city(reporter: Client, log_in: Any) -> None:
    plan = running_plan()
    before = the("P1").latest_revision_id
    send(reporter, internal="Hemligt: budgeten sprack.")
    assert the("P1").latest_revision_id == before
    send(reporter, text="Öppet: kursen hölls.", internal="Hemligt igen.")
    decide(log_in("godkannare"), "approve")
    page = the("P1")
    seen = [public(page), public(english(page)), public(plan)]
    seen += [
        Client().get(f"{plan.matrix_url}?format={kind}").content.decode()
        for kind in ("json", "csv")
    ]
    seen.append(Client().get(f"/api/v2/pages/{page.pk}/?fields=*").content.decode())
    seen.append(json.dumps(compose(plan, quarter_of(TODAY)), default=str, ensure_ascii=False))
    seen.append(json.dumps(page.serializable_data(), default=str, ensure_ascii=False))
    assert "Öppet" in seen[0] + seen[-2]
    assert all("Hemligt" not in text for text in seen)
    assert (
        "Hemligt: budgeten sprack."
        in log_in("samordnare").get("/admin/reports/follow-up/").content.decode()
    )


def test_the_form_asks_since_the_last_report(reporter: Client) -> None:
    plan, page = running_plan(), the("P1")
    SealedReport.objects.all().delete()
    quarter = quarter_of(TODAY)
    shown_day = f"{quarter.first.day} "
    assert f"Vad har hänt sedan {shown_day}" in reporter.get(address()).content.decode()
    add(page, ProgressNote, on=Quarter(2006, 4).last, text="Före rapporten.")
    add(page, ProgressNote, on=days(-1), text="Efter rapporten.")
    report = QuarterlyReportPage(title="Fjärde", slug="r", year=2006, quarter=4, locale=plan.locale)
    plan.add_child(instance=report)
    SealedReport.objects.create(
        report=report, version=1, sealed_at=timezone.now(), content="{}", sha256="0" * 64
    )
    html = reporter.get(address()).content.decode()
    assert "Vad har hänt sedan 1 januari 2007?" in html
    assert "Efter rapporten." in html
    assert "Före rapporten." not in html


def test_own_activities_are_on_the_start_page_and_in_the_menu(
    reporter: Client, admin: Client
) -> None:
    for url in (reverse("wagtailadmin_home"), reverse("own_activities")):
        html = reporter.get(url).content.decode()
        assert "Vad har hänt sedan" in html
        assert f'href="{address()}"' in html
        assert f'href="{address("P2")}"' not in html
    assert "Vad har hänt sedan" not in admin.get(reverse("wagtailadmin_home")).content.decode()
    assert "Du rapporterar inte om någon" in admin.get(reverse("own_activities")).content.decode()
