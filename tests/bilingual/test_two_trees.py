"""The English tree stands as the Swedish one, whatever the editor does to it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from networks.models import ProjectPage
from policy.models import ActivityPage, PolicyPage
from tests.bilingual.test_traps import english, public
from tests.forms import errors_in, get_form


@pytest.fixture
def pages() -> tuple[Page, Page]:
    """A plain Swedish page, and another that it can be moved below."""
    swedish = StandardPage.objects.filter(locale__language_code="sv")
    below = swedish.get(slug="om-webbplatsen")
    page = swedish.exclude(pk=below.pk).first()
    assert page is not None
    return page, below


def fresh(page: Page) -> Page:
    return type(page).objects.get(pk=page.pk)


def in_bulk(client: Client, action: str, *pages: Page, **fields: Any) -> str:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    next_url = reverse("wagtailadmin_explore", args=[pages[0].get_parent().pk])
    response = client.post(f"{url}?{chosen}&next={next_url}", fields, follow=True)
    return response.content.decode()


def move(client: Client, way: str, page: Page, below: Page) -> str:
    if way == "bulk":
        return in_bulk(client, "move", page, chooser=below.pk)
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, below.pk])
    return client.post(url, follow=True).content.decode()


def sound() -> bool:
    """Whether the tree's own bookkeeping is in order."""
    return not any(Page.find_problems())


@pytest.mark.parametrize("way", ["single", "bulk"])
def test_english_moves_with_swedish_and_its_old_address_leads_on(
    admin: Client, pages: tuple[Page, Page], way: str
) -> None:
    page, below = pages
    translated = english(page)
    old = translated.url
    told = move(admin, way, page, below)
    assert way == "single" or "1 översättning flyttades med" in told
    assert fresh(page).get_parent().pk == below.pk
    assert fresh(translated).get_parent().pk == english(below).pk
    assert sound()
    response = Client().get(old)
    assert response.status_code == 301
    assert response.headers["Location"] == fresh(translated).url


@pytest.mark.parametrize("way", ["single", "bulk"])
def test_a_page_is_not_moved_where_its_english_one_cannot_follow(
    admin: Client, pages: tuple[Page, Page], way: str
) -> None:
    page, below = pages
    english(below).delete()
    before = page.url, english(page).url
    assert "finns inte på engelska" in move(admin, way, page, fresh(below))
    assert (fresh(page).url, english(page).url) == before


@pytest.mark.parametrize("way", ["single", "bulk"])
def test_a_taken_english_address_is_said(admin: Client, pages: tuple[Page, Page], way: str) -> None:
    page, below = pages
    namesake = StandardPage(title="Namesake", slug=english(page).slug, locale=english(page).locale)
    english(below).add_child(instance=namesake)
    assert "redan en sida med adressen" in move(admin, way, page, fresh(below))
    assert fresh(page).url == page.url


@pytest.mark.parametrize("way", ["single", "bulk"])
def test_a_translation_is_not_moved_alone(
    admin: Client, pages: tuple[Page, Page], way: str
) -> None:
    page, below = pages
    translated = english(page)
    assert "flytta ”" in move(admin, way, translated, english(below))
    assert fresh(translated).url == translated.url


def test_both_languages_chosen_at_once_are_deleted_once(
    admin: Client, pages: tuple[Page, Page]
) -> None:
    page, _below = pages
    translated = english(page)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    assert admin.post(f"{url}?id={page.pk}&id={translated.pk}").status_code == 302
    assert not Page.objects.filter(pk__in=(page.pk, translated.pk)).exists()
    assert sound()


def test_sorting_swedish_sorts_english(admin: Client) -> None:
    policy = PolicyPage.objects.get(locale__language_code="sv")

    def order(page: Page) -> list[Any]:
        return list(fresh(page).get_children().values_list("translation_key", flat=True))

    first = order(policy)
    assert order(english(policy)) == first
    for start, position in ((0, "?position=3"), (2, "?position=0"), (1, "")):
        page = fresh(policy).get_children()[start]
        url = reverse("wagtailadmin_pages:set_page_position", args=[page.pk])
        assert admin.post(url + position).status_code == 200
        assert order(english(policy)) == order(policy)
    assert order(policy) != first
    assert sound()


@pytest.mark.parametrize("kind", ["publish_copies", "alias"])
@pytest.mark.parametrize("model", [NewsPage, ActivityPage, ProjectPage])
def test_no_page_is_copied_into_the_other_tree(admin: Client, model: Any, kind: str) -> None:
    page = model.objects.filter(locale__language_code="sv", live=True).first()
    parent = english(page.get_parent())
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": parent.pk, kind: "on"}
    response = admin.post(url, data)
    assert "på ett annat språk" in response.content.decode()
    assert not Page.objects.filter(slug="kopia").exists()


