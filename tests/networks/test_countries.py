"""The pages of countries: all that the city does with each, and nothing that is not public."""

from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import NewsIndexPage, NewsPage, RelatedPage
from networks.countries import countries
from networks.models import NetworkPage, PartnerRegionPage, ProjectPage
from networks.models.project import ProjectState
from tests.networks.test_catalogue import soup, swedish


def headings(url: str) -> list[str]:
    return [heading.get_text() for heading in soup(url).select("main h2")]


def test_everything_of_a_country_stands_on_one_page_in_both_languages() -> None:
    region = swedish(PartnerRegionPage).get(country="EE")
    network = swedish(NetworkPage).first()
    NetworkPage.objects.filter(translation_key=network.translation_key).update(country="EE")
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    news = NewsPage(title="Nytt från kusten", slug="kusten", date=timezone.localdate())
    news.related_pages = [RelatedPage(related=region)]
    index.add_child(instance=news)
    told = soup("/lander/ee/")
    assert [h.get_text() for h in told.select("h1, main h2")] == [
        "Estland",
        "Partnerregioner",
        "Projekt med partner där",
        "Nätverk med säte där",
        "I handlingsplanen",
        "Nyheter",
        "Evenemang",
    ]
    projects = ProjectPage.objects.filter(
        locale__language_code="sv", live=True, partners__organisation__country="EE"
    ).distinct()
    for page in (region, network, news, *projects, *region.activities.all()):
        assert told.select_one(f'main a[href="{page.url}"]'), page.title
    english = soup("/en/countries/ee/")
    link = english.select_one("a.languages__link")
    assert link is not None
    assert link["href"] == "/lander/ee/"
    assert english.select_one('main a[lang="sv"][href="/nyheter/kusten/"]')
    assert english.select_one('.breadcrumb a[href="/en/countries/"]')


def test_a_country_is_linked_where_it_is_named_and_listed() -> None:
    region = swedish(PartnerRegionPage).get(country="EE")
    assert soup(region.url).select_one('.facts a[href="/lander/ee/"]')
    assert soup("/en/twin-towns/").select_one('main a[href="/en/countries/ee/"]')
    assert soup("/lander/").select_one('main a[href="/lander/ee/"]')
    assert "/en/countries/ee/" in Client().get("/sitemap.xml").content.decode()


def test_what_was_rejected_is_nothing_that_is_done_there() -> None:
    there = ProjectPage.objects.filter(partners__organisation__country="EE")
    page = there.filter(locale__language_code="sv", live=True)[0]
    links = f'main a[href="{page.url}"]'
    assert soup("/lander/ee/").select_one(links)
    before = {code: number for code, _name, number in countries()}
    for version in page.get_translations(inclusive=True):
        ProjectPage.objects.filter(pk=version.pk).update(state=ProjectState.REJECTED)
    assert not soup("/lander/ee/").select_one(links)
    assert {code: number for code, _name, number in countries()}["ee"] == before["ee"] - 1


def test_a_country_without_public_pages_has_none_itself() -> None:
    assert Client().get("/lander/EE/")["Location"] == "/lander/ee/"
    for code in ("zz", "se", "mt", "xyz"):
        assert Client().get(f"/lander/{code}/").status_code == 404
    region = swedish(PartnerRegionPage).get(country="PL")
    assert headings("/lander/pl/")
    for version in region.get_translations(inclusive=True):
        PageViewRestriction.objects.create(page=version, restriction_type="login")
    ProjectPage.objects.filter(partners__organisation__country="PL").delete()
    assert Client().get("/lander/pl/").status_code == 404
    assert not soup("/lander/").select_one('main a[href="/lander/pl/"]')
