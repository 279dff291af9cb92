"""The catalogue of `manage.py bench`: what is asked for, and the proof that it did its work."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from bilingual.overview import State, totals
from seed.filler_plan import SLUGS


class NotProvenError(Exception):
    """A page did not show what it should have; its time means nothing."""


@dataclass(frozen=True)
class Case:
    """A request; `shown` counts the rows of its answer, `expected` how many they must be."""

    name: str
    address: Callable[[], str]
    shown: Callable[[str], int]
    expected: Callable[[], int]


@dataclass
class Result:
    """What a case took in one of the databases."""

    rows: int = 0
    queries: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """In seconds."""
        return statistics.median(self.seconds)


def _news(language: str = "sv") -> Page:
    return Page.objects.get(content_type__model="newsindexpage", locale__language_code=language)


def _count(selector: str) -> Callable[[str], int]:
    return lambda text: len(BeautifulSoup(text, "html.parser").select(selector))


def _all() -> int:
    return sum(totals().counts.values())


def _public() -> int:
    return Page.objects.live().filter(depth__gt=1).count()


def _explorer(query: str = "") -> Callable[[], str]:
    return lambda: reverse("wagtailadmin_explore", args=[_news().pk]) + query


def _report(query: str = "") -> Callable[[], str]:
    return lambda: reverse("language_report") + query


def _health_pages(text: str) -> int:
    figures = json.loads(text)["english"]
    return sum(figures[state.value] for state in State)


def _plan() -> Any:
    return apps.get_model("policy", "ActionPlanPage").objects.get(slug=SLUGS["sv"])


def _below_plan(query: str) -> Callable[[], str]:
    return lambda: _plan().matrix_url + query


def _trace() -> str:
    policy = apps.get_model("policy", "PolicyPage").objects.get(locale__language_code="sv")
    return str(policy.trace_url)


def _in_areas(text: str) -> int:
    """The activities that a plan's page lists or counts."""
    soup = BeautifulSoup(text, "html.parser")
    counted = [status.get_text().split(": ") for status in soup.select("section.area .status")]
    return sum(int(words[1]) if len(words) > 1 else 1 for words in counted)


def _in_matrix(text: str) -> int:
    found = BeautifulSoup(text, "html.parser").select(".matrix tfoot td")[-1]
    return int(found.get_text(" ").split()[-1])


def _activities() -> int:
    return int(_plan().numchild)


ROWS = "#listing-results tbody tr"
CASES = [
    Case("language report", _report(), _count(ROWS), lambda: min(50, _all())),
    Case("… sorted by title", _report("?ordering=title"), _count(ROWS), lambda: min(50, _all())),
    Case(
        "… changed since",
        _report("?state=stale"),
        _count(ROWS),
        lambda: min(50, totals().counts["stale"]),
    ),
    Case("… as CSV, all rows", _report("?export=csv"), lambda text: text.count("\r\n") - 1, _all),
    Case(
        "page explorer, news",
        _explorer(),
        _count("table.listing tbody tr"),
        lambda: min(50, _news().numchild),
    ),
    Case(
        "editor's start page",
        lambda: reverse("wagtailadmin_home"),
        _count("#language-state"),
        lambda: 1,
    ),
    Case("/health/ready, counted anew", lambda: "/health/ready", _health_pages, _all),
    Case(
        "news, Swedish",
        lambda: _news().url,
        _count(".entries > li"),
        lambda: min(10, _news().numchild),
    ),
    Case("home page", lambda: "/", _count("main h1"), lambda: 1),
    Case("plan", lambda: _plan().url, _in_areas, _activities),
    Case(
        "… as of today",
        lambda: f"{_plan().url}?as-of={timezone.localdate()}",
        _in_areas,
        _activities,
    ),
    Case("matrix by area", _below_plan(""), _in_matrix, _activities),
    Case("… by quarter", _below_plan("?columns=quarter"), _in_matrix, _activities),
    Case("trace of the policy", _trace, _count("ol.points > li"), lambda: 12),
    Case("sitemap, all pages", lambda: "/sitemap.xml", lambda text: text.count("<loc>"), _public),
]


def _text(response: HttpResponseBase) -> str:
    content = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined, call-overload]
    return content.decode()


def measure(case: Case, client: Client, result: Result) -> None:
    """One timed request, after one that filled what a process keeps.

    Raises NotProvenError if the page does not show the rows that it should.
    """
    address = case.address()
    text = _text(client.get(address))
    cache.delete("health:english")
    with CaptureQueriesContext(connection) as captured:
        begun = time.perf_counter()
        _text(client.get(address))
        result.seconds.append(time.perf_counter() - begun)
    result.queries, result.rows = len(captured), case.shown(text)
    if result.rows != case.expected():
        raise NotProvenError(
            f"{case.name}: {result.rows} rows shown, {case.expected()} expected ({address})."
        )
