"""What shows that an activity is done: an address or a file, as the target of a link."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import HttpRequest
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.permissions import policy_registry

from bilingual.staleness import source_page
from policy.history import is_open
from policy.public_addresses import (
    NOT_PUBLIC,
    is_own,
    is_public,
    public_document,
    public_page,
)
from policy.waiting_files import waiting_collection


def _document_policy() -> Any:
    return policy_registry.get_by_type(get_document_model())


def may_upload(user: Any) -> bool:
    """Whether the user may add documents."""
    return bool(_document_policy().user_has_permission(user, "add"))


def target_of(address: str, request: HttpRequest) -> dict[str, Any]:
    """A page or document of this site where the address is one's, else the address itself.

    Raises ValidationError for what is no address, and for what not everyone can read here.
    """
    if "://" not in address:
        own = address.startswith("/")
        address = request.build_absolute_uri(address) if own else f"https://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        raise ValidationError(URLValidator.message) from None
    if parts.scheme not in ("http", "https"):
        raise ValidationError(URLValidator.message)
    if not is_own(address, request.get_host()):
        URLValidator(schemes=["http", "https"])(address)
        return {"web_address": address}
    page, document = public_page(parts.path), public_document(parts.path)
    # Rows refer to the Swedish page; what is public in English alone is named by its address.
    original = source_page(page) if page else None
    if original and is_open(original):
        return {"page_link": original}
    if document is not None:
        return {"document": document}
    if page is None and not is_public(parts.path):
        raise ValidationError(NOT_PUBLIC)
    return {"web_address": address}


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
