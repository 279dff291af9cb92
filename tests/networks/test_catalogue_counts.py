"""The catalogue of 5,000 projects: each count is what plain rows give, and its pages stay light.

What is expected is counted from rows read with plain SQL, without the site's own code for it.
"""

import csv
import datetime as dt
import gzip
import io
import json
import re
from collections import Counter, defaultdict
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from networks.models import ProjectPage, ProjectPartner
from networks.project_states import state_at
from tests.networks.many_projects import fill

ADDRESSES = {"sv": "/projekt/", "en": "/en/projects/"}
FACETS = ("status", "programme", "country", "focus-area", "theme", "year", "operation")
# What a page costs with nothing chosen, and one query more for each record that is chosen.
MOST_QUERIES = 22
KILOBYTES = 25

Facts = dict[int, dict[str, set[str]]]


def rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def facts(language: str) -> Facts:
    """By project (its Swedish row), the keys that it has of each facet."""
    others = f"""SELECT translation_key FROM wagtailcore_page q
        JOIN wagtailcore_locale m ON m.id = q.locale_id
        WHERE q.live AND m.language_code IN ('sv', '{language}')"""
    found: Facts = {}
    today = timezone.localdate().isoformat()
    for pk, state, start, end, programme, operation in rows(
        f"""SELECT p.id, a.state, a.starts_on, a.ends_on, g.code, o.code
        FROM networks_projectpage a
        JOIN wagtailcore_page p ON p.id = a.page_ptr_id
        JOIN wagtailcore_locale l ON l.id = p.locale_id
        LEFT JOIN networks_programme g ON g.id = a.programme_id
        LEFT JOIN records_operation o ON o.id = a.operation_id
        WHERE l.language_code = 'sv' AND p.translation_key IN ({others})"""
    ):
        first, last = str(start or "0001")[:10], str(end or "9999")[:10]
        # By its own dates alone: until this year without an end, without a start when it ends.
        years = (first[:4] if start else last[:4], last[:4] if end else max(first, today)[:4])
        if state == "granted" and (start or end):
            state = "granted" if first > today else "closed" if last < today else "running"
        found[pk] = {
            "status": {state},
            "programme": {programme} - {None},
            "operation": {operation} - {None},
            "year": set(years) if start or end else set(),
        }
    for facet, sql in {
        "country": """SELECT r.page_id, LOWER(o.country) FROM networks_projectpartner r
            JOIN records_organisation o ON o.id = r.organisation_id""",
        "focus-area": """SELECT x.projectpage_id, f.code FROM networks_projectpage_focus_areas x
            JOIN records_focusarea f ON f.id = x.focusarea_id""",
        "theme": """SELECT k.content_object_id, t.slug FROM records_keywordedpage k
            JOIN records_keyword t ON t.id = k.tag_id""",
    }.items():
        for page, key in rows(sql):
            if page in found and key:
                found[page].setdefault(facet, set()).add(key)
    return found


def has(own: dict[str, set[str]], facet: str, key: str) -> bool:
    values = own.get(facet, set())
    if facet == "year":
        return bool(values) and min(values) <= key <= max(values)
    return key in values


def fitting(found: Facts, choice: dict[str, str]) -> set[int]:
    return {pk for pk, own in found.items() if all(has(own, *part) for part in choice.items())}


def expected(found: Facts, choice: dict[str, str], facet: str) -> dict[str, int]:
    """How many projects each choice of `facet` would leave, given the rest."""
    rest = fitting(found, {name: key for name, key in choice.items() if name != facet})
    if facet != "year":
        counts = Counter(key for pk in rest for key in found[pk].get(facet, ()))
        return dict(counts)
    named = [int(y) for pk in rest for y in found[pk]["year"]]
    if not named:
        return {}
    years = range(min(named), max(named) + 1)
    counted = {str(y): sum(has(found[pk], "year", str(y)) for pk in rest) for y in years}
    return {year: number for year, number in counted.items() if number}


def read(address: str, choice: dict[str, str]) -> BeautifulSoup:
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(address, choice)
    assert response.status_code == 200, (address, choice)
    assert len(captured) <= MOST_QUERIES + len(choice), (address, choice)
    assert len(gzip.compress(response.content)) / 1000 < KILOBYTES
    return BeautifulSoup(response.content, "html.parser")


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def offered(page: BeautifulSoup, facet: str) -> dict[str, int]:
    """The choices of a facet with their counts, as the form offers them."""
    options = page.select(f'select[name="{facet}"] option[value]')
    return {str(o["value"]): number(o.get_text().rpartition("(")[2]) for o in options if o["value"]}


def count(page: BeautifulSoup) -> int:
    return number(page.select_one('[role="status"]').get_text())  # type: ignore[union-attr]


def titles(page: BeautifulSoup) -> list[str]:
    return [link.get_text() for link in page.select("#catalogue-hits .entry__title a")]


