"""A report as a tagged PDF (PDF/UA-1), the same bytes each time that it is made."""

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from django.conf import settings

from policy.pdf_tags import finish
from policy.report_html import report_html

if TYPE_CHECKING:
    from policy.report_reading import ReadReport


class PdfUnavailableError(Exception):
    """The server lacks the library (Debian: libpango) that lays out PDF pages."""


def report_pdf(report: "ReadReport") -> bytes:
    """Raises PdfUnavailableError."""
    try:
        # Imported here: it loads libpango, without which the rest of the site runs.
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise PdfUnavailableError(str(error)) from error
    identifier = report.sealed.sha256 if report.sealed else "draft"
    document = HTML(
        string=_with_marked_languages(report_html(report)),
        # Nothing is fetched, from no network and no disk: images lie in the document.
        url_fetcher=URLFetcher(allowed_protocols=["data"]),
    )
    pdf: bytes = document.write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode(), finisher=finish
    )
    return pdf


def _with_marked_languages(html: str) -> str:
    """WeasyPrint gives no passage its language: elements that it tags by their names carry it.

    `policy.pdf_tags` turns them into what they are.
    """
    soup = BeautifulSoup(html, "html.parser")
    for passage in soup.select(f'body [lang="{settings.LANGUAGE_CODE}"]'):
        if passage.name == "span":
            passage.name = "a"
        elif passage.name in ("div", "section"):
            passage.name = "main"
        else:
            passage.append(soup.new_tag("a"))
            passage.a.extend(list(passage.contents)[:-1])  # type: ignore[union-attr]
    return str(soup)
