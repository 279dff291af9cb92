"""An approved report by e-mail, to the executive board's secretary."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.text import slugify
from wagtail.log_actions import log

from core.tables import CONTENT_TYPES
from policy.document_pdf import PdfUnavailableError
from policy.report_html import report_html
from policy.report_text import report_text
from policy.sealed_pdf import sealed_pdf

if TYPE_CHECKING:
    from policy.report_reading import ReadReport

SENT = "policy.report_sent"


def secretary() -> str:
    """The address that reports go to; empty where none is set."""
    return str(settings.BOARD_SECRETARY_EMAIL)


def send_report(report: "ReadReport", to: str, user: Any = None) -> list[str]:
    """Sends it as text and as HTML, with its PDF where the server can make it, and notes that.

    Gives the names of the attached files. Raises what the mail service raises (OSError).
    """
    if report.sealed is None:
        raise ValueError("Only an approved report is sent.")
    with translation.override(report.language):
        message = EmailMultiAlternatives(
            # A line break in a subject would be refused.
            subject=" ".join(f"Västerås stad: {report.title}".split()),
            body=report_text(report),
            to=[to],
        )
    message.attach_alternative(report_html(report, with_images=False), "text/html")
    names = []
    try:
        pdf = sealed_pdf(report)
    except PdfUnavailableError:
        pass
    else:
        names.append(f"{slugify(str(report.title))}-version-{report.sealed.version}.pdf")
        message.attach(names[0], pdf, CONTENT_TYPES["pdf"])
    message.send()
    data = {"to": to, "version": report.sealed.version, "files": names}
    log(report.sealed.report, SENT, user=user, data=data)
    return names
