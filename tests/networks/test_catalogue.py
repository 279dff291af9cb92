"""What readers do with the catalogues: choose, share the address, loosen, get it wrong."""

from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from networks.models import NetworkPage, PartnerRegionPage, ProjectPage, TwinTownPage
from records.models import Keyword
from tests.networks.test_catalogue_counts import count, offered, titles


def soup(url: str, status: int = 200) -> BeautifulSoup:
    response = Client().get(url)
    assert response.status_code == status, url
    return BeautifulSoup(response.content, "html.parser")


def swedish(model: Any) -> Any:
    return model.objects.filter(locale__language_code="sv")


def test_what_a_form_sends_leads_to_the_address_that_is_fit_to_be_kept() -> None:
    form = soup("/projekt/").select_one("form.catalogue")
    assert form is not None
    names = [field["name"] for field in form.select("input[name], select[name]")]
    sent = "&".join(f"{name}={'ee' if name == 'country' else ''}" for name in names)
    response = Client().get(f"{form['action']}?{sent}")
    assert (response.status_code, response["Location"]) == (302, "/projekt/?country=ee")
    page = soup("/projekt/?sort=name&utm=x&country=ee&status=closed")
    file = page.select_one(".files a")
    assert file is not None
    assert file["href"] == "/projekt/lista.csv?status=closed&country=ee&sort=name"


def test_the_printed_address_leads_to_the_same_choice() -> None:
    printed = soup("/en/projects/?status=closed&country=ee").select_one(".page-foot .print-only")
    assert printed is not None
    assert printed.get_text().strip(" ·") == (
        "http://testserver/en/projects/?status=closed&country=ee"
    )


def test_the_choice_is_named_can_be_taken_back_and_is_kept_in_the_other_language() -> None:
    page = soup("/en/projects/?status=closed&country=ee")
    found = page.select_one(".catalogue__chosen")
    assert found is not None
    assert "Status: Closed" in " ".join(found.get_text(" ").split())
    assert [link["href"] for link in found.select("a")] == [
        "/en/projects/?country=ee",
        "/en/projects/?status=closed",
        "/en/projects/",
    ]
    link = page.select_one("a.languages__link")
    assert link is not None
    assert link["href"] == "/projekt/?status=closed&country=ee"
    assert titles(page)
    assert len(titles(page)) == count(page) == offered(page, "status")["closed"]
    robots = page.select_one('meta[name="robots"]')
    assert robots is not None
    assert "noindex" in robots["content"]


def test_an_empty_result_says_what_to_leave_out_and_what_that_gives() -> None:
    page = soup("/projekt/?q=hittasinte&country=ee")
    assert count(page) == 0
    links = page.select(".catalogue__none a")
    assert [link["href"] for link in links] == ["/projekt/?country=ee"]
    assert str(count(soup("/projekt/?country=ee"))) in links[0].get_text()
    both = soup("/en/projects/?q=notfound&country=mt")
    assert [link["href"] for link in both.select(".catalogue__none a")] == ["/en/projects/"]


def test_two_parts_that_find_nothing_at_all_are_named_and_can_be_dropped_together() -> None:
    page = soup("/en/projects/?q=xyzzy&status=closed&country=jp")
    none = page.select_one(".catalogue__none")
    assert none is not None
    said = " ".join(none.get_text(" ").split())
    assert "Words: xyzzy" in said
    assert "Partner's country: Japan" in said
    assert "Closed" not in said
    (link,) = none.select("a")
    assert link["href"] == "/en/projects/?status=closed"
    closed = count(soup("/en/projects/?status=closed"))
    assert f"{closed} hit" in link.get_text()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("country=zz", "”Partnerns land” har inget val ”zz”"),
        ("country=EE", "har inget val"),
        ("status=nonsense", "”Status” har inget val"),
        ("year=20x6", "”År” har inget val"),
        ("year=0000", "”År” har inget val"),
        ("year=%D9%A1%D9%A1%D9%A1%D9%A1", "”År” har inget val"),
        ("theme=%00", "har inget val"),
        ("programme=%27%3B--", "har inget val"),
        ("sort=best", "”Ordning” har inget val"),
        ("focus-area=" + "x" * 5000, "har inget val"),
    ],
)
def test_a_wrong_choice_is_told_and_the_form_keeps_the_rest(query: str, words: str) -> None:
    page = soup(f"/projekt/?{query}&q=skola&operation=city-executive-office", 400)
    told = page.select_one('[role="alert"]')
    assert told is not None
    assert words in told.get_text()
    assert page.select_one('select[name="operation"] [value="city-executive-office"][selected]')
    field = page.select_one('input[name="q"]')
    assert field is not None
    assert field["value"] == "skola"
    assert titles(page) == []
    file = Client().get(f"/projekt/lista.csv?{query}")
    assert file.status_code == 400
    assert words in file.content.decode()