def test_every_page_type_has_the_careful_copy_form() -> None:
    from django.apps import apps

    from core.copy_form import SameLanguageCopyForm
    from core.models import BasePage

    types = [model for model in apps.get_models() if issubclass(model, BasePage)]
    assert len(types) > 20
    assert all(issubclass(model.copy_form_class, SameLanguageCopyForm) for model in types)


@pytest.mark.parametrize("action", ["move", "delete", "unpublish"])
def test_bulk_screens_say_that_english_goes_along(admin: Client, action: str) -> None:
    page = ProjectPage.objects.filter(locale__language_code="sv").first()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    asked = admin.get(f"{url}?id={page.pk}").content.decode()
    assert "görs även med den engelska" in asked


def test_deleting_in_bulk_deletes_both_and_says_so(admin: Client) -> None:
    page = ProjectPage.objects.filter(locale__language_code="sv").first()
    translated = english(page)
    assert "1 översättning raderades" in in_bulk(admin, "delete", page)
    assert not Page.objects.filter(pk__in=(page.pk, translated.pk)).exists()
    assert sound()


def test_deleting_a_section_deletes_the_whole_english_one(admin: Client) -> None:
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    translated = english(index)
    below = [page.pk for page in translated.get_descendants(inclusive=True)]
    assert len(below) > 2
    url = reverse("wagtailadmin_pages:delete", args=[index.pk])
    assert "översättning" in admin.get(url).content.decode()
    assert admin.post(url).status_code == 302
    assert not Page.objects.filter(pk__in=below).exists()
    assert sound()


@pytest.fixture
def orphan() -> Page:
    """An English project without a Swedish page, as only a script could make one."""
    index = ProjectPage.objects.filter(locale__language_code="en")[0].get_parent()
    page = ProjectPage(title="Orphan", slug="orphan", locale=index.locale, live=False)
    index.add_child(instance=page)
    page.save_revision()
    return page


def test_a_translation_of_nothing_is_not_published(admin: Client, orphan: Page) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[orphan.pk])
    fields = {**get_form(admin, edit), "action-publish": "action-publish"}
    told = admin.post(edit, fields, follow=True).content.decode()
    assert "ingen svensk sida" in told
    assert not fresh(orphan).live
    assert "ingen svensk sida" in in_bulk(admin, "publish", orphan)
    assert not fresh(orphan).live
    orphan.get_workflow().start(orphan, None)
    state = fresh(orphan).current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[orphan.pk, "approve", state.pk])
    admin.post(approve, {"comment": "Ja"})
    assert not fresh(orphan).live


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("way", ["single", "bulk"])
def test_the_home_page_is_not_taken_away_alone(log_in: Any, language: str, way: str) -> None:
    client = log_in("admin" if way == "bulk" else "godkannare")
    home = HomePage.objects.get(locale__language_code=language)
    if way == "bulk":
        assert "startsidan" in in_bulk(client, "unpublish", home).lower()
        assert "startsidan" in in_bulk(client, "delete", home).lower()
    else:
        for name in ("unpublish", "delete"):
            url = reverse(f"wagtailadmin_pages:{name}", args=[home.pk])
            client.post(url, follow=True)
    assert fresh(home).live


def test_a_whole_language_is_taken_down_on_purpose(admin: Client) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    url = reverse("wagtailadmin_pages:unpublish", args=[home.pk])
    assert admin.post(url, {"include_descendants": "on"}).status_code == 302
    assert not home.get_descendants(inclusive=True).live().exists()
    for address in ("/en/", "/en/news/", "/en/nyheter/", "/en/international-policy/vision/"):
        response = Client().get(address, follow=True)
        assert response.status_code == 410, address
        html = response.content.decode()
        assert '<html lang="en"' in html
        assert "has been taken away since" in html
        assert 'content="noindex"' in html


def test_a_lost_english_home_page_takes_no_other_address_along() -> None:
    home = HomePage.objects.get(locale__language_code="en")
    news = NewsPage.objects.filter(locale__language_code="en")[0]
    home.unpublish()
    assert Client().get("/en/").status_code == 410
    assert news.title in public(news)
    assert Client().get("/en/natverk/").status_code in (301, 404)
    assert news.url in Client().get("/sitemap.xml").content.decode()


def test_a_page_in_the_wrong_tree_is_not_answered() -> None:
    page = NewsPage.objects.filter(locale__language_code="sv", live=True)[0]
    index = NewsIndexPage.objects.get(locale__language_code="en")
    page.copy(to=index, update_attrs={"slug": "kopia"}, keep_live=True)
    response = Client().get("/en/news/kopia/")
    assert response.status_code == 404
    assert errors_in(response.content.decode()) == []
    assert page.title not in response.content.decode().split("<main")[1]
