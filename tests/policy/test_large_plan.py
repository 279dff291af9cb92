"""A plan with 2,000 activities: its pages stay light and cheap, and every sum is right.

The sums are counted anew from plain rows, without the site's own code for plans.
"""

import csv
import datetime as dt
import gzip
import io
import json
from collections import Counter
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from policy.models import ActionPlanPage, ActivityPage, MethodPage, PolicyPage, Statement
from policy.quarters import quarter_of
from policy.reminders import send_reminders
from policy.report_content import compose
from seed.filler_plan import SLUGS, fill_plan

MANY = 2000
# Of a content page, transferred and without images (design.md).
KILOBYTES = 25


def plans() -> dict[str, ActionPlanPage]:
    return {
        language: ActionPlanPage.objects.get(slug=slug, locale__language_code=language)
        for language, slug in SLUGS.items()
    }


def empty() -> None:
    """Takes the plan away again, in both languages."""
    for slug in SLUGS.values():
        for plan in ActionPlanPage.objects.filter(slug=slug):
            plan.delete()


def addresses(language: str) -> list[str]:
    """The addresses where a plan's activities are read, with each choice a reader may make."""
    plan = plans()[language]
    day = timezone.localdate().isoformat()
    policy = PolicyPage.objects.get(locale__language_code=language)
    matrix = plan.matrix_url
    if language != "sv":
        return [plan.url, matrix, policy.trace_url]
    return [
        plan.url,
        f"{plan.url}?area=u1",
        f"{plan.url}?as-of={day}",
        matrix,
        f"{matrix}?columns=focus-area",
        f"{matrix}?columns=method",
        f"{matrix}?columns=quarter",
        f"{matrix}?as-of={day}&columns=quarter",
        f"{matrix}?operation=none&area=u1",
        f"{matrix}?status=late&columns=method",
        policy.url,
        policy.trace_url,
        f"{policy.trace_url}?point=i2",
        MethodPage.objects.get(locale__language_code=language).url,
        ActivityPage.objects.child_of(plan).first().url,
    ]


def cost(url: str) -> tuple[int, float]:
    """How many queries a page takes, and its kilobytes as they are transferred."""
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(url)
    assert response.status_code == 200, url
    return len(captured), len(gzip.compress(response.content)) / 1000


@pytest.mark.any_database
def test_pages_stay_light_and_cost_the_same_with_ten_activities_as_with_two_thousand() -> None:
    fill_plan(10)
    few = {url: cost(url)[0] for language in SLUGS for url in addresses(language)}
    # Again, since the first request of a kind also fills what the process keeps.
    few = {url: cost(url)[0] for url in few}
    empty()
    fill_plan(MANY)
    many = {url: cost(url) for url in few}
    assert {url: queries for url, (queries, _size) in many.items()} == few
    assert {url: size for url, (_queries, size) in many.items() if size > KILOBYTES} == {}


@pytest.mark.any_database
def test_following_up_costs_the_same_with_ten_activities_as_with_many(admin: Client) -> None:
    quarter = quarter_of(timezone.localdate())
    found = []
    for activities in (10, 300):
        empty()
        plan = fill_plan(activities)
        ActivityPage.objects.child_of(plan).update(owner=User.objects.get(username="samordnare"))
        admin.get(reverse("follow_up"))
        with CaptureQueriesContext(connection) as screen:
            assert admin.get(reverse("follow_up")).status_code == 200
        with CaptureQueriesContext(connection) as reminders:
            asked = send_reminders(dt.date(plan.starts_on.year, 12, 20), print, dry_run=True)
        with CaptureQueriesContext(connection) as report:
            assert len(compose(plan, quarter)["activities"]) == activities
        assert asked.mailed
        found.append([len(screen), len(reminders), len(report)])
    assert found[0] == found[1]


def soup(url: str) -> BeautifulSoup:
    return BeautifulSoup(Client().get(url).content, "html.parser")


def number(cell: Any) -> int:
    return int(cell.get_text(" ").split()[-1])


def pairs(sql: str, plan: ActionPlanPage) -> list[tuple[Any, ...]]:
    """What a plain query says of the plan's activities."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {sql} FROM policy_activitypage a
            JOIN wagtailcore_page p ON p.id = a.page_ptr_id
            LEFT JOIN records_operation o ON o.id = a.operation_id
            LEFT JOIN policy_planarea r ON r.id = a.area_id
            LEFT JOIN policy_activitypage_focus_areas x ON x.activitypage_id = a.page_ptr_id
            LEFT JOIN records_focusarea f ON f.id = x.focusarea_id
            WHERE p.live AND p.path LIKE %s AND p.depth = %s""",
            [f"{plan.path}%", plan.depth + 1],
        )
        return cursor.fetchall()


