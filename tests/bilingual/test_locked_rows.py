"""Rows on the English page's own form: their facts are locked, their texts are not."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from networks.models import ProjectPage
from policy.models import DecisionPage, PolicyPage, PolicyVersionPage
from records.models import Organisation
from tests.bilingual.test_on_and_off import edit, switch_off
from tests.bilingual.test_traps import english, publish
from tests.forms import get_form

pytestmark = pytest.mark.any_database


@pytest.fixture
def decision() -> DecisionPage:
    return DecisionPage.objects.filter(
        locale__language_code="sv", signatories__isnull=False
    ).distinct()[0]


def send(client: Client, page: Page, **fields: str) -> Page:
    """Publishes the English form with fields changed, as sent by whoever knows their names."""
    data = {**get_form(client, edit(page)), **fields, "action-publish": "action-publish"}
    response = client.post(edit(page), data)
    assert response.status_code == 302, response.content.decode()
    return type(page).objects.get(pk=page.pk)


def rows(page: Any, relation: str, *fields: str) -> list[Any]:
    return list(getattr(page, relation).order_by("sort_order").values_list(*fields))


def test_rows_that_are_facts_stay_whatever_is_sent(admin: Client, decision: DecisionPage) -> None:
    page = switch_off(admin, decision)
    fields = ("pk", "name", "role_sv", "role_en", "sort_order")
    before = rows(page, "signatories", *fields)
    added = {f"signatories-{len(before)}-{name}": "N.N." for name in ("name", "role_sv", "role_en")}
    for sent in (
        {"signatories-0-name": "Någon annan"},
        {"signatories-0-DELETE": "1"},
        {"signatories-0-ORDER": "9"},
        {"signatories-0-id": ""},
        {"signatories-INITIAL_FORMS": "0", "signatories-TOTAL_FORMS": "0"},
        {"signatories-TOTAL_FORMS": str(len(before) + 1), **added},
    ):
        assert rows(send(admin, page, **sent), "signatories", *fields) == before, sent
    assert len(before) > 0


def test_partners_of_a_project_are_neither_changed_nor_reordered(admin: Client) -> None:
    project = next(
        page
        for page in ProjectPage.objects.filter(locale__language_code="sv")
        if page.partners.count() > 1
    )
    page = switch_off(admin, project)
    before = rows(page, "partners", "organisation", "sort_order")
    other = Organisation.objects.exclude(pk=before[0][0])[0]
    sent = {"partners-0-organisation": str(other.pk), "partners-0-ORDER": "2"}
    assert rows(send(admin, page, **sent), "partners", "organisation", "sort_order") == before


def test_a_rows_text_is_written_and_its_reference_is_not(admin: Client) -> None:
    page = switch_off(admin, PolicyPage.objects.get(locale__language_code="sv"))
    fields = ("reference", "sort_order", "translation_key")
    before, texts = rows(page, "statements", *fields), rows(page, "statements", "text")
    page = send(
        admin,
        page,
        **{
            "statements-0-text": "Written by hand.",
            "statements-0-reference": "X9",
            "statements-1-DELETE": "1",
            "statements-1-ORDER": "1",
        },
    )
    assert rows(page, "statements", *fields) == before
    assert rows(page, "statements", "text") == [("Written by hand.",), *texts[1:]]


def test_a_text_sent_for_another_row_changes_none(admin: Client) -> None:
    page = switch_off(admin, PolicyPage.objects.get(locale__language_code="sv"))
    before = rows(page, "statements", "pk", "text")
    first, second = before[0][0], before[1][0]
    sent = {"statements-0-id": str(second), "statements-1-id": str(first)}
    page = send(admin, page, **sent, **{"statements-0-text": "Swapped."})
    assert rows(page, "statements", "pk", "text") == before


def test_an_annex_keeps_its_number_and_its_page(admin: Client) -> None:
    version = PolicyVersionPage.objects.filter(
        locale__language_code="sv", annexes__isnull=False
    ).distinct()[0]
    page = switch_off(admin, version)
    fields = ("number", "page_link", "document")
    before = rows(page, "annexes", *fields)
    sent = {"annexes-0-number": "99", "annexes-0-page_link": "", "annexes-0-title": "By hand"}
    page = send(admin, page, **sent)
    assert rows(page, "annexes", *fields) == before
    assert rows(page, "annexes", "title")[0] == ("By hand",)


def test_a_row_that_came_with_swedish_stays_when_english_is_written(
    admin: Client, decision: DecisionPage, django_capture_on_commit_callbacks: Any
) -> None:
    page = switch_off(admin, decision)
    number = decision.signatories.count()
    with django_capture_on_commit_callbacks(execute=True):
        publish(
            admin,
            decision,
            **{
                "signatories-TOTAL_FORMS": str(number + 1),
                f"signatories-{number}-name": "Ny",
                f"signatories-{number}-role_sv": "Ordförande",
                f"signatories-{number}-role_en": "Chair",
                f"signatories-{number}-ORDER": str(number + 1),
            },
        )
        page = send(admin, english(decision), decision_text="By hand.")
    names = rows(page, "signatories", "name")
    assert names == rows(decision, "signatories", "name")
    assert ("Ny",) in names


def test_the_form_shows_that_they_are_locked_and_the_swedish_one_is_not(
    admin: Client, decision: DecisionPage
) -> None:
    page = switch_off(admin, decision)
    for version, locked in ((page, True), (decision, False)):
        soup = BeautifulSoup(admin.get(edit(version)).content, "html.parser")
        name = soup.select_one('[name="signatories-0-name"]')
        assert name is not None
        assert name.has_attr("disabled") == locked
        assert bool(soup.select("[data-locked-rows]")) == locked
        assert bool(soup.select("[data-inline-panel-child-move-up]")) == (not locked)


def test_swedish_rows_are_still_changed(admin: Client, decision: DecisionPage) -> None:
    publish(admin, decision, **{"signatories-0-name": "Ändrad"})
    assert rows(decision, "signatories", "name")[0] == ("Ändrad",)
    assert rows(english(decision), "signatories", "name")[0] == ("Ändrad",)
