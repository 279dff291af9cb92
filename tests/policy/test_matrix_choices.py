"""A choice of the matrix is shared by its address, and still means something years later."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from policy.models import (
    ActionPlanPage,
    ActivityPage,
    Method,
    MethodPage,
    PlanArea,
    RecordVersion,
)
from records.models import FocusArea, Operation
from tests.bilingual.test_traps import english

pytestmark = pytest.mark.any_database

API = "/api/data/v1"


@pytest.fixture
def plan() -> ActionPlanPage:
    return ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")


def answers_with_nothing(plan: Any, name: str, key: str, words: str) -> None:
    """The matrix of the choice has no activity and says what was chosen: page, file and data."""
    response = Client().get(plan.matrix_url, {name: key})
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    main = " ".join(soup.select_one("main").get_text(" ").split())  # type: ignore[union-attr]
    assert f"{words} ." in main
    assert {"sv": "0 aktiviteter", "en": "0 activities"}[plan.locale.language_code] in main
    # The choice stands in the form, to be changed or shared again.
    (chosen,) = soup.select(f"select[name={name}] option[selected]")
    assert chosen["value"] == key
    stem = plan.matrix_url.rstrip("/")
    assert Client().get(f"{stem}.json", {name: key}).status_code == 200
    data = Client().get(f"{API}/plans/{plan.translation_key}/matrix", {name: key}).json()
    assert (data["total"], data["rows"]) == (0, [])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_choice_that_the_plan_has_nothing_of_any_more(plan: Any, language: str) -> None:
    here = plan if language == "sv" else english(plan)
    used = Operation.objects.create(code="harbour", name_sv="Hamnen", name_en="The Harbour")
    activity = ActivityPage.objects.get(reference="P3", locale__language_code="sv")
    operation = activity.operation
    for own in (used, operation):
        activity.operation = own
        activity.save_revision().publish()
        found = Client().get(here.matrix_url, {"operation": "harbour"}).content.decode()
        assert (activity.url in found or english(activity).url in found) is (own == used)
    harbour = {"sv": "verksamhet – Hamnen", "en": "operation – The Harbour"}[language]
    answers_with_nothing(here, "operation", "harbour", harbour)
    # Also once it has been deleted, on a later day.
    RecordVersion.objects.update(known_on=dt.date(2006, 1, 1))
    used.delete()
    answers_with_nothing(here, "operation", "harbour", harbour)
    FocusArea.objects.create(code="sea", name_sv="Sjöfart", name_en="Shipping")
    sea = {"sv": "fokusområde – Sjöfart", "en": "focus area – Shipping"}[language]
    answers_with_nothing(here, "focus-area", "sea", sea)
    quarter = {"sv": "kvartal – kvartal 3 1999", "en": "quarter – quarter 3 of 1999"}[language]
    answers_with_nothing(here, "quarter", "1999-Q3", quarter)
    status = {"sv": "status – Försenad", "en": "status – Late"}[language]
    answers_with_nothing(here, "status", "late", status)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_record_that_was_made_and_deleted_on_one_day(plan: Any, language: str) -> None:
    here = ActionPlanPage.objects.get(
        translation_key=plan.translation_key, locale__language_code=language
    )
    same = {"code": "short-lived", "name_sv": "Kort", "name_en": "Short"}
    for dimension, model, word in (
        ("operation", Operation, {"sv": "verksamhet", "en": "operation"}),
        ("focus-area", FocusArea, {"sv": "fokusområde", "en": "focus area"}),
    ):
        model.objects.create(**same).delete()
        answers_with_nothing(here, dimension, "short-lived", f"{word[language]} – short-lived")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_area_and_a_method_that_have_been_taken_away(plan: Any, language: str) -> None:
    area = PlanArea(reference="hav", title="Till havs", locale=plan.locale)
    methods = MethodPage.objects.get(locale=plan.locale)
    plan.areas = [*plan.areas.all(), area]
    methods.methods = [
        *methods.methods.all(),
        Method(reference="M9", text="Segla ut.", locale=plan.locale),
    ]
    for page in (plan, methods):
        page.save_revision().publish()
    here = ActionPlanPage.objects.get(
        translation_key=plan.translation_key, locale__language_code=language
    )
    word = {"sv": "metod", "en": "method"}[language]
    # Nothing carries it out, but it is there.
    answers_with_nothing(here, "method", "M9", f"{word} – M9 Segla ut.")
    PlanArea.objects.filter(reference="hav").delete()
    Method.objects.filter(reference="M9").delete()
    answers_with_nothing(here, "method", "M9", f"{word} – M9")
    answers_with_nothing(
        here, "area", "hav", {"sv": "område – ", "en": "area – "}[language] + "Till havs"
    )


@pytest.mark.parametrize(
    "query",
    [
        "operation=never", "area=never", "focus-area=x%00", "method=M99", "method=%27%22",
        "quarter=1999-Q5", "quarter=0000-Q1", "quarter=1999-Q3x", "status=lateish", "columns=x",
        "area=" + "a" * 5000, "quarter=%D9%A1999-Q1",
    ],
)  # fmt: skip
def test_what_never_meant_anything_is_refused(plan: ActionPlanPage, query: str) -> None:
    assert Client().get(f"{plan.matrix_url}?{query}").status_code == 400
    assert Client().get(f"{plan.matrix_url.rstrip('/')}.csv?{query}").status_code == 400
    matrix = f"{API}/plans/{plan.translation_key}/matrix"
    assert Client().get(f"{matrix}?{query}").status_code == 400


@pytest.mark.parametrize(
    ("language", "columns", "words"),
    [
        ("sv", "", "efter verksamhet och område:"),
        ("sv", "focus-area", "efter verksamhet och fokusområde:"),
        ("sv", "quarter", "efter verksamhet och kvartal:"),
        ("en", "", "by operation and area:"),
        ("en", "method", "by operation and method:"),
        ("en", "quarter", "by operation and quarter:"),
    ],
)
def test_the_introduction_names_what_the_columns_are(
    plan: Any, language: str, columns: str, words: str
) -> None:
    here = plan if language == "sv" else english(plan)
    page = Client().get(here.matrix_url, {"columns": columns} if columns else {})
    lead = BeautifulSoup(page.content, "html.parser").select_one(".lead")
    assert lead is not None
    assert words in " ".join(lead.get_text().split())
