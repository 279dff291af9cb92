"""Keywords: typed in Swedish, the same in English, a page each, merged by editors."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from home.models import NewsPage
from networks.models import NetworkPage, ProjectPage
from records.merging import merge
from records.models import Keyword, KeywordedPage
from records.typed_keywords import typed_keywords
from tests.bilingual.test_on_and_off import switch_off
from tests.bilingual.test_traps import english
from tests.forms import get_form


def news() -> Any:
    return NewsPage.objects.get(slug="elever-fran-kassel-pa-besok-i-vasteras")


def soup_of(address: str) -> BeautifulSoup:
    response = Client().get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def type_in(client: Client, page: Any, words: str, action: str = "action-publish") -> None:
    """Types keywords into the page's form as an editor does, and publishes."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    fields = get_form(client, url)
    fields.update({"keywords": words, action: "1", "reason": "x"})
    response = client.post(url, fields)
    assert response.status_code == 302, response.content.decode()[:3000]


def words_of(page: Any) -> list[str]:
    return sorted(page.keywords.values_list("name", flat=True))


def test_what_is_typed_in_swedish_reaches_english_as_a_fact(admin: Client) -> None:
    page = news()
    type_in(admin, page, '"  Åre   resa", SKOLUTBYTE, åre resa')
    assert words_of(page) == ["skolutbyte", "Åre resa"]
    assert words_of(english(page)) == ["skolutbyte", "Åre resa"]
    assert Keyword.objects.get(name="Åre resa").slug == "are-resa"
    # In another form of the same letters it is the same word; and it is locked in English.
    assert typed_keywords("A\u030aRE RESA") == ["Åre resa"]
    there = switch_off(admin, page)
    url = reverse("wagtailadmin_pages:edit", args=[there.pk])
    field = BeautifulSoup(admin.get(url).content, "html.parser").select_one("[name=keywords]")
    assert field is not None
    assert field.has_attr("disabled")
    type_in(admin, there, "hacked")
    assert words_of(english(page)) == ["skolutbyte", "Åre resa"]
    # English readers see the Swedish word, marked as Swedish.
    for address in (there.url, "/en/keywords/", "/en/keywords/are-resa/"):
        marked = soup_of(address).select('main [lang="sv"]')
        assert "Åre resa" in [element.get_text(strip=True) for element in marked], address


def test_a_keyword_has_a_page_that_groups_what_has_it() -> None:
    for address, other, kassel in (
        ("/nyckelord/skolutbyte/", "/en/keywords/skolutbyte/", news().url),
        ("/en/keywords/skolutbyte/", "/nyckelord/skolutbyte/", english(news()).url),
    ):
        soup = soup_of(address)
        assert soup.select_one(f'header a[rel="alternate"][href="{other}"]') is not None
        assert soup.select_one(f'section[aria-labelledby="news"] a[href="{kassel}"]') is not None
        assert soup.select_one('section[aria-labelledby="projects"] a') is not None
        index = address.replace("skolutbyte/", "")
        assert soup_of(index).select_one(f'main a[href="{address}"]') is not None
    assert soup_of("/en/keywords/skolutbyte/").select_one("h1").get_text(strip=True) == (  # type: ignore[union-attr]
        "School exchange"
    )


def test_a_word_that_only_drafts_have_is_not_public(admin: Client) -> None:
    page = news()
    type_in(admin, page, "hemlig affär", action="x")
    assert Keyword.objects.filter(name="hemlig affär").exists()
    assert Client().get("/nyckelord/hemlig-affar/").status_code == 404
    for address in ("/nyckelord/", "/sitemap.xml"):
        assert b"hemlig" not in Client().get(address).content


@pytest.mark.parametrize(
    ("word", "slug"), [("数字", "shuzi"), ("!!!", "keyword"), ("Łódź", "lodz")]
)
def test_any_word_has_an_address(word: str, slug: str) -> None:
    assert Keyword.objects.create(name=word).slug == slug


