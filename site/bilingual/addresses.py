"""Which addresses a link may lead to."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

# Anything else (javascript:, data:, vbscript:…) can be made to run in the reader's browser.
WEB, OTHER = ("http", "https"), ("mailto", "tel")
# No address has these; browsers drop some of them and then read “java\nscript:” as a scheme.
NEVER = re.compile(r"[\x00-\x20\x7f\\<>\"]")
# Where the site answers with what is no page of the tree.
OWN = {
    *("media", "documents", "static"),
    *("sok", "verksamheter", "fokusomraden", "kontakter", "nyckelord"),
    *("search", "operations", "focus-areas", "contacts", "keywords"),
}


def fault_of_address(address: str) -> str:
    """Why a link may not lead there, in the editor's language; "" if it may."""
    wrong = _(
        "“%(address)s” is no address that a link can lead to: "
        "write one that begins with https://, http://, mailto:, tel:, / or #."
    ) % {"address": address[:60].replace("\x00", "")}
    if NEVER.search(address):
        return wrong
    try:
        parts = urlsplit(address)
    except ValueError:
        return wrong
    scheme = parts.scheme.lower()
    if scheme in WEB:
        return "" if parts.hostname else wrong
    if scheme in OTHER:
        return "" if parts.path else wrong
    if scheme or parts.netloc:
        return wrong
    if address.startswith("#"):
        return "" if parts.fragment else wrong
    if not address.startswith("/"):
        return wrong
    if answers(parts.path):
        return ""
    return _("There is no page at “%(address)s”.") % {"address": address[:60]}


def answers(path: str) -> bool:
    """Whether one of the site's own addresses is a page's (other addresses are left to the
    link checker).
    """
    root, parts = _from_home(path)
    return root is not None and (
        bool(parts and parts[0] in OWN) or _routed(root, parts) is not None
    )


def page_at(path: str) -> Page | None:
    """The live page that answers at one of the site's own addresses; None if none does."""
    root, parts = _from_home(path)
    return _routed(root, parts) if root is not None else None


def _routed(root: Page, parts: list[str]) -> Page | None:
    try:
        found: Page = root.specific.route(HttpRequest(), parts)[0]
    except Http404:
        return None
    return found


def _from_home(path: str) -> tuple[Page | None, list[str]]:
    """The home page of the address's language, and the way from it."""
    root = Site.objects.select_related("root_page").get(is_default_site=True).root_page
    parts = [part for part in path.split("/") if part]
    if parts and parts[0] in dict(settings.LANGUAGES):
        pages = root.get_translations(inclusive=True)
        root = pages.filter(locale__language_code=parts.pop(0)).first()
    return root, parts
