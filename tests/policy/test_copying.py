"""Activities and plans that are copied or moved keep their place in the plan."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from policy.models import ActionPlanIndexPage, ActionPlanPage, ActivityPage, PlanArea

pytestmark = pytest.mark.any_database


def the_plan() -> ActionPlanPage:
    return ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")


def copy(client: Client, page: object, parent: object, **fields: str) -> None:
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])  # type: ignore[attr-defined]
    data = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": parent.pk, **fields}  # type: ignore[attr-defined]
    assert client.post(url, data).status_code == 302


def another_plan() -> ActionPlanPage:
    """An empty plan whose areas are called as those of the first."""
    index = ActionPlanIndexPage.objects.get(locale__language_code="sv")
    plan = ActionPlanPage(title="Plan 2008", slug="2008", locale=index.locale)
    plan.areas = [
        PlanArea(reference=reference, title=reference, locale=index.locale)
        for reference in ("political", "awareness")
    ]
    index.add_child(instance=plan)
    plan.save_revision().publish()
    # Activities are in English too: they follow to the English plan.
    plan.copy_for_translation(Locale.objects.get(language_code="en"))
    return plan


def test_a_copied_activity_gets_a_free_reference(admin: Client) -> None:
    activity = ActivityPage.objects.get(reference="P1", locale__language_code="sv")
    copy(admin, activity, the_plan())
    copied = ActivityPage.objects.get(slug="kopia")
    assert copied.reference == "P1-2"
    assert copied.area == activity.area
    activity.refresh_from_db()
    assert activity.reference == "P1"


def test_a_copied_plan_shows_its_activities_under_its_own_areas(admin: Client) -> None:
    plan = the_plan()
    copy(admin, plan, plan.get_parent(), copy_subpages="on", publish_copies="on")
    copied = ActionPlanPage.objects.get(slug="kopia")
    activities = ActivityPage.objects.child_of(copied)
    assert activities.count() == 23
    assert {activity.area.page_id for activity in activities} == {copied.pk}
    assert {a.get_latest_revision_as_object().area.page_id for a in activities} == {copied.pk}
    html = Client().get(copied.url).content.decode()
    assert "Övriga aktiviteter" not in html
    assert "/handlingsplan/kopia/debatt-i-fullmaktige/" in html


def test_a_moved_activity_finds_its_area_and_is_never_lost_from_view(admin: Client) -> None:
    plan = another_plan()
    for reference in ("P2", "K5"):
        activity = ActivityPage.objects.get(reference=reference, locale__language_code="sv")
        url = reverse("wagtailadmin_pages:move_confirm", args=[activity.pk, plan.pk])
        assert admin.post(url).status_code == 302
    for language in ("sv", "en"):
        moved = ActivityPage.objects.get(reference="P2", locale__language_code=language)
        assert moved.area == plan.areas.get(reference="political"), language
    for url in (plan.url, plan.matrix_url):
        html = Client().get(url).content.decode()
        assert "Övriga aktiviteter" in html
        assert "/handlingsplan/2008/kurser-i-eu-kunskap/" in html


def test_an_activity_whose_reference_is_taken_is_not_moved(admin: Client) -> None:
    plan = another_plan()
    activity = ActivityPage.objects.get(reference="P2", locale__language_code="sv")
    plan.add_child(
        instance=ActivityPage(
            title="Annan", reference="P2", area=plan.areas.first(), locale=plan.locale
        )
    )
    url = reverse("wagtailadmin_pages:move_confirm", args=[activity.pk, plan.pk])
    response = admin.post(url, follow=True)
    assert "välj en annan" in response.content.decode()
    activity.refresh_from_db()
    assert activity.get_parent().pk == the_plan().pk


def test_the_other_languages_word_leads_to_the_matrix() -> None:
    plan = the_plan()
    response = Client().get(f"{plan.url}matrix/")
    assert response.status_code == 301
    assert response.headers["Location"] == plan.matrix_url


def test_in_bulk_as_one_by_one(admin: Client) -> None:
    plan = another_plan()
    moved, kept = (
        ActivityPage.objects.get(reference=reference, locale__language_code="sv")
        for reference in ("P2", "P3")
    )
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    assert admin.post(f"{url}?id={moved.pk}", {"chooser": plan.pk}).status_code == 302
    moved.refresh_from_db()
    assert moved.get_parent().pk == plan.pk
    assert moved.area == plan.areas.get(reference="political")

    ActivityPage.objects.filter(pk=kept.pk).update(reference="P2")
    here = reverse("wagtailadmin_explore", args=[the_plan().pk])
    chosen = f"{url}?id={kept.pk}&next={here}"
    response = admin.post(chosen, {"chooser": plan.pk}, follow=True)
    assert "har redan referensen P2" in response.content.decode()
    kept.refresh_from_db()
    assert kept.get_parent().pk == the_plan().pk
