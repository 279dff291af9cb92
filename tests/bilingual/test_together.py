"""What is done to the Swedish page is done to the English one: nothing stays live forgotten."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from networks.models import NetworkPage, TwinTownPage
from policy.models import ActionPlanIndexPage, VisionPage
from tests.bilingual.test_traps import english


@pytest.fixture
def town() -> TwinTownPage:
    return TwinTownPage.objects.get(slug="kassel", locale__language_code="sv")


def test_unpublishing_asks_with_the_number_and_takes_both(
    admin: Client, town: TwinTownPage
) -> None:
    translated = english(town)
    url = reverse("wagtailadmin_pages:unpublish", args=[town.pk])
    asked = admin.get(url).content.decode()
    assert "översättning" in asked
    assert admin.post(url).status_code == 302
    translated.refresh_from_db()
    assert not translated.live


def test_an_expiry_date_takes_both(town: TwinTownPage) -> None:
    translated = english(town)
    town.expire_at = timezone.now() - dt.timedelta(minutes=1)
    town.save()
    call_command("publish_scheduled", stdout=StringIO())
    translated.refresh_from_db()
    assert not translated.live


def test_deleting_deletes_both(admin: Client, town: TwinTownPage) -> None:
    translated = english(town)
    assert admin.post(reverse("wagtailadmin_pages:delete", args=[town.pk])).status_code == 302
    assert not Page.objects.filter(pk__in=(town.pk, translated.pk)).exists()


def test_deleting_in_bulk_leaves_nothing_public(admin: Client, town: TwinTownPage) -> None:
    translated = english(town)
    other = NetworkPage.objects.filter(locale__language_code="sv").first()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = admin.post(f"{url}?id={town.pk}&id={other.pk}")
    assert response.status_code == 302
    assert Client().get(translated.url).status_code == 410


def test_unpublishing_a_section_takes_what_lies_below(admin: Client) -> None:
    index = ActionPlanIndexPage.objects.get(locale__language_code="sv")
    below = english(index).get_descendants()
    assert below.live().count() == below.count() > 24
    url = reverse("wagtailadmin_pages:unpublish", args=[index.pk])
    admin.post(url, {"include_descendants": "on"})
    assert below.live().count() == 0


def test_what_is_done_to_english_leaves_swedish_alone(admin: Client) -> None:
    vision = VisionPage.objects.get(locale__language_code="sv")
    url = reverse("wagtailadmin_pages:unpublish", args=[english(vision).pk])
    assert admin.post(url).status_code == 302
    vision.refresh_from_db()
    assert vision.live