@pytest.mark.parametrize("projects", [400, pytest.param(5000, marks=pytest.mark.slow)])
def test_each_count_is_what_plain_rows_give_and_pages_stay_light(projects: int) -> None:
    for address in ADDRESSES.values():
        # Fills what the process keeps.
        Client().get(address)
    few = {language: _queries(address) for language, address in ADDRESSES.items()}
    fill(projects)
    partners = ProjectPartner.objects.filter(page__locale__language_code="sv")
    assert partners.count() > projects * 4
    for language, address in ADDRESSES.items():
        assert _queries(address) == few[language]
        found = facts(language)
        assert len(found) != len(facts("sv")) or language == "sv"
        year = str(timezone.localdate().year)
        for choice in (
            {},
            {"status": "running"},
            {"country": "ee", "year": year},
            {"programme": "programme-3", "theme": "t3"},
            {"programme": "programme-3", "focus-area": "it", "theme": "t3"},
            {"status": "closed", "country": "pl", "operation": "operation-7", "year": "2021"},
        ):
            page = read(address, choice)
            assert count(page) == len(fitting(found, choice)), choice
            for facet in FACETS:
                wanted = expected(found, choice, facet)
                if facet in choice:
                    # What is chosen stays in the list, even where it finds nothing.
                    wanted.setdefault(choice[facet], 0)
                assert offered(page, facet) == wanted, (language, choice, facet)


def _queries(address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        Client().get(address)
    return len(captured)


def test_pages_and_files_give_every_hit_once_in_the_readers_language() -> None:
    fill(300)
    choice = {"country": "fi", "sort": "name"}
    for language, address in ADDRESSES.items():
        hits = fitting(facts(language), {"country": "fi"})
        # By key, the title in each language that a reader may meet.
        known: dict[str, dict[str, str]] = defaultdict(dict)
        for key, code, title in rows(
            """SELECT p.translation_key, l.language_code, p.title FROM wagtailcore_page p
            JOIN wagtailcore_locale l ON l.id = p.locale_id WHERE p.live"""
        ):
            known[_hex(key)][code] = title
        keys = rows("SELECT id, translation_key FROM wagtailcore_page")
        wanted = sorted(
            known[_hex(key)].get(language) or known[_hex(key)]["sv"]
            for pk, key in keys
            if pk in hits
        )
        listed: list[str] = []
        last = -(-len(wanted) // 20)
        for at in range(1, last + 1):
            page = read(address, {**choice, "page": str(at)})
            listed += titles(page)
            marked = page.select('#catalogue-hits .entry__title a[lang="sv"]')
            assert bool(marked) == (language == "en" and "Projekt " in str(titles(page)))
        assert listed == sorted(wanted, key=str.lower)
        # A page that there is not gives the nearest.
        assert titles(read(address, {**choice, "page": "999"})) == listed[(last - 1) * 20 :]
        word = {"sv": "lista", "en": "list"}[language]
        table = json.loads(Client().get(f"{address}{word}.json", choice).content)
        assert [row["title"] for row in table] == listed
        assert all("FI" in row["countries"] for row in table)
        text = Client().get(f"{address}{word}.csv", choice).content.decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(text)))) == len(listed) + 1


def _hex(key: Any) -> str:
    return str(key).replace("-", "")


def test_the_state_in_the_database_is_the_state_of_the_page() -> None:
    fill(200)
    today = timezone.localdate()
    pages = ProjectPage.objects.all()
    begins = [page.starts_on for page in pages if page.starts_on]
    ends = [page.ends_on for page in pages if page.ends_on]
    ProjectPage.objects.filter(pk=pages[0].pk).update(starts_on=None, ends_on=ends[0])
    seen = set()
    for day in (today, begins[0], ends[0], begins[1] - dt.timedelta(1), ends[1] + dt.timedelta(1)):
        for page in ProjectPage.objects.annotate(found=state_at(day)):
            assert page.found == page.status_at(day), (day, page.starts_on, page.ends_on)
            seen.add(page.found)
    assert len(seen) == 6


def test_a_project_of_three_centuries_takes_no_year_away_from_the_others() -> None:
    fill(100)
    this_year = timezone.localdate().year
    old, new, endless, ended = ProjectPage.objects.filter(
        locale__language_code="sv", live=True, slug__startswith="projekt-"
    )[:4]
    for page, start, end in (
        (old, "1850-01-01", "2150-12-31"),
        (new, f"{this_year}-02-01", f"{this_year}-03-01"),
        (endless, "1990-01-01", None),
        (ended, None, "1975-06-30"),
    ):
        ProjectPage.objects.filter(pk=page.pk).update(starts_on=start, ends_on=end)
    found = facts("sv")
    years = offered(read("/projekt/", {}), "year")
    wanted = expected(found, {}, "year")
    assert years.items() <= wanted.items()
    # However few can be offered: what really begins or ends, and the years around today.
    named = {year for own in found.values() for year in own["year"]}
    assert named <= set(years)
    assert {str(this_year + n) for n in range(-5, 6)} <= set(years)
    assert len(years) == 100
    for year in ("1850", "1975", "1990", str(this_year), str(this_year + 20), "2150"):
        page = read("/projekt/", {"year": year})
        assert count(page) == wanted[year] == len(fitting(found, {"year": year})), year


def test_files_of_many_projects_cost_no_more_queries() -> None:
    names = ("list.xlsx", "list.csv", "list.json", "keep.xlsx", "kohesio.csv", "cordis.zip")

    def queries() -> list[int]:
        return [_queries(f"/en/projects/{name}") for name in names]

    queries()
    few = queries()
    fill(150)
    # One more, so that each organisation is made once.
    assert all(number <= before + 1 for number, before in zip(queries(), few, strict=True))
