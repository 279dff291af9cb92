"""A report as an HTML document of its own, and that as a PDF."""

from typing import TYPE_CHECKING

from policy.document_html import document_html
from policy.document_pdf import document_pdf

if TYPE_CHECKING:
    from policy.report_reading import ReadReport


def report_html(report: "ReadReport", with_images: bool = True) -> str:
    """The document in the report's language; images lie in it, or their texts stand for them."""
    return document_html(
        "policy/report_document.html",
        {"report": report},
        report.language,
        report.address,
        with_images,
    )


def report_pdf(report: "ReadReport") -> bytes:
    """Raises PdfUnavailableError."""
    identifier = report.sealed.sha256 if report.sealed else "draft"
    return document_pdf(report_html(report), identifier)