def test_two_keywords_become_one_everywhere(admin: Client) -> None:
    page, both = news(), ProjectPage.objects.get(acronym="EX-CLASS", locale__language_code="sv")
    type_in(admin, page, "elevutbyte")
    type_in(admin, both, "elevutbyte, skolutbyte")
    draft = ProjectPage.objects.get(acronym="EX-CARE", locale__language_code="sv")
    type_in(admin, draft, "elevutbyte", action="x")
    old = Keyword.objects.get(name="elevutbyte")
    stays = Keyword.objects.get(name="skolutbyte")
    listing = admin.get(reverse("wagtailsnippets_records_keyword:list")).content.decode()
    address = reverse("wagtailsnippets_records_keyword:merge", args=[old.pk])
    assert address in listing
    asked = admin.get(address).content.decode()
    assert "3 sidor har ”elevutbyte”" in asked
    assert admin.post(address, {"into": old.pk}).status_code == 200  # not into itself
    assert Keyword.objects.filter(pk=old.pk).exists()
    done = admin.post(address, {"into": stays.pk}, follow=True).content.decode()
    assert "3 sidor" in done
    assert not Keyword.objects.filter(pk=old.pk).exists()
    for one in (page, both):
        assert words_of(one) == words_of(english(one)) == ["skolutbyte"]
    # What was a draft is still one, and has the other word now; so have the versions before.
    assert "skolutbyte" not in words_of(draft)
    draft.refresh_from_db()
    revision = draft.get_latest_revision()
    assert [row.tag for row in revision.as_object().keyword_links.all()] == [stays]
    type_in(admin, draft, "skolutbyte")
    assert words_of(english(draft)) == ["skolutbyte"]
    for language, was, now in (
        ("sv", "/nyckelord/elevutbyte/", "/nyckelord/skolutbyte/"),
        ("en", "/en/keywords/elevutbyte/", "/en/keywords/skolutbyte/"),
    ):
        answer = Client().get(was)
        assert (answer.status_code, answer["Location"]) == (301, now), language
    # Links and subscriptions with the word that was merged go on.
    assert page.title in Client().get("/nyheter/feed.atom?keyword=elevutbyte").content.decode()
    assert Client().get("/en/events/calendar.ics?keyword=elevutbyte").status_code == 200
    kept = Client().get("/projekt/?theme=elevutbyte").content.decode()
    assert both.title in kept
    assert "theme=skolutbyte" in kept
    assert Client().get("/projekt/?theme=aldrig-funnits").status_code == 400
    assert Client().get("/nyheter/feed.atom?keyword=aldrig-funnits").status_code == 404


def test_a_merged_keyword_whose_heir_is_deleted_says_so_at_once(admin: Client) -> None:
    type_in(admin, news(), "elevutbyte, skolutbyte")
    old, heir = (Keyword.objects.get(name=name) for name in ("elevutbyte", "skolutbyte"))
    merge(old, heir, None)
    assert Client().get("/en/keywords/elevutbyte/").status_code == 301
    heir.delete()
    for address in ("/nyckelord/%s/", "/en/keywords/%s/"):
        for code in ("elevutbyte", "skolutbyte"):
            assert Client().get(address % code).status_code == 410, address % code


def test_a_merged_keyword_whose_heir_no_public_page_has_is_gone() -> None:
    page = NetworkPage.objects.filter(locale__language_code="sv", live=True).first()
    assert page
    old, heir = (Keyword.objects.create(name=name, slug=name) for name in ("gammalt", "nytt"))
    page.keywords.add(old)
    page.save_revision().publish()
    merge(old, heir, None)
    assert Client().get("/nyckelord/gammalt/", follow=True).status_code == 200
    KeywordedPage.objects.filter(tag=heir).delete()
    for address in ("/nyckelord/gammalt/", "/en/keywords/gammalt/"):
        answer = Client().get(address, follow=True)
        assert answer.status_code == 410
        index = address.replace("gammalt/", "")
        assert f'href="{index}"' in answer.content.decode()
    assert Client().get("/nyckelord/aldrig/").status_code == 404


def test_a_merged_keyword_that_only_drafts_had_leaves_no_address(admin: Client) -> None:
    type_in(admin, news(), "hemlig affär", action="x")
    secret, heir = (Keyword.objects.get(name=name) for name in ("hemlig affär", "skolutbyte"))
    merge(secret, heir, None)
    assert Client().get("/nyckelord/hemlig-affar/").status_code == 404
    heir.delete()
    assert Client().get("/nyckelord/hemlig-affar/").status_code == 404


def test_keywords_are_renamed_and_those_without_english_are_listed(
    admin: Client, log_in: Any
) -> None:
    listing = reverse("wagtailsnippets_records_keyword:list")
    lacking = admin.get(listing, {"lacks_english": "yes"}).content.decode()
    assert "hamnområden" in lacking
    assert "skolutbyte" not in lacking
    word = Keyword.objects.get(name="hamnområden")
    edit = reverse("wagtailsnippets_records_keyword:edit", args=[word.pk])
    fields = get_form(admin, edit)
    taken = admin.post(edit, {**fields, "name": "SKOLUTBYTE"})
    assert "Det finns redan" in taken.content.decode()
    assert admin.post(edit, {**fields, "name": "hamnar", "name_en": "harbours"}).status_code == 302
    assert soup_of("/en/keywords/hamnomraden/").select_one("h1").get_text(strip=True) == "Harbours"  # type: ignore[union-attr]
    merge = reverse("wagtailsnippets_records_keyword:merge", args=[word.pk])
    assert log_in("skribent").get(merge).status_code in (302, 403)
