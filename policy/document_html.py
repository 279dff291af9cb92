"""A page of the site as an HTML document of its own, which needs nothing from elsewhere."""

import base64
import mimetypes
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import translation


def document_html(
    template: str, context: dict[str, Any], language: str, address: str, with_images: bool = True
) -> str:
    """The document in that language; images lie in it, or their texts stand for them.

    `address` is where the page is published, which its links start from; empty if nowhere.
    """
    with translation.override(language):
        html = render_to_string(template, context)
    return "\n".join(
        line for line in _alone(html, address, with_images).splitlines() if line.strip()
    )


def _alone(html: str, address: str, with_images: bool) -> str:
    """The document without references that hold only on the site."""
    soup = BeautifulSoup(html, "html.parser")
    base = address or settings.WAGTAILADMIN_BASE_URL
    for link in soup.select("a[href]"):
        link["href"] = urljoin(base, str(link["href"]))
    # A link to a page that is no longer public; to `policy.document_pdf` it would mean something.
    for link in soup.select("a:not([href])"):
        link.unwrap()
    # The coordinator's headings stand below the section's own.
    for heading in soup.select(
        'section[aria-labelledby="comments"] :is(h2, h3, h4):not(#comments)'
    ):
        heading.name = f"h{int(heading.name[1]) + 1}"
    for image in soup.select("img"):
        _embed(image, with_images)
    return str(soup)


def embedded(html: str) -> str:
    """The passage with its pictures in it; one whose file is gone is left out for its text."""
    if "<img" not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    for image in soup.select("img"):
        for name in ("srcset", "sizes", "loading"):
            image.attrs.pop(name, None)
        source = _as_data(str(image.get("src", "")))
        if source:
            image["src"] = source
        else:
            image.replace_with(str(image.get("alt", "")))
    return str(soup)


def _as_data(source: str) -> str:
    """A picture of ours as an address that holds it; "" if there is no such file."""
    if source.startswith("data:"):
        return source
    path = unquote(urlsplit(source).path)
    name = path.removeprefix(settings.MEDIA_URL)
    if name == path or not default_storage.exists(name):
        return ""
    with default_storage.open(name) as file:
        content = base64.b64encode(file.read()).decode()
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{content}"


def _embed(image: Tag, with_images: bool) -> None:
    alt = str(image.get("alt", ""))
    source = _as_data(str(image.get("src", ""))) if alt and with_images else ""
    if source:
        image.attrs = {"alt": alt, "src": source, "style": "max-width: 100%"}
    else:
        image.replace_with(alt)
