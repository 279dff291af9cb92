"""Whether what a mail links to is there, for everyone, and in which language."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urldefrag, urlsplit

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language_from_path, override
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page

from bilingual.addresses import answers, page_at
from core.addresses import split
from networks.countries import OWN, with_country
from records.gone import ADDRESSED
from records.links.collecting import historical_addresses
from records.models import WebLink

# The views of the pages' tree.
TREE = ("wagtail_serve", "page_file")


def dead_among(addresses: Iterable[str]) -> set[str]:
    """Those that the nightly check of links has found dead, and that are not kept as historical;
    also where they are written in another way that asks for the same.
    """
    dead = set(WebLink.objects.filter(state=WebLink.State.DEAD).values_list("address", flat=True))
    if not dead:
        return set()
    known = {_asked_for(address) for address in dead - historical_addresses()}
    return {address for address in addresses if _asked_for(address) in known}


def is_own(address: str) -> bool:
    """Whether the address is one of this site's."""
    own, other = urlsplit(settings.WAGTAILADMIN_BASE_URL), split(address)
    return other.scheme in ("http", "https") and own.netloc == other.netloc


def answers_everyone(address: str) -> bool:
    """Whether one of the site's own addresses leads to something that needs no log-in."""
    path = _path(address)
    with override(_language(path)):
        match = _match(path)
        if match is None:
            return False
        if match.view_name in TREE:
            page = page_at(path)
            # A file, or nothing.
            return not page.get_view_restrictions().exists() if page else answers(path)
        return _has_answer(match) or _is_led_on(path)


def page_behind(address: str) -> Page | None:
    """The live page of the tree that answers at one of the site's own addresses; None for other
    addresses.
    """
    if not is_own(address):
        return None
    path = _path(address)
    with override(_language(path)):
        match = _match(path)
        return page_at(path) if match and match.view_name in TREE else None


def _path(address: str) -> str:
    return urlsplit(address).path or "/"


def _language(path: str) -> str:
    return get_language_from_path(path) or settings.LANGUAGE_CODE


def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _has_answer(match: ResolverMatch) -> bool:
    """Of what is no page of the tree: records, countries and documents may be gone or closed."""
    if match.view_name == "wagtaildocs_serve":
        return _is_open_document(*match.args)
    code: Any = match.kwargs.get("code")
    model: Any = match.kwargs.get("model")
    if code and model in ADDRESSED:
        return bool(model.public().filter(**{model.code_field: code}).exists())
    if match.view_name == "country":
        return code.upper() != OWN and bool(with_country(code.upper()))
    return True


def _is_open_document(key: str, filename: str) -> bool:
    """As Wagtail's own view asks it."""
    document = get_document_model().objects.filter(pk=key).select_related("collection").first()
    return (
        document is not None
        and document.filename == filename
        and not document.collection.get_view_restrictions().exists()
    )


def _is_led_on(path: str) -> bool:
    """Whether a redirect answers instead."""
    return bool(Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists())


def _asked_for(address: str) -> str:
    """What is asked of a server for an address: no fragment, its host in small letters, a path."""
    try:
        parts = urlsplit(urldefrag(address)[0])
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return address
    return f"{parts.scheme}://{host}{parts.path or '/'}?{parts.query}"
