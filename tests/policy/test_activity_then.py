"""An activity of an earlier day says nothing of today: no words, no contact, no new names."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from policy.models import (
    ActivityPage,
    Indicator,
    MethodPage,
    PolicyPage,
    PublicVersion,
    RecordVersion,
)
from policy.record_history import records_on
from records.models import Contact, FocusArea, Operation
from tests.bilingual.test_traps import english
from tests.policy.reporting import the
from tests.policy.test_history import at, rewrite

pytestmark = pytest.mark.usefixtures("commits_at_once")
DAY = "2006-03-01"


@pytest.fixture
def activity(commits_at_once: None) -> ActivityPage:
    """P3, with a contact, and with a statement and a method whose words have changed since DAY."""
    PublicVersion.objects.update(public_from=at(2006, 1, 1))
    page = the("P3")
    for model, name, reference in ((PolicyPage, "statements", "I2"), (MethodPage, "methods", "M2")):
        above = model.objects.get(locale=page.locale)
        points = list(getattr(above, name).all())
        (point,) = [point for point in points if point.reference == reference]
        had = [*points]
        getattr(page, name).set([point])
        rewrite(page, at(2006, 1, 2), contact=Contact.objects.first())
        point.text = f"Nya ord om {reference}."
        rewrite(above, at(2006, 6, 1), **{name: had})
    return the("P3")


def page_of(page: Any, **query: str) -> BeautifulSoup:
    answer = Client().get(page.url, query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def points(soup: BeautifulSoup) -> dict[str, str]:
    return {
        item.select_one(".ref").get_text(): item.select_one("span").get_text()  # type: ignore[union-attr]
        for item in soup.select(".quoted-points li")
    }


def test_statements_and_methods_say_what_they_said(activity: ActivityPage) -> None:
    for page in (activity, english(activity)):
        before, after = points(page_of(page, **{"as-of": DAY})), points(page_of(page))
        assert before.keys() == after.keys() == {"I2", "M2"}
        assert not any("Nya ord" in text for text in before.values())
    assert set(points(page_of(activity)).values()) == {"Nya ord om I2.", "Nya ord om M2."}
    link = page_of(activity, **{"as-of": DAY}).select_one(".quoted-points a")
    assert link is not None
    assert f"?as-of={DAY}#i2" in str(link["href"])
    then = page_of(activity, **{"as-of": DAY})
    policy = PolicyPage.objects.get(locale=activity.locale)
    old = page_of(policy, **{"as-of": DAY}).get_text()
    assert all(text in old for ref, text in points(then).items() if ref == "I2")


def test_the_api_says_the_same(activity: ActivityPage) -> None:
    address = f"/api/data/v1/activities/{activity.translation_key}"
    then, now = Client().get(address, {"as-of": DAY}).json(), Client().get(address).json()
    assert [point["title"]["sv"] for point in now["statements"]] == ["Nya ord om I2."]
    assert [point["reference"] for point in then["statements"]] == ["I2"]
    assert [point["reference"] for point in then["methods"]] == ["M2"]
    assert "Nya ord" not in str(then["statements"] + then["methods"])
    assert then["statements"][0]["title"]["en"]
    assert now["contact"]
    assert then["contact"] is None
    listed = Client().get("/api/data/v1/activities", {"as-of": DAY}).json()["items"]
    assert {item["contact"] for item in listed} == {None}


def test_whom_to_ask_today_is_not_told_of_an_earlier_day(activity: ActivityPage) -> None:
    for page in (activity, english(activity)):
        assert page_of(page).select_one(".contact-card")
        assert not page_of(page, **{"as-of": DAY}).select_one(".contact-card")


def test_an_english_page_of_an_earlier_day_has_no_note_of_today(activity: ActivityPage) -> None:
    page = english(activity)
    activity.aim = "Ett helt annat mål."
    activity.save_revision().publish()
    note = "has changed since"
    assert note in page_of(page).get_text()
    assert note not in page_of(page, **{"as-of": DAY}).get_text()


@pytest.mark.parametrize("kind", [Operation, FocusArea, Indicator])
def test_the_first_name_holds_for_the_days_before_it_was_noted(kind: Any) -> None:
    units = {"unit_sv": "st", "unit_en": "pcs"} if kind is Indicator else {}
    record = kind.objects.create(code="hamn", name_sv="Hamnen", name_en="The port", **units)
    today = timezone.localdate()
    for name in ("Kajen", "Bryggan"):
        record.name_sv = name
        record.save()
    days = (dt.date(2006, 3, 1), today - dt.timedelta(days=1), today)
    names = [records_on(kind, day)[record.pk].name_sv for day in days]
    assert names == ["Hamnen", "Hamnen", "Bryggan"]
    versions = RecordVersion.objects.filter(model=kind._meta.label, record_id=record.pk)
    assert versions.count() == 2


def test_a_renamed_operation_has_its_first_name_on_an_earlier_day(activity: ActivityPage) -> None:
    operation = activity.operation
    RecordVersion.objects.update(known_on=timezone.localdate())
    before = str(operation)
    operation.name_sv = "Båtarna"
    operation.save()
    assert "Båtarna" in page_of(activity).get_text()
    then = page_of(activity, **{"as-of": DAY}).get_text()
    assert "Båtarna" not in then
    assert before in then