@pytest.mark.parametrize(
    "query",
    ["page=-1", "page=x", "page=99999999999999999999", "q=%00", "q=%25_'%22", "q=" + "å" * 999],
)
@pytest.mark.parametrize("address", ["/projekt/", "/en/networks/", "/vanorter/"])
def test_nonsense_is_no_error(address: str, query: str) -> None:
    response = Client().get(f"{address}?{query}", follow=True)
    assert response.status_code == 200


def test_words_are_found_in_titles_of_ones_language_short_names_and_partners() -> None:
    project = swedish(ProjectPage).first()
    english = project.get_translations().get()
    partner = project.partners.first().organisation
    ProjectPage.objects.filter(pk=project.pk).update(title="ÖRESUND runt", acronym="HAVSBAD")
    ProjectPage.objects.filter(pk=english.pk).update(title="Round the Sound")
    for query in ("öresund RUNT", "havsbad", partner.name_sv.upper()):
        assert "ÖRESUND runt" in titles(soup(f"/projekt/?q={query}")), query
    assert titles(soup("/en/projects/?q=round sound")) == ["Round the Sound"]
    english.unpublish()
    assert titles(soup("/en/projects/?q=round sound")) == []
    assert titles(soup("/en/projects/?q=öresund")) == ["ÖRESUND runt"]


def test_networks_stand_by_level_and_places_by_kind_until_another_order_is_chosen() -> None:
    levels = [head.get_text() for head in soup("/en/networks/").select("#catalogue-hits h2")]
    assert levels[0] == "Regional level"
    assert len(levels) == len(set(levels)) > 2
    page = soup("/vanorter/")
    assert [h.get_text() for h in page.select("#catalogue-hits h2")] == [
        "Vänorter",
        "Partnerregioner",
    ]
    towns, regions = swedish(TwinTownPage).count(), swedish(PartnerRegionPage).count()
    assert offered(page, "kind") == {"twin-town": towns, "partner-region": regions}
    assert titles(soup("/vanorter/?country=ee")) == [
        region.title for region in swedish(PartnerRegionPage).filter(country="EE")
    ]
    by_name = titles(soup("/vanorter/?sort=name"))
    assert by_name == sorted(by_name, key=str.lower)
    assert len(by_name) == towns + regions
    role = soup("/natverk/?role=member")
    assert count(role) == swedish(NetworkPage).filter(city_role="member").count() > 0


def test_a_theme_without_english_name_is_marked_and_a_private_page_is_not_counted() -> None:
    theme = Keyword.objects.create(name="stadsodling", slug="stadsodling")
    for town in swedish(TwinTownPage)[:2]:
        town.keywords.add(theme)
        town.save()
    page = soup("/en/twin-towns/?theme=stadsodling")
    assert count(page) == 2
    option = page.select_one('option[value="stadsodling"]')
    assert option is not None
    assert option["lang"] == "sv"
    for version in swedish(TwinTownPage)[0].get_translations(inclusive=True):
        PageViewRestriction.objects.create(page=version, restriction_type="login")
    assert offered(soup("/en/twin-towns/"), "theme") == {"stadsodling": 1}
    assert offered(soup("/vanorter/"), "theme") == {"stadsodling": 1}


def test_a_cell_of_a_file_is_never_run_as_a_formula() -> None:
    town = swedish(TwinTownPage)[0]
    TwinTownPage.objects.filter(pk=town.pk).update(title="=1+1", latitude=-1)
    text = Client().get("/vanorter/lista.csv").content.decode("utf-8-sig")
    assert "'=1+1" in text
    sheet = load_workbook(BytesIO(Client().get("/vanorter/lista.xlsx").content)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_addresses_of_paging_carry_the_choice() -> None:
    page = soup("/projekt/?country=ee&sort=name&page=1")
    canonical = page.select_one('link[rel="canonical"]')
    assert canonical is not None
    query = parse_qs(urlsplit(str(canonical["href"])).query)
    assert query == {"country": ["ee"], "sort": ["name"]}


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/en/twin-towns/?q=Alesund", "Ålesund"),
        ("/en/twin-towns/?q=PARNU", "Pärnu"),
        ("/natverk/?q=malardalsradet", "Mälardalsrådet"),
        ("/natverk/?q=MÄLARDALSRÅDET", "Mälardalsrådet"),
    ],
)
def test_words_are_found_without_their_marks(address: str, title: str) -> None:
    assert any(title in found for found in titles(soup(address)))


@pytest.mark.any_database
def test_all_letters_are_folded_alike_in_the_database() -> None:
    from core.folding import Folded, folded

    letters = "Łódź Ærø Þór Straße ÅÄÖ ĐẶC ÿ Ÿ 中文 İstanbul".replace("İ", "I")
    page = swedish(NetworkPage).first()
    NetworkPage.objects.filter(pk=page.pk).update(title=letters)
    found = NetworkPage.objects.filter(pk=page.pk).annotate(bare=Folded("title")).get()
    assert found.bare == folded(letters)
    assert found.bare.startswith("lodz aero thor strasse aao")
