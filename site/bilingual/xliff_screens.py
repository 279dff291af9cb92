"""XLIFF files down and up, beside wagtail-localize's PO files."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

from bilingual.xliff import XliffError, read_xliff, write_xliff


def _translation(request: HttpRequest, translation_id: int) -> tuple[Translation, Any]:
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return translation, page


def download(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The page's texts, for an agency."""
    translation, page = _translation(request, translation_id)
    response = HttpResponse(write_xliff(translation), content_type="application/xliff+xml")
    response.headers["Content-Disposition"] = f'attachment; filename="{page.slug}.xlf"'
    return response


def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Takes a translated file; a bad one changes nothing, and it is said what is wrong with it."""
    translation, page = _translation(request, translation_id)
    file = request.FILES.get("file")
    if request.method == "POST" and file is None:
        messages.error(request, _("No file was chosen: choose the XLIFF file."))
    elif request.method == "POST" and file is not None:
        try:
            outcome = read_xliff(file.read(), translation, request.user)
        except XliffError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request,
                ngettext(
                    "%(count)s text was taken over. Nothing is published yet.",
                    "%(count)s texts were taken over. Nothing is published yet.",
                    outcome.taken,
                )
                % {"count": outcome.taken},
            )
            for text in outcome.changed_since[:10]:
                messages.warning(
                    request,
                    _("Left out, because Swedish has changed since: “%(text)s”") % {"text": text},
                )
    return redirect("wagtailadmin_pages:edit", page.pk)
