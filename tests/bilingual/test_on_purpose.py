"""What differs between the languages on purpose, and what must never differ."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from bilingual.models import TranslationState
from bilingual.staleness import missing_texts
from blocks.text import RICH_TEXT_FEATURES
from home.models import StandardPage
from networks.models import TwinTownPage
from policy.models import VisionPage
from tests.bilingual.test_traps import english, public

pytestmark = pytest.mark.any_database


@pytest.fixture
def page() -> StandardPage:
    """A Swedish page whose translation is published."""
    found = StandardPage.objects.filter(locale__language_code="sv").order_by("path").first()
    assert found is not None
    return found


def fill(page: Page, blocks: list[dict[str, Any]], texts: dict[str, str]) -> None:
    """Publishes these blocks in Swedish and, translated by `texts`, in English."""
    page.body = json.dumps([{**block, "id": f"0000000{i}"} for i, block in enumerate(blocks)])
    page.save_revision().publish()
    translation = Translation.objects.get(source__object_id=page.translation_key)
    for segment in StringSegment.objects.filter(
        source=translation.source, string__data__in=texts
    ).select_related("string"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            data=texts[segment.string.data],
        )
    assert missing_texts(translation) == []
    translation.save_target(publish=False)
    english(page).get_latest_revision().publish()


def text(html: str) -> dict[str, Any]:
    return {"type": "text", "value": html}


def links(page: Page) -> list[Any]:
    return BeautifulSoup(public(page), "html.parser").select(".prose a")


def test_links_follow_the_reader_and_are_marked(page: StandardPage) -> None:
    vision = VisionPage.objects.get(locale__language_code="sv")
    kassel = TwinTownPage.objects.get(slug="kassel", locale__language_code="sv")
    for target in (page, english(page)):
        target.body = json.dumps(
            [
                text(
                    f'<p><a linktype="page" id="{vision.pk}">ett</a>'
                    f'<a linktype="page" id="{kassel.pk}">två</a>'
                    '<a linktype="page" id="999999">tre</a>'
                    '<a linktype="page" id="x">fyra</a></p>'
                )
            ]
        )
        # As it is public: how it became so is another test's.
        target.save()
    english(kassel).unpublish()
    swedish = links(page)
    assert [link.get("href") for link in swedish] == [vision.url, kassel.url, None, None]
    assert not any(link.get("hreflang") for link in swedish)
    found = links(english(page))
    assert [link.get("href") for link in found] == [english(vision).url, kassel.url, None, None]
    assert [link.get("hreflang") for link in found] == [None, "sv", None, None]
    assert found[1]["data-note"] == "in Swedish"
    kassel.unpublish()
    assert links(english(page))[1].get("href") is None


def test_links_cost_the_same_however_many(
    page: StandardPage, django_assert_num_queries: Any
) -> None:
    from wagtail.rich_text import expand_db_html

    pages = Page.objects.filter(locale__language_code="sv", depth__gt=2)[:20]
    html = "".join(f'<a linktype="page" id="{target.pk}">x</a>' for target in pages)
    expand_db_html(html)
    with django_assert_num_queries(2):
        expand_db_html(html)


def test_a_block_in_one_language_is_shown_in_that_one(page: StandardPage) -> None:
    def only(code: str, words: str) -> dict[str, Any]:
        content = [{"type": "text", "value": f"<p>{words}</p>"}]
        return {"type": "one_language", "value": {"language": code, "content": content}}

    fill(
        page,
        [only("sv", "Bara här."), text("<p>Överallt.</p>"), only("en", "For partners only.")],
        {"Överallt.": "Everywhere."},
    )
    assert "Bara här." in public(page)
    assert "For partners only." not in public(page)
    translated = public(english(page))
    assert "Bara här." not in translated
    assert "Everywhere." in translated
    assert "For partners only." in translated


def test_a_passage_keeps_its_language_through_editor_and_translation(page: StandardPage) -> None:
    html = '<p>Motto: <span lang="de">Alles fließt</span> sagt staden.</p>'
    converter = ContentstateConverter(RICH_TEXT_FEATURES)
    again = converter.to_database_format(converter.from_database_format(html))
    assert '<span lang="de">Alles fließt</span>' in again
    fill(
        page,
        [text(html)],
        {"Motto:": "Motto:", "Alles fließt": "Alles fließt", "sagt staden.": "says the town."},
    )
    for version in (page, english(page)):
        assert '<span lang="de">Alles fließt</span>' in public(version)


def test_a_title_in_another_language_says_so(page: StandardPage) -> None:
    page.title_language = "de"
    page.save_revision().publish()
    for version in (page, english(page)):
        heading = BeautifulSoup(public(version), "html.parser").h1
        assert heading is not None
        assert heading["lang"] == "de"
    page.title_language = ""
    page.save_revision().publish()
    heading = BeautifulSoup(public(page), "html.parser").h1
    assert heading is not None
    assert not heading.has_attr("lang")


def linking(address: str) -> dict[str, Any]:
    return {**text(f'<p><a href="{address}">Mer</a></p>'), "id": "00000000"}


def relink(page: StandardPage, address: str) -> None:
    """Publishes the page with another link, and no other word."""
    page.refresh_from_db()
    page.body = json.dumps([linking(address)])
    page.save_revision().publish()


OLD, NEW, OWN = (f"https://example.org/{name}" for name in ("old", "new", "own"))


@pytest.fixture
def linked(page: StandardPage) -> StandardPage:
    """A page with a link to OLD, in both languages."""
    fill(page, [linking(OLD)], {'<a id="a1">Mer</a>': '<a id="a1">More</a>'})
    assert f'href="{OLD}">More</a>' in public(english(page))
    return page


def test_a_changed_link_is_in_english_at_once(linked: StandardPage) -> None:
    relink(linked, NEW)
    assert f'href="{NEW}">More</a>' in public(english(linked))
    state = TranslationState.objects.get(page=english(linked))
    assert state.stale_since is None


def test_words_that_a_translator_has_in_work_stay_out_of_it(linked: StandardPage) -> None:
    StringTranslation.objects.filter(data='<a id="a1">More</a>').update(
        data='<a id="a1">In work</a>'
    )
    relink(linked, NEW)
    html = public(english(linked))
    assert "In work" not in html
    assert f'href="{OLD}">More</a>' in html


def test_no_swedish_text_comes_along_with_a_link(linked: StandardPage) -> None:
    linked.introduction = "Ny svensk ingress."
    linked.save_revision().publish()
    relink(linked, NEW)
    assert "Ny svensk ingress" not in public(english(linked))


def test_a_link_can_have_an_english_address_of_its_own(admin: Client, linked: StandardPage) -> None:
    translation = Translation.objects.get(source__object_id=linked.translation_key)
    segment = translation.source.overridablesegment_set.get()
    url = f"/admin/localize/translate/{translation.pk}/overrides/{segment.pk}/edit/"
    body = f"value={quote(OWN)}"
    answer = admin.put(url, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (200, 201), answer.content
    translation.save_target(publish=False)
    english(linked).get_latest_revision().publish()
    assert f'href="{OWN}">More</a>' in public(english(linked))
    assert f'href="{OLD}"' in public(linked)
