"""The chain in the open data: up, down, in both languages, and as the public saw it once."""

import datetime as dt
import json
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from policy.history import backdate, record
from policy.models import ActionPlanPage, ActivityPage, Method, SealedReport, Statement
from tests.policy.test_history import at

pytestmark = pytest.mark.any_database

ROOT = "/api/data/v1"


def get(address: str, status: int = 200, **headers: str) -> Any:
    response = Client().get(address, headers=headers)
    assert response.status_code == status, (address, response.content[:300])
    assert response["Content-Type"].startswith("application/json")
    return json.loads(response.content)


def everything(address: str) -> list[dict[str, Any]]:
    """All items of a list, part by part, as a program that follows `next` finds them."""
    found = []
    following: str | None = address
    while following:
        part = get(following)
        found += part["items"]
        following = part["next"]
    return found


@pytest.fixture
def plan() -> ActionPlanPage:
    return ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")


@pytest.mark.parametrize(("points", "model"), [("statements", Statement), ("methods", Method)])
def test_each_point_leads_down_to_its_deeds_and_they_lead_up_again(points: str, model: Any) -> None:
    down = {
        (point["id"], deed["id"])
        for point in get(f"{ROOT}/{points}")
        for deed in [*point["activities"], *point["projects"]]
    }
    activities = everything(f"{ROOT}/activities?limit=7")
    projects = everything(f"{ROOT}/projects")
    up = {(point["id"], deed["id"]) for deed in [*activities, *projects] for point in deed[points]}
    expected = {
        (point.reference, str(page.translation_key))
        for point in model.objects.filter(locale__language_code="sv")
        for page in [
            *point.activities.filter(live=True),
            *point.projects.filter(live=True),
        ]
    }
    assert down == up == expected
    assert any(deed[points] for deed in projects)


@pytest.mark.any_database
def test_every_address_in_the_data_answers() -> None:
    """From the plan, whatever is referred to can be followed, in the data and on the pages."""
    seen: dict[str, Any] = {}
    names = ("plans", "statements", "decisions", "partner-regions", "contacts", "operations")
    waiting = [f"{ROOT}/{name}" for name in names]
    pages: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, list):
            for item in value:
                walk(item)
        elif isinstance(value, dict):
            if value.get("api"):
                waiting.append(value["api"])
            if isinstance(value.get("url"), dict):
                pages.update(address for address in value["url"].values() if address)
            for item in value.values():
                walk(item)

    while waiting:
        address = waiting.pop()
        if address not in seen:
            seen[address] = get(address)
            walk(seen[address])
    kinds = {
        found["type"] for found in seen.values() if isinstance(found, dict) and "type" in found
    }
    assert kinds >= {
        "plan", "activity", "statement", "method", "decision", "policy-version", "report",
        "network", "twin-town", "partner-region", "project",
    }  # fmt: skip
    assert {p.split("/")[3] for p in pages} > {"en"}
    for address in sorted(pages):
        assert Client().get(address.split("#")[0]).status_code == 200, address


@pytest.mark.parametrize("columns", ["area", "focus-area", "method", "quarter"])
def test_the_matrix_is_what_a_count_of_the_list_gives(plan: ActionPlanPage, columns: str) -> None:
    matrix = get(f"{ROOT}/plans/{plan.translation_key}/matrix?columns={columns}")
    # Counted anew from the list, which knows nothing of the matrix.
    listed = [
        a
        for a in everything(f"{ROOT}/activities?plan={plan.translation_key}")
        if a["status"]["code"] != "replaced"
    ]
    of = {
        "area": lambda a: [a["area"]["reference"].lower()] if a["area"] else [],
        "focus-area": lambda a: [area["code"] for area in a["focus_areas"]],
        "method": lambda a: [method["reference"] for method in a["methods"]],
        "quarter": _quarters,
    }[columns]
    cells = Counter(
        (a["operation"]["code"] if a["operation"] else "none", column)
        for a in listed
        for column in of(a) or ["none"]
    )
    assert cells == {
        (row["operation"]["key"], cell["column"]): cell["count"]
        for row in matrix["rows"]
        for cell in row["cells"]
        if cell["count"]
    }
    assert matrix["total"] == len(listed) == 23
    sums = Counter(column for _operation, column in cells.elements())
    keys = [column["key"] for column in matrix["columns"]]
    assert matrix["column_totals"] == [sums[key] for key in keys]
    assert all(column["title"]["sv"] and column["title"]["en"] for column in matrix["columns"])


