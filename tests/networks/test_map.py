"""The map of partners: it and its list say the same, every sign is a link, and it stays light."""

import gzip
import random
import re
from decimal import Decimal
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from networks.maps.page import PER_PAGE
from networks.models import ProjectPage, ProjectPartner, TwinTownPage
from records.models import Organisation
from tests.networks.many_projects import fill

pytestmark = pytest.mark.any_database

SV, EN = "/vanorter/karta/", "/en/twin-towns/map/"
HEAVIEST = 40_000


def get(url: str, status: int = 200) -> str:
    response = Client().get(url)
    assert response.status_code == status, response.status_code
    return response.content.decode()


def drawing(html: str) -> str:
    return html[html.index('<svg class="map__drawing"') : html.index("</figure>")]


def signs(html: str) -> dict[str, str]:
    """The map's links: address by name."""
    found = re.findall(r'<a class="map__sign[^"]*" href="([^"]*)" aria-label="([^"]*)"', html)
    return {unescape(name): unescape(address) for address, name in found}


def listed(html: str) -> dict[str, str]:
    """The list's places: what is said of each, by name."""
    section = html[html.index('id="places"') :]
    rows = re.findall(r'<li id="[a-z]+-\d+">(.*?)(?=<li id=|</section>)', section, re.DOTALL)
    plain = [" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in rows]
    names = [
        unescape(re.sub(r"<[^>]+>", "", name)).strip()
        for name in re.findall(r'class="map-list__name"[^>]*>(.*?)</span>', section)
    ]
    return dict(zip(names, plain, strict=True))


def partner(name: str, latitude: str | None, longitude: str | None, country: str = "DE") -> None:
    """An organisation that takes part in a project, in both languages."""
    organisation = Organisation.objects.create(
        code=f"map-{Organisation.objects.count()}",
        name_sv=name,
        name_en=name,
        country=country,
        latitude=latitude and Decimal(latitude),
        longitude=longitude and Decimal(longitude),
    )
    first = ProjectPage.objects.live().filter(locale__language_code="sv").first()
    for page in ProjectPage.objects.filter(translation_key=first.translation_key):
        ProjectPartner.objects.create(page=page, organisation=organisation)


@pytest.mark.parametrize("address", [SV, EN])
@pytest.mark.parametrize("view", ["europe", "nordic", "world"])
def test_list_and_map_say_the_same(address: str, view: str) -> None:
    html = get(f"{address}?view={view}&lines=1")
    on_map, in_list = signs(html), listed(html)
    assert {"Kassel", "Akureyri", "Randers", "Ålesund"} <= set(in_list)
    outside = {
        name for name, text in in_list.items() if "Utanför" in text or "Outside this" in text
    }
    assert ("Kassel" in outside) == (view == "nordic")
    unseen = {n for n, text in in_list.items() if "inte angiven" in text or "not given" in text}
    assert len(in_list) > len(outside | unseen)
    # What is in the view has a sign that leads to it; what is outside has none.
    found = []
    for name, target in on_map.items():
        if "#places" in target:
            found += listed(get(address + target.partition("#")[0]))
        else:
            found += [n for n in in_list if name.startswith(f"{n}, ")]
    assert sorted(found) == sorted(set(in_list) - outside - unseen)
    assert len(gzip.compress(html.encode())) < HEAVIEST
    assert 'role="img"' not in drawing(html)


def test_a_sign_of_one_place_leads_to_its_page() -> None:
    town = TwinTownPage.objects.get(title="Akureyri", locale__language_code="sv")
    assert signs(get(SV))["Akureyri, Island (vänort)"] == town.url
    assert "Akureyri, Iceland (twin town)" in signs(get(EN))


def test_kinds_lines_and_the_other_language() -> None:
    html = get(f"{SV}?kind=town&kind=region&view=world")
    assert "Exempeluniversitetet" not in html
    assert "Kassel" in html
    # The choice goes on with the links to other views.
    assert f'{SV}?view=nordic&amp;kind=town&amp;kind=region"' in html
    assert 'class="map__lines"' not in get(SV)
    with_lines = get(f"{SV}?lines=1")
    assert 'class="map__lines"' in with_lines
    assert f'hreflang="en" href="http://testserver{EN}"' in with_lines
    response = Client().get(f"{SV.replace('karta', 'map')}?kind=town")
    assert (response.status_code, response["Location"]) == (301, f"{SV}?kind=town")


@pytest.mark.parametrize(
    "query", ["kind=moon", "view=mars", "at=town", "at=town-9'--", "kind=town&kind=%00", "view=%FF"]
)
def test_nonsense_is_refused_with_words(query: str) -> None:
    html = get(f"{SV}?{query}", status=400)
    assert 'role="alert"' in html
    assert "map__drawing" not in html
    assert 'name="kind"' in html


def test_overlapping_places_share_a_sign_that_leads_to_their_list() -> None:
    partner("Nära ett", "48.8566", "2.3522", "FR")
    partner("Nära två", "48.8600", "2.3600", "FR")
    html = get(SV)
    name = next(name for name in signs(html) if name.startswith("2 platser: Nära ett, Nära två"))
    address = signs(html)[name]
    chosen = get(SV + address.partition("#")[0])
    assert set(listed(chosen)) == {"Nära ett", "Nära två"}
    assert "map__sign--chosen" in chosen
    assert "är inte" not in chosen
    assert "Visa alla platser" in chosen
    assert "finns inte på den här kartan" in get(f"{SV}?at=partner-999999")


def test_edges_of_the_world() -> None:
    for number, (latitude, longitude) in enumerate(
        [("90", "0"), ("-90", "180"), ("0", "-180"), ("0", "180"), ("-40", "-168"), (None, None)]
    ):
        partner(f"Rand {number}", latitude, longitude)
    for view in ("europe", "nordic", "world"):
        html = get(f"{SV}?view={view}&lines=1&kind=partner")
        text = listed(html)
        assert "inte angiven" in text["Rand 5"]
        assert "Utanför" in text["Rand 1"]
        assert "nan" not in drawing(html)
    # At the date line there is a sign in the view of the world, on its own side.
    assert "Rand 4, Tyskland (projektpartner)" in signs(html)


def test_thousands_of_partners_stay_light_and_cost_no_more_queries() -> None:
    def queries(url: str) -> int:
        Client().get(url)
        with CaptureQueriesContext(connection) as captured:
            get(url)
        return len(captured)

    before = queries(SV)
    project = ProjectPage.objects.live().filter(locale__language_code="sv").first()
    made = Organisation.objects.bulk_create(
        Organisation(
            code=f"many-{n}",
            name_sv=f"Partner {n}",
            name_en=f"Partner {n}",
            country="FR",
            latitude=Decimal(36 + n % 300 / 10),
            longitude=Decimal(n * 7 % 400) / 10 - 10,
        )
        for n in range(4000)
    )
    ProjectPartner.objects.bulk_create(
        ProjectPartner(page=project, organisation=organisation) for organisation in made
    )
    assert queries(SV) <= before + 1
    html = get(f"{SV}?lines=1&page=3")
    assert len(gzip.compress(html.encode())) < HEAVIEST
    assert len(listed(html)) == PER_PAGE
    # A single place that stands on another page of the list is still reached.
    for address in signs(html).values():
        if address.startswith("#"):
            assert f'id="{address[1:]}"' in html


def test_partners_with_many_projects_stay_light_and_lead_to_the_rest() -> None:
    fill(1200)
    chance = random.Random(6)  # noqa: S311

    def words(number: int) -> str:
        return " ".join(
            "".join(chance.choices("abdegiklmnorstuvåäö", k=chance.randint(3, 9)))
            for _ in range(number)
        )

    organisations = list(Organisation.objects.filter(code__startswith="org-"))
    for organisation in organisations:
        organisation.name_sv = organisation.name_en = words(4)
        organisation.town = words(1)
        organisation.latitude = Decimal(chance.randint(36, 69))
        organisation.longitude = Decimal(chance.randint(-9, 30))
    changed = ["name_sv", "name_en", "town", "latitude", "longitude"]
    Organisation.objects.bulk_update(organisations, changed, batch_size=200)
    projects = list(Page.objects.filter(slug__startswith="proj", depth__gt=3))
    for project in projects:
        project.title = words(5)
    Page.objects.bulk_update(projects, ["title"], batch_size=200)
    for address in (SV, EN):
        for query in ("", "lines=1", "view=world&lines=1", "kind=partner&lines=1&page=2"):
            html = get(f"{address}?{query}")
            assert len(gzip.compress(html.encode())) < HEAVIEST, (address, query)
    page = BeautifulSoup(get(f"{SV}?kind=partner"), "html.parser")
    most = max(page.select("ul.map-list__projects"), key=lambda part: "till" in part.get_text())
    links = most.select("a")
    assert len(links) == 4
    more = re.search(r"och (\d+) till", links[3].get_text())
    assert more
    hits = BeautifulSoup(get(str(links[3]["href"])), "html.parser")
    listed_there = {str(link["href"]) for link in hits.select("#catalogue-hits .entry__title a")}
    assert {str(link["href"]) for link in links[:3]} <= listed_there
    assert len(listed_there) >= 3 + int(more[1])
