"""The command that fills the site with many pages."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page

from bilingual.models import SwedishOnly, TranslationState
from bilingual.overview import State, totals
from home.models import NewsIndexPage, NewsPage


def run(*args: str) -> str:
    out = StringIO()
    call_command("fill", *args, stdout=out)
    return out.getvalue()


def test_of_a_hundred_pages_each_state_has_its_share() -> None:
    before = totals().counts
    run("--pages", "100")
    made = {state: number - before[state] for state, number in totals().counts.items()}
    assert made == {
        State.CURRENT: 90,
        State.STALE: 5,
        State.IN_PROGRESS: 2,
        State.MISSING: 2,
        State.SWEDISH_ONLY: 1,
        State.ENGLISH_ONLY: 0,
    }


def test_the_tree_is_whole_and_takes_an_editors_page_after_it() -> None:
    run("--pages", "30")
    assert not any(Page.find_problems())
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    index.add_child(instance=NewsPage(title="Efter", slug="efter", locale=index.locale))
    assert not any(Page.find_problems())


def test_what_it_makes_is_read_in_both_languages_and_found() -> None:
    run("--pages", "3")
    page = NewsPage.objects.get(slug="utfyllnad-3")
    english = NewsPage.objects.get(translation_key=page.translation_key, slug="filler-3")
    for version in (page, english):
        html = Client().get(version.url).content.decode()
        assert version.introduction in html
        assert "hreflang" in html
    found = Client().get("/sok/", {"q": page.introduction}).content.decode()
    assert page.url in found


def test_a_second_run_adds_only_what_is_missing_and_says_so() -> None:
    run("--pages", "5")
    NewsPage.objects.get(slug="utfyllnad-2").delete()
    output = run("--pages", "7")
    assert "There are already 4." in output
    assert "3 Swedish filler pages made" in output
    assert NewsPage.objects.filter(slug__startswith="utfyllnad-").count() == 7
    assert "0 Swedish filler pages made" in run("--pages", "7")
    assert not any(Page.find_problems())


def test_they_are_taken_away_and_nothing_else() -> None:
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    # An editor's own, with an address like it.
    own = NewsPage(title="Egen", slug="utfyllnad-fogar", locale=index.locale)
    index.add_child(instance=own)
    models = (Page, TranslationState, SwedishOnly)
    before = [set(model.objects.values_list("pk", flat=True)) for model in models]
    run("--pages", "100")
    run("--remove")
    assert [set(model.objects.values_list("pk", flat=True)) for model in models] == before
    assert not any(Page.find_problems())
    assert "0 filler pages" in run("--remove")


@pytest.mark.parametrize("number", ["0", "-1", "500001"])
def test_a_number_that_makes_no_sense_is_refused(number: str) -> None:
    with pytest.raises(CommandError, match="--pages must be from 1") as error:
        run(f"--pages={number}")
    assert error.value.returncode == 2


def test_without_a_news_index_it_says_what_to_do() -> None:
    for index in NewsIndexPage.objects.filter(locale__language_code="en"):
        index.delete()
    count = Page.objects.count()
    with pytest.raises(CommandError, match="no news index in “en”") as error:
        run("--pages", "1")
    assert error.value.returncode == 2
    assert Page.objects.count() == count
