"""What of this site's own addresses everyone can read: only that shows anybody anything."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from bilingual.addresses import page_at
from networks.countries import OWN, with_country
from policy.history import is_open
from policy.waiting_files import WAITING

NOT_PUBLIC = _("This site has no public page or document at that address.")


def is_own(address: str, host: str = "") -> bool:
    """Whether a whole address lies on this site; `host` is what it is asked under just now."""
    try:
        name = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return False
    hosts = {*Site.objects.values_list("hostname", flat=True), host.partition(":")[0]}
    hosts.add(urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "")
    return name in {own.lower() for own in hosts if own}


def public_page(path: str) -> Page | None:
    """The page at a path of this site, if everyone can read it."""
    page = page_at(path)
    return page if page is not None and is_open(page) else None


def public_document(path: str) -> Any:
    """The document at a path of this site, if everyone can read it; None if there is none."""
    before, _separator, rest = path.partition("/documents/")
    number = rest.partition("/")[0]
    if before or not number.isdecimal() or len(number) > 18:
        return None
    document = get_document_model().objects.filter(pk=number).first()
    return document if document is not None and is_public_document(document) else None


def is_public_document(document: Any) -> bool:
    """Whether everyone can read it, or can once the activity that it was handed in for is
    approved.
    """
    collection = document.collection
    return collection.name == WAITING or not collection.get_view_restrictions().exists()


def is_public(path: str) -> bool:
    """Whether everyone can read what is at a path of this site."""
    found = public_page(path) is not None or public_document(path) is not None
    return found or _is_record_or_country(path)


def _is_record_or_country(path: str) -> bool:
    """Whether it is one of the pages for readers that are none of the tree, or a list of them."""
    # As readers of that language find it, whatever language is spoken here.
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            match = resolve(path)
        except Resolver404:
            return False
    model, code = match.kwargs.get("model"), str(match.kwargs.get("code", ""))
    if match.url_name == "country":
        return code.upper() != OWN and bool(with_country(code.upper()))
    if model is not None and code:
        return bool(model.public().filter(**{model.code_field: code}).exists())
    return match.url_name == "country_index" or model is not None
