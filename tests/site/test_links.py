"""All links of the site, in both languages, lead somewhere; nothing is asked of third parties."""

from functools import cache
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.test import Client

pytestmark = pytest.mark.any_database

HOST = "testserver"


@cache
def crawl() -> list[tuple[str, BeautifulSoup, set[str]]]:
    """Every page that can be reached from the two home pages, with the links on it. Asked once:
    both tests begin with the same content.
    """
    found = []
    client, waiting, seen = Client(), ["/", "/en/"], {"/", "/en/"}
    while waiting:
        url = waiting.pop()
        response = client.get(url)
        assert response.status_code == 200, f"{url}: {response.status_code}"
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        soup = BeautifulSoup(response.content, "html.parser")
        links = {urljoin(f"http://{HOST}{url}", str(a["href"])) for a in soup.select("a[href]")}
        found.append((url, soup, links))
        for link in links:
            parts = urlsplit(urldefrag(link).url)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.hostname == HOST and path not in seen and not path.startswith("/admin"):
                seen.add(path)
                waiting.append(path)
    return found


def test_all_links_lead_somewhere_and_all_fragments_exist() -> None:
    ids: dict[str, set[str]] = {}
    fragments: list[tuple[str, str, str]] = []
    for url, soup, links in crawl():
        ids[url] = {str(element["id"]) for element in soup.select("[id]")}
        assert len(ids[url]) == len(soup.select("[id]")), f"an id stands twice on {url}"
        for link in links:
            target, fragment = urldefrag(link)
            parts = urlsplit(target)
            if fragment and parts.hostname == HOST:
                path = parts.path + (f"?{parts.query}" if parts.query else "")
                fragments.append((url, path, fragment))
    assert len(ids) > 140
    broken = [item for item in fragments if item[2] not in ids.get(item[1], set())]
    assert not broken


def test_nothing_is_loaded_from_elsewhere_and_every_static_file_exists() -> None:
    for url, soup, _links in crawl():
        loaded = [
            str(element.get("src") or element.get("href"))
            for element in soup.select("script[src], link[rel=stylesheet], link[rel=icon], img")
        ]
        for address in loaded:
            assert address.startswith("/"), f"{url} loads {address}"
            if address.startswith("/static/"):
                assert finders.find(address.removeprefix("/static/")), address
        # Data in a script element is not run.
        inline = soup.select("[style], style, script:not([src], [type='application/ld+json'])")
        assert not inline, url
