"""A page and its translation side by side, text by text, as they are in work."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from bilingual.changes import source_of
from bilingual.page_screen import screen_frame
from bilingual.segments import segments_in


def side_by_side(request: HttpRequest, page_id: int) -> HttpResponse:
    """The texts of a Swedish page beside the English ones; a text that is missing is marked."""
    page = get_object_or_404(Page, pk=page_id, locale__language_code=settings.LANGUAGE_CODE)
    english = page.get_translations().filter(alias_of=None).first()
    may_read = [p for p in (page, english) if p and p.permissions_for_user(request.user).can_edit()]
    if not may_read:
        raise PermissionDenied
    translation = get_object_or_404(Translation, source=source_of(page))
    return TemplateResponse(
        request,
        "bilingual/side_by_side.html",
        {
            "page": page,
            **screen_frame(_("Side by side"), page),
            "english": english,
            "rows": [
                (strip_tags(segment.string.data), strip_tags(segment.translation or ""))
                for segment in segments_in(translation)
            ],
        },
    )
