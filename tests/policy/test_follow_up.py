"""What is entered about an activity, through the editor's form, and where its readers see it."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from policy.models import ActionPlanPage, ActivityPage, Indicator, IndicatorValue, Judgement
from tests.bilingual.test_traps import english, public
from tests.forms import errors_in, get_form

pytestmark = pytest.mark.usefixtures("commits_at_once")


def activity(reference: str = "P3", language: str = "sv") -> ActivityPage:
    return ActivityPage.objects.get(
        reference=reference, locale__language_code=language, slug__isnull=False
    )


def add_row(fields: dict[str, Any], relation: str, **values: str) -> dict[str, Any]:
    """The form's fields with one more row."""
    number = int(fields[f"{relation}-TOTAL_FORMS"][0])
    row = {f"{relation}-{number}-{name}": value for name, value in values.items()}
    order = {f"{relation}-{number}-ORDER": str(number + 1), f"{relation}-{number}-id": ""}
    return {**fields, f"{relation}-TOTAL_FORMS": [str(number + 1)], **order, **row}


def save(client: Client, page: Page, relation: str, **values: str) -> list[str]:
    """Publishes the page with one more row; the errors that are shown."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    fields = add_row(get_form(client, url), relation, **values)
    response = client.post(url, {**fields, "action-publish": "action-publish"})
    return [] if response.status_code == 302 else errors_in(response.content.decode())


def test_a_judgement_has_day_reason_and_person(admin: Client) -> None:
    page = activity()
    assert (
        save(
            admin, page, "judgements", status="paused", on="2006-03-01", reason="Valet kom emellan."
        )
        == []
    )
    row = Judgement.objects.get(page=page)
    assert row.by == "admin"
    html = public(page)
    assert "Pausad" in html
    assert "Valet kom emellan." in html
    # English readers see the status at once, and the reason in Swedish until it is translated.
    translated = public(english(page))
    assert "Paused" in translated
    assert '<span lang="sv">Valet kom emellan.</span>' in translated
    assert "admin" not in html


@pytest.mark.parametrize(
    ("relation", "values", "message"),
    [
        ("judgements", {"status": "done", "on": "2999-01-01", "reason": "x"}, "framtiden"),
        ("judgements", {"status": "done", "on": "2006-03-01"}, "obligatoriskt"),
        (
            "milestones",
            {"title": "x", "due_on": "2006-03-01", "done_on": "2999-01-01"},
            "framtiden",
        ),
        ("links", {"title": "Utan mål"}, "bara en"),
    ],
)
def test_what_cannot_be_is_refused_in_swedish(
    admin: Client, relation: str, values: dict[str, str], message: str
) -> None:
    errors = save(admin, activity(), relation, **values)
    assert any(message in error for error in errors), errors


def test_an_overdue_milestone_makes_the_activity_late_while_its_plan_runs(admin: Client) -> None:
    page = activity()
    plan = page.get_parent().specific
    plan.ends_on = dt.date(2999, 12, 31)
    plan.save_revision().publish()
    page.ends_on = None
    page.save_revision().publish()
    assert activity().status == "ongoing"
    assert save(admin, activity(), "milestones", title="Bokad sal", due_on="2006-03-01") == []
    assert activity().status == "late"
    assert english(page).status == "late"
    assert "Bokad sal" in public(page)


def test_notes_are_a_timeline_and_internal_notes_are_not_public(admin: Client) -> None:
    page = activity()
    save(admin, page, "notes", on="2006-03-01", text="Debatten är planerad.")
    page.internal_notes.create(by="admin", text="Ska inte synas.")
    html = public(page)
    assert "Debatten är planerad." in html
    assert "Ska inte synas." not in html + public(english(page))


def test_an_indicator_is_a_chart_with_its_table(admin: Client) -> None:
    indicator = Indicator.objects.create(
        code="participants",
        name_sv="Deltagare",
        name_en="Participants",
        unit_sv="personer",
        unit_en="people",
        baseline=10,
        baseline_on=dt.date(2005, 12, 31),
        target=100,
        target_on=dt.date(2007, 12, 31),
    )
    for month, value in ((3, 40), (6, 120)):
        IndicatorValue.objects.create(indicator=indicator, on=dt.date(2006, month, 1), value=value)
    page = activity()
    page.indicators = [indicator]
    page.save_revision().publish()
    for html in (public(page), public(english(page))):
        assert "<polyline" in html
        assert html.count("chart__point") == 3
        assert "120" in html
    assert "Participants" in public(english(page))
    assert "målet är nått" in public(page)


def test_a_merged_activity_keeps_its_address_and_leaves_the_lists(admin: Client) -> None:
    page, other = activity("P3"), activity("P4")
    page.continued_in, page.continued_how = other, "merged"
    page.continued_on = dt.date(2006, 5, 1)
    page.save_revision().publish()
    assert "gått upp i en annan" in public(page)
    assert other.title in public(page)
    assert english(other).title in public(english(page))
    plan = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")
    listed = Client().get(plan.matrix_url).content.decode()
    assert f'href="{page.url}"' not in listed
    assert f'href="{other.url}"' in listed


def test_two_activities_are_not_continued_in_each_other(admin: Client) -> None:
    page, other = activity("P3"), activity("P4")
    other.continued_in, other.continued_how = page, "merged"
    other.continued_on = dt.date(2006, 5, 1)
    other.save_revision().publish()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    fields = {
        **get_form(admin, url),
        "continued_in": str(other.pk),
        "continued_how": "merged",
        "continued_on": "2006-05-01",
    }
    errors = errors_in(admin.post(url, fields).content.decode())
    assert any("fortsätter i den här" in error for error in errors), errors


def test_what_another_activity_is_continued_in_is_not_deleted(admin: Client) -> None:
    page, other = activity("P3"), activity("P4")
    page.continued_in, page.continued_how = other, "merged"
    page.continued_on = dt.date(2006, 5, 1)
    page.save_revision().publish()
    url = reverse("wagtailadmin_pages:delete", args=[other.pk])
    assert "fortsätter här" in admin.post(url, follow=True).content.decode()
    assert ActivityPage.objects.filter(pk=other.pk).exists()
