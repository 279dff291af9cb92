"""What shows that an activity is done: an address or a file, as the target of a link."""

from copy import copy
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.models import Page
from wagtail.permissions import policy_registry

from bilingual.staleness import source_page
from policy.waiting_files import waiting_collection


def _document_policy() -> Any:
    return policy_registry.get_by_type(get_document_model())


def may_upload(user: Any) -> bool:
    """Whether the user may add documents."""
    return bool(_document_policy().user_has_permission(user, "add"))


def target_of(address: str, request: HttpRequest) -> dict[str, Any]:
    """A page or document of this site where the address is one's, else the address itself.

    Raises ValidationError for what is no address.
    """
    if "://" not in address:
        own = address.startswith("/")
        address = request.build_absolute_uri(address) if own else f"https://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        raise ValidationError(URLValidator.message) from None
    if parts.netloc == request.get_host():
        page, document = _page_at(parts.path, request), _document_at(parts.path)
        if page is not None:
            return {"page_link": page}
        if document is not None:
            return {"document": document}
        if _leads_nowhere(parts.path):
            raise ValidationError(_("This site has no public page or document at that address."))
        return {"web_address": address}
    URLValidator(schemes=["http", "https"])(address)
    return {"web_address": address}


def _page_at(path: str, request: HttpRequest) -> Page | None:
    prefix = get_language_from_path(path)
    # The page is looked for as if that address had been asked for, in its language.
    asked = copy(request)
    asked.LANGUAGE_CODE = prefix or settings.LANGUAGE_CODE
    with override(asked.LANGUAGE_CODE):
        found = Page.find_for_request(asked, path.removeprefix(f"/{prefix}"))
    if found is None or found.locale.language_code == settings.LANGUAGE_CODE:
        return found
    original: Page | None = source_page(found)
    return original if original and original.live else None


def _leads_nowhere(path: str) -> bool:
    """Whether it is none of the addresses that are no pages: a keyword, an operation, a country."""
    try:
        return resolve(path).url_name in ("wagtail_serve", "wagtaildocs_serve")
    except Resolver404:
        return True


def _document_at(path: str) -> Any:
    before, _separator, rest = path.partition("/documents/")
    number = rest.partition("/")[0]
    if before or not number.isdecimal() or len(number) > 18:
        return None
    return get_document_model().objects.filter(pk=number).first()


def keep_file(file: Any, title: str, user: Any) -> dict[str, Any]:
    """The file as a document, where Wagtail's own form takes it; else raises ValidationError."""
    model = get_document_model()
    own = _document_policy().collections_user_has_permission_for(user, "add").first()
    data = {"title": title, "collection": own.pk if own else ""}
    form = get_document_form(model)(
        data, {"file": file}, instance=model(uploaded_by_user=user), user=user
    )
    if not form.is_valid():
        raise ValidationError([text for found in form.errors.values() for text in found])
    document = form.save()
    # Nobody has approved it yet.
    document.collection = waiting_collection()
    document.save()
    return {"document": document}
