"""Running text outside the site: with whole addresses, or as plain text."""

import re
from urllib.parse import urljoin

from bs4 import BeautifulSoup, NavigableString, Tag
from django.conf import settings

PARAGRAPHS = ("p", "ul", "ol", "blockquote", "h2", "h3", "h4", "div", "section")


def absolute(html: str) -> str:
    """The same with the site's address before links that begin with its root, and nothing in it
    that only the site's own pages or its editor understand.
    """
    soup = _parsed(html)
    return str(soup)


def plain(html: str) -> str:
    """Paragraphs apart, points on lines of their own, each link with its address behind it."""
    soup = _parsed(html)
    for link in soup.select("a[href]"):
        if link.get_text(strip=True) != link["href"]:
            link.append(f" ({link['href']})")
    for line_break in soup.select("br"):
        line_break.replace_with("\n")
    return "\n\n".join(filter(None, _paragraphs(soup)))


def for_elsewhere(soup: BeautifulSoup) -> None:
    """Writes out what the site's style sheet says of a link (“in Swedish”), and takes away the
    editor's own names of paragraphs.
    """
    for element in soup.select("[data-block-key]"):
        del element["data-block-key"]
    for link in soup.select("a[data-note]"):
        link.append(f" ({link.attrs.pop('data-note')})")


def _parsed(html: str) -> BeautifulSoup:
    soup = BeautifulSoup(html, "html.parser")
    for_elsewhere(soup)
    for link in soup.select("a[href]"):
        link["href"] = _from_anywhere(str(link["href"]))
    return soup


def _from_anywhere(address: str) -> str:
    try:
        return urljoin(settings.WAGTAILADMIN_BASE_URL, address)
    except ValueError:
        # Python refuses to take it apart: it leads nowhere, as it does on the page.
        return address


def _paragraphs(element: Tag) -> list[str]:
    found, words = [], ""
    for child in element.children:
        if isinstance(child, Tag) and child.name in PARAGRAPHS:
            found.append(_one_line_each(words))
            words = ""
            is_list = child.name in ("ul", "ol")
            found += ["\n".join(_points(child))] if is_list else _paragraphs(child)
        else:
            words += str(child) if isinstance(child, NavigableString) else child.get_text()
    return [*found, _one_line_each(words)]


def _points(points: Tag, indent: str = "") -> list[str]:
    lines = []
    for number, point in enumerate(points.find_all("li", recursive=False), start=1):
        inner = [part.extract() for part in point.find_all(["ul", "ol"], recursive=False)]
        mark = f"{number}." if points.name == "ol" else "-"
        lines.append(f"{indent}{mark} {_one_line_each(point.get_text())}")
        for part in inner:
            lines += _points(part, f"{indent}  ")
    return lines


def _one_line_each(text: str) -> str:
    """Without spaces around its lines."""
    return "\n".join(re.sub(r"[ \t]+", " ", line).strip() for line in text.strip().split("\n"))
