"""A report as an HTML document of its own, which needs nothing from elsewhere."""

import base64
import mimetypes
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import translation

if TYPE_CHECKING:
    from policy.report_reading import ReadReport


def report_html(report: "ReadReport", with_images: bool = True) -> str:
    """The document in the report's language; images lie in it, or their texts stand for them."""
    with translation.override(report.language):
        html = render_to_string("policy/report_document.html", {"report": report})
    return "\n".join(
        line for line in _alone(html, report, with_images).splitlines() if line.strip()
    )


def _alone(html: str, report: "ReadReport", with_images: bool) -> str:
    """The document without references that hold only on the site."""
    soup = BeautifulSoup(html, "html.parser")
    base = report.address or settings.WAGTAILADMIN_BASE_URL
    for link in soup.select("a[href]"):
        link["href"] = urljoin(base, str(link["href"]))
    # The coordinator's headings stand below the section's own.
    for heading in soup.select(
        'section[aria-labelledby="comments"] :is(h2, h3, h4):not(#comments)'
    ):
        heading.name = f"h{int(heading.name[1]) + 1}"
    for image in soup.select("img"):
        _embed(image, with_images)
    return str(soup)


def _embed(image: Tag, with_images: bool) -> None:
    path = unquote(urlsplit(str(image.get("src", ""))).path)
    alt = str(image.get("alt", ""))
    name = path.removeprefix(settings.MEDIA_URL)
    if not (alt and with_images and name != path and default_storage.exists(name)):
        image.replace_with(alt)
        return
    with default_storage.open(name) as file:
        content = base64.b64encode(file.read()).decode()
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    image.attrs = {"alt": alt, "src": f"data:{kind};base64,{content}", "style": "max-width: 100%"}
