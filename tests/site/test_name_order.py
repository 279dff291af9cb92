"""Lists by name are in the order of the reader's language, in Python and in the database alike."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import override

from core.name_order import ByName, name_key
from networks.models import NetworkIndexPage, NetworkPage, ProjectIndexPage, ProjectPage
from policy.models import ActionPlanPage, ActivityPage, DecisionPage
from records.models import FocusArea, Operation, Organisation

# As the dictionaries have it: SAOL in Swedish, å and ä with a in English.
SWEDISH = ["Abild", "abild b", "Eda", "Édam", "Eds", "Łask", "Lax", "Müra", "Myrö", "Zenit"]
SWEDISH += ["Åbo", "Ähtäri", "Äng", "Øland", "Östad"]
ENGLISH = ["Abild", "abild b", "Åbo", "Ähtäri", "Äng", "Eda", "Édam", "Eds", "Łask", "Lax"]
ENGLISH += ["Müra", "Myrö", "Øland", "Östad", "Zenit"]


@pytest.mark.parametrize(("language", "names"), [("sv", SWEDISH), ("en", ENGLISH)])
def test_the_database_sorts_as_the_key_does(language: str, names: list[str]) -> None:
    shuffled = sorted(names, key=lambda name: name[::-1])
    assert sorted(shuffled, key=lambda name: name_key(name, language)) == names
    for number, name in enumerate(shuffled):
        Organisation.objects.create(code=f"order-{number}", name_sv=name, name_en=name)
    with override(language):
        found = Organisation.objects.filter(code__startswith="order-").order_by(ByName("name_sv"))
        assert list(found.values_list("name_sv", flat=True)) == names


def add(index: Any, model: Any, names: list[str], **values: Any) -> None:
    parent = index.objects.get(locale__language_code="sv")
    for number, name in enumerate(sorted(names)):
        parent.add_child(instance=model(title=name, slug=f"order-{number}", **values))


def order(client: Client, url: str, names: list[str]) -> list[str]:
    html = client.get(url).content.decode()
    return [found for found in re.findall(r">\s*([^<>]+?)\s*</a>", html) if found in names]


def test_catalogues_and_lists_are_in_that_order(client: Client) -> None:
    add(ProjectIndexPage, ProjectPage, SWEDISH)
    assert order(client, "/projekt/?sort=name", SWEDISH) == SWEDISH
    # The titles are Swedish still, the order is the English reader's.
    assert order(client, "/en/projects/?sort=name", SWEDISH) == ENGLISH
    add(NetworkIndexPage, NetworkPage, SWEDISH, country="EE", level="global")
    assert order(client, "/lander/ee/", SWEDISH) == SWEDISH
    assert order(client, "/en/countries/ee/", SWEDISH) == ENGLISH


def test_countries_are_in_that_order(client: Client) -> None:
    for number, country in enumerate(("EG", "AT", "ZW", "AX", "AD")):
        add(NetworkIndexPage, NetworkPage, [f"N{number}"], country=country, level="global")
        NetworkPage.objects.filter(slug="order-0").update(slug=f"n-{number}")
    swedish = ["Andorra", "Egypten", "Zimbabwe", "Åland", "Österrike"]
    english = ["Åland Islands", "Andorra", "Austria", "Egypt", "Zimbabwe"]
    assert order(client, "/lander/", swedish) == swedish
    assert order(client, "/en/countries/", english) == english
    html = client.get("/natverk/").content.decode()
    offered = re.findall(r"<option[^>]*>([^<(]+) \(", html)
    assert [name for name in offered if name in swedish] == swedish


def test_the_matrix_is_in_that_order(client: Client) -> None:
    activities = ActivityPage.objects.filter(locale__language_code="sv")
    plan = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")
    for number, name in enumerate(SWEDISH):
        activity = activities.child_of(plan)[number]
        names = {"code": f"order-{number}", "name_sv": name, "name_en": name}
        area = FocusArea.objects.create(**names)
        for page in ActivityPage.objects.filter(translation_key=activity.translation_key):
            page.operation = Operation.objects.get_or_create(**names)[0]
            page.focus_areas = [area]
            page.save()
    english_plan = plan.get_translations().get()
    for page, names in ((plan, SWEDISH), (english_plan, ENGLISH)):
        html = client.get(page.matrix_url, {"columns": "focus-area"}).content.decode()
        table = BeautifulSoup(html, "html.parser").select_one("table")
        assert table is not None
        for part in ("thead th", "tbody th"):
            found = [cell.get_text(" ", strip=True) for cell in table.select(part)]
            assert [name for name in found if name in names] == names, part
        for field in ("operation", "focus-area"):
            found = re.findall(
                r"<option[^>]*>([^<]+)<",
                html.partition(f'name="{field}"')[2].partition("</select>")[0],
            )
            assert [name for name in found if name in names] == names, field


def test_what_a_decision_is_about_is_in_that_order(client: Client) -> None:
    decision = DecisionPage.objects.filter(locale__language_code="sv").first()
    assert decision is not None
    add(NetworkIndexPage, NetworkPage, SWEDISH, level="global", decision=decision)
    assert order(client, decision.url, SWEDISH) == SWEDISH
    assert order(client, decision.get_translations().get().url, SWEDISH) == ENGLISH
