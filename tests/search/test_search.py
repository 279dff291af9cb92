"""The search page, the sitemap, robots.txt."""

from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from networks.models import TwinTownIndexPage

# Where the pages begin that are no pages of the tree: of records and of countries.
RECORDS = tuple(
    f"http://testserver{path}/"
    for path in (
        *("/verksamheter", "/fokusomraden", "/kontakter", "/nyckelord", "/lander"),
        *("/en/operations", "/en/focus-areas", "/en/contacts", "/en/keywords", "/en/countries"),
    )
)


def hits(url: str, words: str) -> list[str]:
    response = Client().get(url, {"q": words})
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    return [str(link["href"]) for link in soup.select("main .search-result a")]


def test_each_language_finds_its_own_pages() -> None:
    assert "/natverk/malardalsradet/" in hits("/sok/", "Mälardalsrådet")
    swedish, english = hits("/sok/", "Kassel"), hits("/en/search/", "Kassel")
    assert swedish
    assert english
    assert not any(url.startswith("/en/") for url in swedish)
    assert all(url.startswith("/en/") for url in english)


def test_a_draft_is_not_found() -> None:
    page = Page.objects.get(slug="kassel", locale__language_code="sv").specific
    url = page.url
    page.unpublish()
    assert url not in hits("/sok/", "Kassel")


@pytest.mark.parametrize(
    "nonsense",
    ['"', "'", '"""', "*", "(", ")", "AND", "NOT", "a AND", "^", ":", "-", "NEAR(", "\x00", "%",
     "\\", "{}", "<script>alert(1)</script>", "å" * 5000, "' OR 1=1 --", "title:", "🦆", "\ud7ff"],
)  # fmt: skip
@pytest.mark.parametrize("url", ["/sok/", "/en/search/"])
def test_nonsense_is_no_server_error(url: str, nonsense: str) -> None:
    response = Client().get(url, {"q": nonsense})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999", "1e9", "\x00", ""])
def test_a_page_number_out_of_range_gives_the_nearest_page(page: str) -> None:
    assert Client().get("/sok/", {"q": "Västerås", "page": page}).status_code == 200


def test_signs_alone_find_nothing_and_say_so() -> None:
    assert hits("/sok/", '"') == []
    assert "Inga sidor" in Client().get("/sok/", {"q": '"'}).content.decode()


def test_the_sitemap_lists_both_trees_with_their_alternates() -> None:
    response = Client().get("/sitemap.xml")
    assert response.status_code == 200
    space = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    root = ElementTree.fromstring(response.content)
    listed = {}
    for url in root.findall("s:url", space):
        address = url.findtext("s:loc", namespaces=space)
        listed[address] = {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", space)
        }
    live = Page.objects.live().filter(depth__gt=1)
    pages = {f"http://testserver{page.url}" for page in live}
    assert pages <= set(listed)
    partners = TwinTownIndexPage.objects.all()
    routes = [url for page in partners for url in (page.map_url, page.history_url)]
    below = {f"http://testserver{url}" for url in routes}
    assert len(below) == 4
    assert below <= set(listed)
    for address in set(listed) - pages - below:
        assert address.startswith(RECORDS), address
    assert f"{RECORDS[0]}city-council/" in listed
    for address, alternates in listed.items():
        assert set(alternates) == {"sv", "en"}
        assert address in alternates.values()


def test_robots_txt_names_the_sitemap() -> None:
    response = Client().get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()
