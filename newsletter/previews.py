"""How an issue is previewed in the editor: on the web, and as mail programs show it."""

from typing import Any

from csp.constants import NONE, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from blocks.colours import DARK, LIGHT, in_colours
from newsletter.mail import mail_to_look_at

MAIL, MAIL_DARK, MAIL_NO_IMAGES, TEXT = "mail", "mail-dark", "mail-no-images", "text"
MODES: list[tuple[str, Any]] = [
    ("", _("Web archive")),
    (MAIL, _("E-mail")),
    (MAIL_DARK, _("E-mail in dark colours")),
    (MAIL_NO_IMAGES, _("E-mail without images")),
    (TEXT, _("Plain text")),
]
SIZES: list[dict[str, Any]] = [
    {
        "name": "narrow",
        "icon": "mobile-alt",
        "device_width": 320,
        "label": _("Preview 320 pixels wide, as on a small telephone"),
    },
    {
        "name": "mail",
        "icon": "mail",
        "device_width": 600,
        "label": _("Preview 600 pixels wide, as in a mail program"),
    },
    {
        "name": "desktop",
        "icon": "desktop",
        "device_width": 1280,
        "label": _("Preview in desktop size"),
    },
]


def serve(issue: Any, request: HttpRequest, mode: str) -> HttpResponse | None:
    """The issue's mail in one of its looks; None for the web page."""
    if mode not in (MAIL, MAIL_DARK, MAIL_NO_IMAGES, TEXT):
        return None
    mail = mail_to_look_at(issue)
    if mode == TEXT:
        return HttpResponse(mail.text, content_type="text/plain; charset=utf-8")
    html = in_colours(mail.html, DARK if mode == MAIL_DARK else LIGHT)
    response: Any = HttpResponse(html)
    # A mail has its styles in its elements; the site's pages may not.
    response._csp_update = {"style-src": [UNSAFE_INLINE]}
    if mode == MAIL_NO_IMAGES:
        # As mail programs do it: the images stand in the mail and are not fetched.
        response._csp_replace = {"img-src": [NONE]}
    return response