def test_each_sum_is_what_plain_rows_give() -> None:
    fill_plan(MANY)
    for column, code, plan in (
        ("area", "r.reference", plans()["sv"]),
        ("focus-area", "f.code", plans()["en"]),
    ):
        rows = set(pairs(f"a.reference, o.code, {code}", plans()["sv"]))
        places = Counter((row[1] or "none", (row[2] or "none").lower()) for row in rows)
        by_row = Counter(operation for _activity, operation in {row[:2] for row in rows})
        by_column = Counter(place[1] for place in places.elements())
        address, query = plan.matrix_url.rstrip("/"), {"columns": column}
        table = json.loads(Client().get(f"{address}.json", query).content)
        assert Counter((row["operation_code"], row["column_code"]) for row in table) == places
        text = Client().get(f"{address}.csv", query).content.decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text)))
        assert Counter((line[0], line[2]) for line in lines[1:]) == places

        page = soup(f"{plan.matrix_url}?columns={column}")
        titles = {row["column"]: row["column_code"] for row in table}
        heads = [
            titles[head.get_text().replace("\u00ad", "")]
            for head in page.select(".matrix thead th")[1:-1]
        ]
        counted: Counter[str] = Counter()
        for line in page.select(".matrix tbody tr"):
            for head, cell in zip(heads, line.select("td")[:-1], strict=True):
                counted[head] += sum(number(item) for item in cell.select(".status"))
        assert counted == by_column
        sums = [number(cell) for cell in page.select(".matrix tbody .matrix__sum")]
        assert sorted(sums) == sorted(by_row.values())
        foot = [number(cell) for cell in page.select(".matrix tfoot td")]
        assert foot == [by_column[head] for head in heads] + [MANY]

        # The public has seen it like this since the plan began: from history the sums are the same.
        then = soup(f"{plan.matrix_url}?columns={column}&as-of={timezone.localdate()}")
        assert [number(cell) for cell in then.select(".matrix tfoot td")] == foot

    expected = Counter(row[1] for row in set(pairs("a.reference, r.reference", plans()["sv"])))
    sections = soup(plans()["en"].url).select("section.area")
    assert expected == {
        str(section["id"]).upper(): sum(number(item) for item in section.select(".status"))
        for section in sections
    }


def walked(address: str, links: str) -> list[str]:
    """The addresses that a list has on all of its pages."""
    path, found = address.partition("?")[0], []
    while address:
        page = soup(address)
        found += [str(link["href"]) for link in page.select(links)]
        following = page.select_one("a[rel=next]")
        address = f"{path}{following['href']}" if following else ""
    return found


def test_where_activities_are_counted_a_link_leads_to_each_of_them() -> None:
    fill_plan(400)
    swedish, english = plans()["sv"], plans()["en"]
    # All in one operation and area, for one statement: more than a page lists.
    own = ActivityPage.objects.child_of(swedish)
    own.update(area=swedish.areas.first(), operation=own.exclude(operation=None)[0].operation)
    statement = Statement.objects.get(reference="I2", locale=swedish.locale)
    for activity in own:
        activity.statements.through.objects.get_or_create(
            activitypage_id=activity.pk, statement_id=statement.pk
        )
    expected = sorted(activity.url for activity in own)

    cell = soup(swedish.matrix_url).select_one(".matrix tbody td a")
    assert cell is not None
    narrowed = f"{swedish.matrix_url}{cell['href']}"
    assert sorted(walked(narrowed, ".matrix tbody td a")) == expected
    assert number(soup(narrowed).select(".matrix tfoot td")[-1]) == 400

    area = soup(swedish.url).select_one("section.area p a")
    assert area is not None
    assert sorted(walked(f"{swedish.url}{area['href']}", ".row__title a")) == expected

    policy = PolicyPage.objects.get(locale__language_code="sv")
    for address in (policy.url, policy.trace_url):
        point = soup(address).select_one(".point#i2 .point__carriers a")
        assert point is not None
        listed = walked(f"{policy.trace_url}?{str(point['href']).partition('?')[2]}", "main a")
        assert set(expected) <= set(listed)

    # What leads on from an earlier day stays on it.
    day = timezone.localdate().isoformat()
    for address, links in (
        (english.matrix_url, ".matrix td a, .files a[href*='matri']"),
        (english.url, "section.area p a"),
    ):
        then = [str(link["href"]) for link in soup(f"{address}?as-of={day}").select(links)]
        assert then
        assert all(f"as-of={day}" in href for href in then)


def test_a_plan_that_is_not_long_is_read_on_one_page() -> None:
    plan = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")
    policy = PolicyPage.objects.get(locale__language_code="sv")
    page = soup(plan.url)
    for area in plan.areas.all():
        links = {link["href"] for link in page.select(f"section#{area.anchor} .row__title a")}
        assert links == {a.url for a in ActivityPage.objects.child_of(plan).filter(area=area)}
        alone = soup(f"{plan.url}?area={area.anchor}")
        assert {link["href"] for link in alone.select(".row__title a")} == links
    assert "point=" not in str(soup(policy.url)) + str(soup(policy.trace_url))
    assert Client().get(plan.url, {"area": "unknown"}).status_code == 404
    assert Client().get(policy.trace_url, {"point": "unknown"}).status_code == 404