def _quarters(activity: dict[str, Any]) -> list[str]:
    if not activity["starts_on"]:
        return []
    day = dt.date.fromisoformat(activity["starts_on"])
    last = dt.date.fromisoformat(activity["ends_on"] or "2007-12-31")
    found = []
    while day <= last:
        found.append(f"{day.year}-Q{(day.month - 1) // 3 + 1}")
        day = (day.replace(day=1) + dt.timedelta(days=92)).replace(day=1)
    return found


def test_filters_find_what_the_list_says(plan: ActionPlanPage) -> None:
    everyone = everything(f"{ROOT}/activities")
    used = next(s["reference"] for a in everyone for s in a["statements"])
    for query, has in (
        ("method=M2", lambda a: "M2" in [m["reference"] for m in a["methods"]]),
        (f"statement={used}", lambda a: used in [s["reference"] for s in a["statements"]]),
        ("statement=none", lambda a: not a["statements"]),
        ("operation=none", lambda a: a["operation"] is None),
        ("status=done", lambda a: a["status"]["code"] == "done"),
        (f"plan={plan.translation_key}", lambda a: a["plan"]["id"] == str(plan.translation_key)),
    ):
        found = [a["id"] for a in everything(f"{ROOT}/activities?{query}")]
        assert found == [a["id"] for a in everyone if has(a)]
        assert 0 < len(found) < len(everyone), query


def test_an_activity_tells_what_happened_without_who_wrote_it() -> None:
    (paused,) = everything(f"{ROOT}/activities?status=paused")
    found = get(paused["api"])
    assert found["status"]["label"] == {"sv": "Pausad", "en": "Paused"}
    (judgement,) = found["judgements"]
    assert judgement["reason"]["sv"] != judgement["reason"]["en"]
    assert set(judgement) == {"on", "status", "reason"}
    (told,) = found["reports"]
    report = get(told["api"])
    assert found["id"] in {entry["key"] for entry in report["content"]["activities"]}
    sealed = SealedReport.objects.get(sha256=report["versions"][-1]["sha256"])
    assert report["content"] == json.loads(sealed.content)
    (done,) = everything(f"{ROOT}/activities?status=done")
    links = get(done["api"])["links"]
    assert any(link["is_evidence"] and (link["url"] or link["indicator"]) for link in links)


def test_as_of_gives_what_the_public_saw(plan: ActionPlanPage) -> None:
    activity = ActivityPage(
        title="Då", reference="T1", area=plan.areas.first(), locale=plan.locale,
        statements=[Statement.objects.get(reference="I4", locale=plan.locale)],
    )  # fmt: skip
    plan.add_child(instance=activity)
    # All that the page hangs on was public then.
    for page in (plan, Statement.objects.get(reference="I4", locale=plan.locale).page):
        backdate(page.translation_key, dt.date(2001, 1, 1))
    record(activity, at(2001, 3, 1))
    activity.title = "Sedan"
    activity.save()
    record(activity, at(2001, 5, 1))
    address = f"{ROOT}/activities/{activity.translation_key}"
    assert get(f"{address}?as-of=2001-04-01")["title"] == {"sv": "Då", "en": None}
    assert get(f"{address}?as-of=2001-05-01")["title"]["sv"] == "Sedan"
    get(f"{address}?as-of=2001-02-01", 404)
    listed = get(f"{ROOT}/activities?as-of=2001-04-01&plan={plan.translation_key}")
    assert [a["title"]["sv"] for a in listed["items"]] == ["Då"]
    carried = get(f"{ROOT}/statements/I4?as-of=2001-04-01")["activities"]
    assert [a["title"]["sv"] for a in carried] == ["Då"]


def test_the_example_plan_reads_the_same_as_of_today() -> None:
    """Also with projects, partners and all that the plan of today refers to."""
    today = dt.date.today()
    now = everything(f"{ROOT}/activities")
    then = everything(f"{ROOT}/activities?as-of={today}")
    assert then == now
    for activity in then[:6]:
        assert get(f"{activity['api']}?as-of={today}") == get(activity["api"])


