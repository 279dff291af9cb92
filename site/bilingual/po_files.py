"""Uploads of translated PO files: a bad file gets a clear message instead of a server error."""

import tempfile

import polib
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import upload_pofile

# Which translation a file was made for; written by the download.
HEADER = "X-WagtailLocalize-TranslationID"
LARGEST = 2_000_000


def fault(file: UploadedFile | None) -> str:
    """What is wrong with an uploaded PO file, in the editor's language; "" if nothing is."""
    if file is None:
        return _("No file was chosen: choose the PO file that you have translated.")
    if file.size and file.size > LARGEST:
        return _("The file is too large to be the PO file of one page.")
    with tempfile.NamedTemporaryFile(suffix=".po") as copy:
        # From a file: given a text, polib would take it for a file name.
        copy.write(file.read())
        copy.flush()
        file.seek(0)
        try:
            parsed = polib.pofile(copy.name)
        except (OSError, ValueError):
            return _(
                "This is not a PO file, or it is damaged: download it again and translate that."
            )
    if HEADER not in parsed.metadata:
        return _(
            "The file's header is gone, so it cannot be told which page it belongs to: "
            "keep the first lines of the file as they were when you downloaded it."
        )
    return ""


def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Checks an uploaded PO file before wagtail-localize reads it; nothing is lost by a bad one."""
    translation = get_object_or_404(Translation, pk=translation_id)
    problem = fault(request.FILES.get("file")) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        return upload_pofile(request, translation_id)
    if problem:
        messages.error(request, problem)
    return redirect("wagtailadmin_pages:edit", translation.get_target_instance().pk)
