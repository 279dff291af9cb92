"""Facts reach the English page when Swedish is published; texts wait for the translator."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail import blocks

from bilingual.checks import every_block_is_text_or_fact, undeclared_blocks
from networks.models import ProjectPage
from policy.models import ActivityPage, PolicyPage
from records.models import Organisation
from tests.bilingual.test_traps import english, public, publish


def the_project() -> ProjectPage:
    return ProjectPage.objects.get(acronym="EX-CARE", locale__language_code="sv")


def test_a_changed_fact_is_on_the_english_page_at_once(admin: Client) -> None:
    project = the_project()
    publish(admin, project, budget="250000", title="Ny svensk titel")
    translated = english(project)
    assert translated.budget == 250000
    assert "250,000" in public(translated)
    assert translated.title == "Care staff learning across borders"
    assert translated.get_latest_revision_as_object().budget == 250000
    assert not translated.has_unpublished_changes


def test_a_fact_that_was_emptied_is_empty_in_english_too() -> None:
    activity = ActivityPage.objects.get(reference="K4", locale__language_code="sv")
    activity.focus_areas = []
    activity.operation = None
    activity.save_revision().publish()
    assert list(english(activity).focus_areas.all()) == []


def test_rows_of_facts_are_carried_too() -> None:
    project = the_project()
    project.partners.first().delete()
    project = the_project()
    project.partners.add(
        project.partners.model(organisation=Organisation.objects.get(code="example-region"))
    )
    project.save_revision().publish()
    expected = [row.organisation.code for row in the_project().partners.all()]
    assert [row.organisation.code for row in english(project).partners.all()] == expected
    assert "example-region" in expected


def test_a_translators_draft_gets_the_fact_and_stays_a_draft() -> None:
    activity = ActivityPage.objects.get(reference="K4", locale__language_code="sv")
    translated = english(activity)
    translated.title = "Draft words"
    translated.save_revision()
    activity.starts_on = dt.date(2007, 1, 1)
    activity.save_revision().publish()
    translated = english(activity)
    assert translated.starts_on == dt.date(2007, 1, 1)
    assert translated.title != "Draft words"
    assert translated.has_unpublished_changes
    draft: Any = translated.get_latest_revision_as_object()
    assert draft.starts_on == dt.date(2007, 1, 1)
    assert draft.title == "Draft words"


def test_a_draft_in_swedish_changes_nothing_in_english(admin: Client) -> None:
    project = the_project()
    project.budget = 1
    project.grant = 1
    project.save_revision()
    assert english(project).budget == 240000


def test_facts_are_not_in_the_translation_editor(admin: Client) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[english(the_project()).pk])
    html = admin.get(url).content.decode()
    assert 'name="budget"' not in html


def test_a_text_that_swedish_no_longer_has_leaves_the_english_page() -> None:
    project = the_project()
    project.results = ""
    project.save_revision().publish()
    assert english(project).results == ""


# Every published Swedish page that has blocks or rows with words in them.
WORDY = [
    "home.HomePage",
    "home.NewsPage",
    "home.StandardPage",
    "networks.TwinTownPage",
    "policy.ActionPlanPage",
    "policy.DecisionPage",
    "policy.MethodPage",
    "policy.PolicyPage",
    "policy.PolicyVersionPage",
]


@pytest.mark.parametrize("label", WORDY)
def test_publishing_swedish_again_changes_no_english_word(label: str) -> None:
    for page in apps.get_model(label).objects.filter(locale__language_code="sv"):
        before = public(english(page))
        page.save_revision().publish()
        assert public(english(page)) == before, page


def test_a_new_row_with_words_waits_for_the_translator() -> None:
    policy = PolicyPage.objects.get(locale__language_code="sv")
    policy.statements.add(
        policy.statements.model(reference="I9", text="Helt ny inriktning.", locale=policy.locale)
    )
    policy.save_revision().publish()
    html = public(english(policy))
    assert "Helt ny inriktning" not in html
    assert "The Swedish original has changed since" in html
    assert english(policy).statements.count() == policy.statements.count() - 1


def test_a_row_that_swedish_no_longer_has_leaves_the_english_page() -> None:
    policy = PolicyPage.objects.get(locale__language_code="sv")
    gone = english(policy).statements.first().text
    policy.statements.first().delete()
    PolicyPage.objects.get(pk=policy.pk).save_revision().publish()
    assert gone not in public(english(policy))


def test_every_block_is_text_or_fact_and_a_strange_one_is_found() -> None:
    assert every_block_is_text_or_fact() == []
    body = blocks.StreamBlock(
        [
            (
                "pair",
                blocks.StructBlock([("words", blocks.CharBlock()), ("raw", blocks.RawHTMLBlock())]),
            )
        ]
    )
    assert undeclared_blocks(body) == [".pair.raw"]
