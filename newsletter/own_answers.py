"""What answers at one of the site's own addresses: to everyone, and in which language."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import Http404
from django.test import RequestFactory
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import get_language_from_path, override
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page

from bilingual.addresses import page_at
from core.addresses import split
from networks.countries import OWN, with_country
from records.gone import ADDRESSED

# The views of the pages' tree.
TREE = ("wagtail_serve", "page_file")
ERROR = 400


def is_own(address: str) -> bool:
    """Whether the address is one of this site's."""
    own, other = urlsplit(settings.WAGTAILADMIN_BASE_URL), split(address)
    return other.scheme in ("http", "https") and own.netloc == other.netloc


def answers_everyone(address: str) -> bool:
    """Whether one of the site's own addresses leads to something that needs no log-in."""
    path = _path(address)
    for begins, has in ((settings.MEDIA_URL, _has_upload), (settings.STATIC_URL, _has_static)):
        if path.startswith(begins):
            return has(unquote(path).removeprefix(begins))
    if path.startswith(reverse("wagtailadmin_home")):
        return False
    with override(_language(path)):
        match = _match(path)
        if match is None:
            return False
        if match.view_name in TREE:
            page = page_at(path)
            has_answer = page is not None and not page.get_view_restrictions().exists()
        else:
            has_answer = _has_answer(match, address)
        return has_answer or _is_led_on(path)


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


def is_in_another_language(address: str, language: str) -> bool:
    """Whether one of the site's own addresses is that of a page in another language: page of the
    tree, record, country, search … Files and data are in none.
    """
    path = _path(address)
    if not is_own(address) or _language(path) == language:
        return False
    # What is in no language answers at the same address in every one.
    with override(language):
        return _match(path) is None


def _path(address: str) -> str:
    return urlsplit(address).path or "/"


def _language(path: str) -> str:
    return get_language_from_path(path) or settings.LANGUAGE_CODE


def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _has_answer(match: ResolverMatch, address: str) -> bool:
    """Of what is no page of the tree: records, countries and documents may be gone or closed; what
    else there is, is asked.
    """
    if match.view_name == "wagtaildocs_serve":
        return _is_open_document(*match.args)
    code: Any = match.kwargs.get("code")
    model: Any = match.kwargs.get("model")
    if code and model in ADDRESSED:
        return bool(model.public().filter(**{model.code_field: code}).exists())
    if match.view_name == "country":
        return code.upper() != OWN and bool(with_country(code.upper()))
    return _is_answered(match, address)


def _is_answered(match: ResolverMatch, address: str) -> bool:
    """Whether the view itself answers a reader; it is asked without the site's server around it."""
    parts, own = split(address), urlsplit(settings.WAGTAILADMIN_BASE_URL)
    request = RequestFactory().get(
        f"{parts.path}?{parts.query}", secure=own.scheme == "https", headers={"host": own.netloc}
    )
    request.user, request.resolver_match = AnonymousUser(), match
    try:
        return bool(match.func(request, *match.args, **match.kwargs).status_code < ERROR)
    except (Http404, PermissionDenied, SuspiciousOperation):
        return False


def _is_open_document(key: str, filename: str) -> bool:
    """As Wagtail's own view asks it; the file has to be there too."""
    document = get_document_model().objects.filter(pk=key).select_related("collection").first()
    return (
        document is not None
        and document.filename == filename
        and not document.collection.get_view_restrictions().exists()
        and document.file.storage.exists(document.file.name)
    )


def _has_upload(name: str) -> bool:
    try:
        return bool(name) and not name.endswith("/") and default_storage.exists(name)
    except SuspiciousOperation:
        # Out of the folder.
        return False


def _has_static(name: str) -> bool:
    try:
        return bool(name) and (staticfiles_storage.exists(name) or bool(finders.find(name)))
    except SuspiciousOperation:
        return False


def _is_led_on(path: str) -> bool:
    """Whether a redirect answers instead."""
    return bool(Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists())
