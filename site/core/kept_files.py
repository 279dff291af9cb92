"""A picture or document that something public shows is not deleted: it would lose a part without
anybody having seen it.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.views.documents import DeleteView as DeleteDocument
from wagtail.images import get_image_model
from wagtail.images.views.images import DeleteView as DeleteImage

from core.kept import why_kept


class _Kept:
    """Wagtail asks no hook before it deletes a single picture or document."""

    object: Any
    request: HttpRequest
    edit_name: str

    def run_before_hook(self) -> HttpResponse | None:
        """Back to its form, with the reason."""
        why = why_kept(self.object)
        if not why:
            return None
        messages.error(self.request, why)
        return redirect(self.edit_name, self.object.pk)


class KeptImage(_Kept, DeleteImage):
    edit_name = "wagtailimages:edit"


class KeptDocument(_Kept, DeleteDocument):
    edit_name = "wagtaildocs:edit"


# Before Wagtail's own at the same addresses.
@hooks.register("register_admin_urls", order=-1)
def deletion_of_files() -> list[Any]:
    return [
        path("images/<int:image_id>/delete/", KeptImage.as_view()),
        path("documents/delete/<int:document_id>/", KeptDocument.as_view()),
    ]


@hooks.register("before_bulk_action")
def kept_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for several at once: none is deleted then."""
    files = (get_image_model(), get_document_model())
    if action_type != "delete" or not all(isinstance(item, files) for item in objects):
        return None
    reasons = [why for item in objects if (why := why_kept(item))]
    for why in reasons:
        messages.error(request, why)
    return redirect(action.next_url) if reasons else None
