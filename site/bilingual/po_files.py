"""Uploads of translated PO files: a bad file gets a clear message instead of a server error, and a
good one says what was taken of it.
"""

import tempfile
from dataclasses import dataclass, field
from typing import Any

import polib
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from bilingual.faults import fault_of_text

# Which translation a file was made for; written by the download.
HEADER = "X-WagtailLocalize-TranslationID"
LARGEST = 2_000_000
TOLD = 10


class PoError(Exception):
    """What is wrong with an uploaded file, in the editor's language."""


@dataclass
class Outcome:
    """How many texts were new or other than before, how many as before, and what was left out."""

    taken: int = 0
    same: int = 0
    left_out: list[str] = field(default_factory=list)


def parsed(file: UploadedFile, translation: Translation) -> polib.POFile:
    """The uploaded PO file. Raises PoError for one that cannot be this translation's."""
    if file.size and file.size > LARGEST:
        raise PoError(_("The file is too large to be the PO file of one page."))
    with tempfile.NamedTemporaryFile(suffix=".po") as copy:
        # From a file: given a text, polib would take it for a file name.
        copy.write(file.read())
        copy.flush()
        try:
            po = polib.pofile(copy.name)
        except (OSError, ValueError, LookupError) as error:
            raise PoError(
                _("This is not a PO file, or it is damaged: download it again and translate that.")
            ) from error
    if HEADER not in po.metadata:
        raise PoError(
            _(
                "The file's header is gone, so it cannot be told which page it belongs to: "
                "keep the first lines of the file as they were when you downloaded it."
            )
        )
    if po.metadata[HEADER] != str(translation.uuid):
        raise PoError(_("The file belongs to another page."))
    return po


@transaction.atomic
def read_po(po: polib.POFile, translation: Translation, user: Any) -> Outcome:
    """Takes the translated texts over; nothing is published."""
    before = _stored(translation)
    outcome = Outcome()
    wanted = []
    for entry in po:
        if not entry.msgstr.strip():
            continue
        if fault := _fault(entry, translation):
            outcome.left_out.append(f"“{_start(entry.msgid)}”: {fault}")
        else:
            wanted.append(entry)
    po.clear()
    po.extend(wanted)
    warnings = translation.import_po(po, user=user, tool_name="PO File")
    unknown = {warning.index for warning in warnings}
    for index, entry in enumerate(wanted):
        if index in unknown:
            reason = _("Swedish has no such text in that place: it may have changed since.")
            outcome.left_out.append(f"“{_start(entry.msgid)}”: {reason}")
        elif before.get((entry.msgctxt, entry.msgid)) == entry.msgstr:
            outcome.same += 1
        else:
            outcome.taken += 1
    return outcome


def _stored(translation: Translation) -> dict[tuple[str, str], str]:
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale
    )
    return {
        (path, swedish): english
        for path, swedish, english in rows.values_list(
            "context__path", "translation_of__data", "data"
        )
    }


def _start(html: str) -> str:
    return Truncator(strip_tags(html)).chars(60)


def _fault(entry: polib.POEntry, translation: Translation) -> str:
    if not entry.msgctxt:
        return _("the line “msgctxt”, which says where it stands, is gone.")
    if "\0" in entry.msgctxt + entry.msgid:
        return _("The text has a character that cannot be stored.")
    try:
        StringValue.from_translated_html(entry.msgstr)
        validate_translation_links(entry.msgid, entry.msgstr)
    except ValueError:
        return _("The codes for links and bold text in “%(text)s” are not as they were.") % {
            "text": _start(entry.msgstr)
        }
    return fault_of_text(translation.source, entry.msgctxt, entry.msgstr)


def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Takes a translated PO file, at wagtail-localize's own address: that says “imported” also when
    it took nothing.
    """
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    file = request.FILES.get("file")
    if request.method == "POST" and file is None:
        messages.error(
            request, _("No file was chosen: choose the PO file that you have translated.")
        )
    elif request.method == "POST" and file is not None:
        try:
            outcome = read_po(parsed(file, translation), translation, request.user)
        except PoError as error:
            messages.error(request, str(error))
        else:
            _tell(request, outcome)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    say = messages.success if outcome.taken else messages.warning
    say(
        request,
        ngettext(
            "%(count)s text was taken over. Nothing is published yet.",
            "%(count)s texts were taken over. Nothing is published yet.",
            outcome.taken,
        )
        % {"count": outcome.taken},
    )
    if outcome.same:
        messages.info(
            request,
            ngettext(
                "%(count)s text was as before.",
                "%(count)s texts were as before.",
                outcome.same,
            )
            % {"count": outcome.same},
        )
    if not outcome.left_out:
        return
    messages.warning(
        request,
        ngettext(
            "%(count)s text was left out.",
            "%(count)s texts were left out.",
            len(outcome.left_out),
        )
        % {"count": len(outcome.left_out)},
    )
    for line in outcome.left_out[:TOLD]:
        messages.warning(request, line)
