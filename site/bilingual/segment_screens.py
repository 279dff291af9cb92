"""What the translation editor sends when a text or an address is saved: looked at first."""

from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from rest_framework.exceptions import APIException
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from wagtail_localize.models import OverridableSegment, StringSegment, Translation
from wagtail_localize.views.edit_translation import (
    edit_override,
    edit_string_translation,
    user_can_edit_instance,
)

from bilingual.faults import fault_of_override, fault_of_text


def _value(request: HttpRequest) -> str:
    """The value that was sent. Django itself reads the form of a POST only."""
    # Kept by Django once it has been read, so that wagtail-localize's view can read it again.
    _body = request.body
    try:
        form = Request(request, parsers=[FormParser(), MultiPartParser()]).data
    except APIException as error:
        raise BadRequest(str(error)) from error
    return str(form.get("value", ""))


def _translation(request: HttpRequest, translation_id: int, segment: Any) -> Translation:
    translation = get_object_or_404(Translation, pk=translation_id, source=segment.source)
    if not user_can_edit_instance(request.user, translation.get_target_instance()):
        raise PermissionDenied
    return translation


def _refusal(segment: Any, value: Any, fault: str, **more: Any) -> JsonResponse:
    """Nothing was stored. Status 200, because the editor's script shows the reason only then:
    of any other it says nothing but “Server error”.
    """
    return JsonResponse({"segment_id": segment.pk, "data": value, "error": fault, **more})


def edit_text(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    """Saves the translation of a text, unless its field cannot take it."""
    if request.method == "PUT":
        segment = get_object_or_404(
            StringSegment.objects.select_related("context", "source"), pk=string_segment_id
        )
        translation = _translation(request, translation_id, segment)
        value = _value(request)
        if fault := fault_of_text(translation.source, segment.context.path, value):
            more = {"string_id": segment.string_id, "comment": "", "last_translated_by": None}
            return _refusal(segment, value, fault, **more)
    return edit_string_translation(request, translation_id, string_segment_id)


def edit_address(
    request: HttpRequest, translation_id: int, overridable_segment_id: int
) -> HttpResponse:
    """Saves the English address of a link. Anything else is a fact: refused."""
    if request.method == "PUT":
        segment = get_object_or_404(
            OverridableSegment.objects.select_related("context", "source"),
            pk=overridable_segment_id,
        )
        _translation(request, translation_id, segment)
        value = _value(request)
        if fault := fault_of_override(segment, value):
            return _refusal(segment, value, fault)
    return edit_override(request, translation_id, overridable_segment_id)
