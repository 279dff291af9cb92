"""A document as a tagged PDF (PDF/UA-1), the same bytes each time that it is made."""

from bs4 import BeautifulSoup
from django.conf import settings

from policy.pdf_tags import finish


class PdfUnavailableError(Exception):
    """The server lacks the library (Debian: libpango) that lays out PDF pages."""


def document_pdf(html: str, identifier: str) -> bytes:
    """A document of `policy.document_html`. Raises PdfUnavailableError."""
    try:
        # Imported here: it loads libpango, without which the rest of the site runs.
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise PdfUnavailableError(str(error)) from error
    document = HTML(
        string=_with_marked_languages(html),
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
