"""Which addresses a link may lead to."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Site

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
    try:
        page_at(path)
    except Http404:
        return False
    return True


def page_at(path: str) -> Any:
    """The page that answers at one of the site's own addresses; None where it is no page of the
    tree that does. Raises Http404 where nothing answers.
    """
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    parts = [part for part in path.split("/") if part]
    root = site.root_page
    if parts and parts[0] in dict(settings.LANGUAGES):
        root = root.get_translations(inclusive=True).filter(locale__language_code=parts.pop(0))
        root = root.first()
    if root is None:
        raise Http404
    if parts and parts[0] in OWN:
        return None
    found, _args, _kwargs = root.specific.route(HttpRequest(), parts)
    return found
