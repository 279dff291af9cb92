"""The city's international history: year by year, no more exact than known, from the records."""

import datetime as dt
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from networks.models import NetworkPage, PartnerRegionPage, ProjectPage, Together, TwinTownPage
from policy.models import DecisionPage

SV, EN = "/vanorter/historia/", "/en/twin-towns/history/"


def get(url: str, status: int = 200) -> str:
    response = Client().get(url)
    assert response.status_code == status, response.status_code
    return response.content.decode()


def told(html: str) -> list[tuple[int, str]]:
    """Year and words of everything that is told."""
    found = []
    for year, section in re.findall(
        r'<section class="year" aria-labelledby="year-(\d+)">(.*?)</section>', html, re.DOTALL
    ):
        for entry in re.findall(r"<li>(.*?)</li>", section, re.DOTALL):
            text = unescape(re.sub(r"<[^>]+>", " ", entry))
            found.append((int(year), " ".join(text.split())))
    return found


def both(model: type, slug: str) -> list:
    """The page in both languages."""
    page = model.objects.get(slug=slug, locale__language_code="sv")  # type: ignore[attr-defined]
    return list(model.objects.filter(translation_key=page.translation_key))  # type: ignore[attr-defined]


def test_what_pages_and_rows_say_is_told_in_both_languages() -> None:
    for page in both(TwinTownPage, "akureyri"):
        page.starts_on, page.precision = dt.date(1949, 1, 1), "year"
        page.agreed_on = dt.date(1950, 5, 17)
        page.save()
        swedish = page.locale.language_code == "sv"
        more = DecisionPage.objects.filter(locale__language_code="sv").first()
        Together.objects.create(
            page=page,
            locale=page.locale,
            translation_key="9a3c1c5e-64f6-4a0e-9d6e-0f6f6a1b2c3d",
            happened_on=dt.date(1951, 8, 20),
            precision="month",
            title="Körer möts" if swedish else "Choirs meet",
            page_link=more,
        )
    for page in both(PartnerRegionPage, PartnerRegionPage.objects.first().slug):
        page.starts_on, page.ends_on, page.precision = dt.date(1997, 4, 1), None, "quarter"
        page.save()
    network = NetworkPage.objects.filter(locale__language_code="sv").first()
    for page in both(NetworkPage, network.slug):
        page.starts_on, page.ends_on, page.precision = (
            dt.date(1995, 1, 1),
            dt.date(2003, 6, 30),
            "half-year",
        )
        page.save()
    swedish, english = told(get(SV)), told(get(EN))
    assert (1949, "Ny vänort Akureyri") in swedish
    assert (1949, "New twin town Akureyri") in english
    assert (1950, "17 maj 1950 · Avtal undertecknat Akureyri") in swedish
    # A month is told as a month; the page that tells more is linked.
    assert any(y == 1951 and w.startswith("Augusti 1951 · Akureyri Körer möts") for y, w in swedish)
    assert any(y == 1951 and w.startswith("August 1951 · Akureyri Choirs meet") for y, w in english)
    assert any(y == 1997 and "Kvartal 2 1997" in w and "Ny partnerregion" in w for y, w in swedish)
    assert any(y == 2003 and "Staden lämnar nätverket" in w for y, w in swedish)
    assert any(y == 2002 and "22 augusti 2002 · Beslut" in w for y, w in swedish)
    assert any("Projekt startar" in w and "Exempel" in w for _, w in swedish)
    assert [year for year, _ in swedish] == sorted(year for year, _ in swedish)
    assert len(swedish) == len(english)
    assert 'lang="sv"' not in get(EN)[get(EN).index("<main") : get(EN).index("</main>")]


def test_kinds_nonsense_and_the_word_of_the_other_language() -> None:
    html = get(f"{SV}?kind=decisions&kind=towns")
    assert "Projekt startar" not in html
    assert "Beslut" in html
    assert 'value="decisions" id="id_kind_4" checked' in html
    refused = get(f"{SV}?kind=wars", status=400)
    assert 'role="alert"' in refused
    assert 'class="year"' not in refused
    response = Client().get(f"{EN.replace('history', 'historia')}?kind=towns")
    assert (response.status_code, response["Location"]) == (301, f"{EN}?kind=towns")
    assert f'href="{SV}"' in get("/vanorter/")


def test_nothing_is_told_before_it_happens_nor_of_what_is_not_public() -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    project = ProjectPage.objects.filter(locale__language_code="sv", state="granted").first()
    for page in both(ProjectPage, project.slug):
        page.starts_on, page.ends_on, page.precision = dt.date(1850, 1, 1), tomorrow, "day"
        page.save()
    entries = [words for _, words in told(get(SV)) if project.title in words]
    assert entries == [f"1 januari 1850 · Projekt startar {project.title} Exempel"]
    ProjectPage.objects.filter(translation_key=project.translation_key).update(live=False)
    assert project.title not in get(SV)


def test_a_long_history_costs_no_more_queries() -> None:
    def queries() -> int:
        Client().get(SV)
        with CaptureQueriesContext(connection) as captured:
            get(SV)
        return len(captured)

    before = queries()
    town = TwinTownPage.objects.filter(locale__language_code="sv").first()
    for number in range(200):
        Together.objects.create(
            page=town,
            locale=town.locale,
            happened_on=dt.date(1900 + number % 90, 1, 1),
            title=f"Besök {number}",
            page_link=DecisionPage.objects.filter(locale__language_code="sv").first(),
        )
    # Reading the pages that the rows lead on to is one query more.
    assert queries() <= before + 1
    assert len(told(get(SV))) == 150
    assert 'rel="next"' in get(SV)


@pytest.mark.parametrize("founded", [0, 12000])
def test_a_year_that_no_calendar_has_breaks_nothing(founded: int) -> None:
    NetworkPage.objects.update(founded=founded)
    get(SV)