def test_what_not_everyone_may_see_is_not_in_the_data(plan: ActionPlanPage) -> None:
    activity = ActivityPage.objects.child_of(plan).first()
    key = activity.translation_key
    ActivityPage.objects.filter(pk=activity.pk).update(live=False)
    get(f"{ROOT}/activities/{key}", 404)
    ActivityPage.objects.filter(pk=activity.pk).update(live=True)
    get(f"{ROOT}/activities/{key}")
    PageViewRestriction.objects.create(page=plan, restriction_type="login")
    get(f"{ROOT}/activities/{key}", 404)
    get(f"{ROOT}/activities/{key}?as-of={dt.date.today()}", 404)
    get(f"{ROOT}/plans/{plan.translation_key}", 404)
    assert "P1" not in [a["reference"] for a in everything(f"{ROOT}/activities")]
    for point in [*get(f"{ROOT}/methods"), *get(f"{ROOT}/statements")]:
        assert str(key) not in [a["id"] for a in point["activities"]]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("activities?opration=x", 400, "opration"),
        ("activities?limit=0", 400, "minst 1"),
        ("activities?limit=501", 400, "högst 500"),
        ("activities?limit=1e9", 400, "heltal"),
        ("activities?offset=-1", 400, "minst 0"),
        ("activities?status=finished", 400, "'late'"),
        ("activities?plan=1", 400, "id"),
        ("activities?as-of=20060331", 400, "2006-03-31"),
        ("activities?as-of=2006-02-30", 400, "ingen dag"),
        ("activities?as-of=%00", 400, "ingen dag"),
        ("activities?as-of=2999-01-01", 400, "inte varit"),
        ("activities/00000000-0000-0000-0000-000000000000", 404, "offentligt"),
        ("activities/x", 404, "adress"),
        ("statements/%00", 404, "offentligt"),
        ("indicators/nothing", 404, "offentligt"),
        ("reports?x=1", 400, "x"),
        ("nothing", 404, "adress"),
    ],
)
def test_nonsense_gets_a_clear_answer(address: str, status: int, words: str) -> None:
    answer = get(f"{ROOT}/{address}", status, **{"accept-language": "sv"})
    assert words in answer["detail"]
    english = get(f"{ROOT}/{address}", status, **{"accept-language": "en-GB"})
    assert english["detail"] != answer["detail"]


def test_a_matrix_of_nonsense_is_refused(plan: ActionPlanPage) -> None:
    matrix = f"{ROOT}/plans/{plan.translation_key}/matrix"
    for query in ("columns=x", "area=%00", "status=x", "y=1"):
        assert get(f"{matrix}?{query}", 400)["detail"]


def test_the_data_are_read_only_and_open_to_every_site() -> None:
    assert Client().post(f"{ROOT}/plans").status_code == 405
    assert Client().get(f"{ROOT}/plans")["Access-Control-Allow-Origin"] == "*"


def test_more_activities_cost_no_more_queries(plan: ActionPlanPage) -> None:
    method = Method.objects.get(reference="M1", locale=plan.locale)
    addresses = [f"{ROOT}/activities", f"{ROOT}/methods", f"{ROOT}/plans"]

    def cost(address: str) -> int:
        get(address)
        with CaptureQueriesContext(connection) as captured:
            get(address)
        return len(captured)

    before = [cost(address) for address in addresses]
    for number in range(30):
        plan.add_child(
            instance=ActivityPage(
                title=f"Aktivitet {number}",
                reference=f"Z{number}",
                area=plan.areas.first(),
                methods=[method],
                locale=plan.locale,
            )
        )
    assert [cost(address) for address in addresses] == before


def test_the_description_names_every_address_and_people_can_read_it() -> None:
    schema = get("/api/openapi.json")
    assert schema["openapi"].startswith("3.1")
    for path in schema["paths"]:
        if "{" not in path:
            get(path)
    for address, words in (("/api/docs", "Öppna data"), ("/en/api/docs", "Open data")):
        page = Client().get(address).content.decode()
        assert words in page
        assert all(f"<code>{path}</code>" in page for path in schema["paths"])
