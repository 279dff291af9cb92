"""All or none, only the good rows, what has changed in between, and who may do it."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.sheets.kept import SECONDS
from policy.models import ActivityPage
from tests.policy.sheets import NEW, activity, as_csv, counts, hand_in, take_out, the_plan, write

GOOD = {"reference": "P3", "title_sv": "Debatt på torget", "area": "political"}
BAD = {"reference": "P4", "title_sv": "Kontakt", "area": "nowhere"}


def test_one_bad_row_and_nothing_is_written(admin: Client) -> None:
    dry_run = hand_in(admin, as_csv(GOOD, BAD))
    assert counts(dry_run) == {"NEW": 0, "CHANGED": 1, "UNCHANGED": 0, "BAD": 1}
    response = write(admin, dry_run)
    assert response.status_code == 409
    assert "Inget skrevs in: rätta de felaktiga" in response.content.decode()
    assert activity("P3").title == "Debatt i fullmäktige"
    # From the screen that says so the other choice is one click away.
    assert "1 felaktig rad utelämnades" in write(admin, response, rows="good").content.decode()
    assert activity("P3").title == "Debatt på torget"
    assert activity("P4").title.startswith("Etablera kontakt")


def test_a_reference_twice_is_bad_in_both_rows(admin: Client) -> None:
    assert counts(hand_in(admin, as_csv(GOOD, GOOD)))["BAD"] == 2


def test_two_new_activities_with_one_title_get_two_addresses(admin: Client) -> None:
    write(admin, hand_in(admin, as_csv(NEW, NEW | {"reference": "P8"})))
    assert {activity("P9").slug, activity("P8").slug} == {"ny-aktivitet", "ny-aktivitet-2"}


def test_what_has_changed_since_the_dry_run_is_shown_first(admin: Client) -> None:
    dry_run = hand_in(admin, as_csv(GOOD))
    page = ActivityPage.objects.get(pk=activity("P3").pk)
    page.title = "Någon annans rubrik"
    page.save_revision()
    again = write(admin, dry_run)
    assert again.status_code == 409
    html = again.content.decode()
    assert "planen har ändrats sedan dess" in html
    assert "<del>Någon annans rubrik</del>" in html
    assert activity("P3").title == "Någon annans rubrik"
    assert "1 ändrad" in write(admin, again).content.decode()
    assert activity("P3").title == "Debatt på torget"


def test_a_sheet_is_written_once_and_expires(admin: Client) -> None:
    dry_run = hand_in(admin, as_csv(GOOD))
    kept = Session.objects.exclude(pk=admin.session.session_key)
    assert kept.count() == 1
    left = (kept.get().expire_date - timezone.now()).total_seconds()
    assert SECONDS - 60 < left <= SECONDS
    write(admin, dry_run)
    assert kept.count() == 0
    assert "finns inte kvar" in write(admin, dry_run).content.decode()


def test_nobody_else_writes_an_editors_sheet(admin: Client, log_in: Any) -> None:
    dry_run = hand_in(admin, as_csv(GOOD))
    assert "finns inte kvar" in write(log_in("samordnare"), dry_run).content.decode()
    assert activity("P3").title == "Debatt i fullmäktige"


def test_a_forged_choice_is_refused(admin: Client) -> None:
    dry_run = hand_in(admin, as_csv(GOOD))
    assert write(admin, dry_run, rows="some").status_code == 400
    assert write(admin, dry_run, digest="x" * 64).status_code == 409
    assert activity("P3").title == "Debatt i fullmäktige"


def test_a_locked_activity_is_named(log_in: Any) -> None:
    page = ActivityPage.objects.get(pk=activity("P3").pk)
    page.locked, page.locked_by = True, None
    page.save()
    response = hand_in(log_in("samordnare"), as_csv(GOOD))
    assert counts(response)["BAD"] == 1
    assert "Aktiviteten är låst" in response.content.decode()


@pytest.mark.parametrize(
    ("user", "may_take_out", "may_hand_in"),
    [
        ("admin", True, True),
        ("godkannare", True, True),
        ("samordnare", True, True),
        ("skribent", True, False),
        ("stadsledning", True, False),
        ("oversattare", False, False),
        ("nyhetsbrev", False, False),
        ("rapportor", False, False),
        (None, False, False),
    ],
)
def test_who_may_do_what(
    log_in: Any, user: str | None, may_take_out: bool, may_hand_in: bool
) -> None:
    client = log_in(user) if user else Client()
    plan = the_plan()
    for name in ("policy_sheet", "policy_sheet_csv", "policy_sheet_xlsx"):
        code = client.get(reverse(name, args=[plan.pk])).status_code
        assert code == (200 if may_take_out else 302), name
    listed = client.get(reverse("wagtailadmin_explore", args=[plan.pk])).content.decode()
    assert (reverse("policy_sheet", args=[plan.pk]) in listed) is may_take_out
    response = hand_in(client, as_csv(GOOD))
    assert ("dry_run" in (response.context or {})) is may_hand_in
    if may_hand_in:
        assert "1 ändrad" in write(client, response).content.decode()
    assert (activity("P3").title == "Debatt på torget") is may_hand_in


def test_the_english_plan_has_no_spreadsheet(admin: Client) -> None:
    english = the_plan().get_translations().get()
    assert admin.get(reverse("policy_sheet", args=[english.pk])).status_code == 404


def test_many_activities_take_as_many_queries_as_few(
    admin: Client, django_assert_max_num_queries: Any
) -> None:
    content = take_out(admin)
    with django_assert_max_num_queries(60):
        assert counts(hand_in(admin, content))["UNCHANGED"] == 23
