"""What shows that an activity is done: an address or a file, as the target of a link."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import HttpRequest
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.models import Page
from wagtail.permissions import policy_registry

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
    URLValidator(schemes=["http", "https"])(address)
    return {"web_address": address}


def _page_at(path: str, request: HttpRequest) -> Page | None:
    found = Page.find_for_request(request, path)
    is_swedish = found is not None and found.locale.language_code == settings.LANGUAGE_CODE
    return found if is_swedish else None


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
