"""A plan leads to its quarterly reports, and an activity to those that told of it elsewhere."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction

from policy.models import ActionPlanPage, PublicVersion, QuarterlyReportPage, SealedReport
from tests.bilingual.test_traps import english
from tests.forms import get_form
from tests.policy.test_history import at
from tests.policy.test_reports import publish, the

API = "/api/data/v1"


pytestmark = pytest.mark.usefixtures("commits_at_once")


def listed(address: str) -> list[str]:
    """The text of each report that the plan's page lists."""
    soup = BeautifulSoup(Client().get(address).content, "html.parser")
    found = soup.select("section[aria-labelledby=reports] .entry")
    return [f"{entry.a['href']} {' '.join(entry.get_text(' ').split())}" for entry in found]  # type: ignore[index]


def test_a_plan_lists_its_approved_reports_the_newest_first(
    report: QuarterlyReportPage, admin: Client
) -> None:
    plan = ActionPlanPage.objects.get(slug="2006-2007", locale=report.locale)
    before = listed(plan.url)
    url = reverse("wagtailadmin_pages:add", args=["policy", "quarterlyreportpage", plan.pk])
    given = {"title": "Tredje kvartalet", "slug": "2006-3", "year": "2006", "quarter": "3"}
    admin.post(url, {**get_form(admin, url), **given})
    draft = QuarterlyReportPage.objects.get(slug="2006-3", locale=plan.locale)
    # A draft is nobody's to read.
    assert listed(plan.url) == before
    publish(admin, draft)
    draft.refresh_from_db()
    first, second = listed(plan.url)[:2]
    today = timezone.localdate()
    assert first.startswith(f"{draft.url} Kvartal 3 2006 Tredje kvartalet Godkänd {today.day} ")
    assert second.startswith(f"{report.url} Kvartal 1 2006")
    # There is no English report: the English plan leads to the Swedish one.
    (there, *_others) = listed(english(plan).url)
    assert there.startswith(f"{draft.url} Quarter 3 of 2006 Tredje kvartalet Approved on ")
    # What nobody has approved is shown to nobody.
    SealedReport.objects.filter(report=draft).delete()
    assert listed(plan.url) == before
    of_api = Client().get(f"{API}/plans/{plan.translation_key}").json()["reports"]
    assert [r["url"]["sv"].endswith(b.split()[0]) for r, b in zip(of_api, before, strict=True)]


def test_a_plan_of_an_earlier_day_lists_what_had_been_approved(
    report: QuarterlyReportPage,
) -> None:
    plan = ActionPlanPage.objects.get(slug="2006-2007", locale=report.locale)
    PublicVersion.objects.update(public_from=at(2005, 12, 1))
    SealedReport.objects.filter(report=report).update(sealed_at=at(2006, 4, 10))
    for day, is_there in (("2006-04-09", False), ("2006-04-10", True)):
        found = [line for line in listed(f"{plan.url}?as-of={day}") if report.url in line]
        assert bool(found) is is_there
        assert all("Godkänd 10 april 2006" in line for line in found)
        answer = Client().get(f"{API}/plans/{plan.translation_key}?as-of={day}").json()
        ids = [told["id"] for told in answer["reports"]]
        assert (str(report.translation_key) in ids) is is_there


def test_an_activity_that_was_moved_keeps_its_reports_in_the_data(
    report: QuarterlyReportPage,
) -> None:
    page = the("P3")
    address = f"{API}/activities/{page.translation_key}"
    before = Client().get(address).json()
    assert str(report.translation_key) in [told["id"] for told in before["reports"]]
    other = ActionPlanPage.objects.filter(locale=page.locale).exclude(slug="2006-2007").first()
    MovePageAction(page, other, pos="last-child").execute(skip_permission_checks=True)
    after = Client().get(address).json()
    assert after["plan"]["id"] == str(other.translation_key)
    assert after["reports"] == before["reports"]
    # The page says the same.
    soup = BeautifulSoup(Client().get(the("P3").url).content, "html.parser")
    shown = [str(a["href"]) for a in soup.select("section[aria-labelledby=reports] a")]
    assert sorted(shown) == sorted(
        "/" + told["url"]["sv"].split("/", 3)[3] for told in after["reports"]
    )
    # What had not been approved on a day is not told as of it.
    SealedReport.objects.filter(report=report).update(sealed_at=at(2006, 4, 10))
    PublicVersion.objects.filter(key=page.translation_key).update(public_from=at(2005, 12, 1))
    PublicVersion.objects.filter(key=other.translation_key).update(public_from=at(2005, 12, 1))
    then = [
        Client().get(address, {"as-of": day.isoformat()}).json()["reports"]
        for day in (dt.date(2006, 4, 9), dt.date(2006, 4, 10))
    ]
    assert [[told["id"] for told in day] for day in then] == [[], [str(report.translation_key)]]
