"""The vocabularies of the open data: who in the city, and what for."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from core.api import ROOT, Record, record_of, refuse_unknown
from records.models import FocusArea, Operation

router = Router(tags=["Vocabularies"])


class Used(Record):
    """A record, and where its activities are."""

    activities: str


@router.get("/operations", response=list[Used], summary="The city's operations")
def list_operations(request: HttpRequest) -> Any:
    refuse_unknown(request)
    return [_used(operation, "operation") for operation in Operation.objects.all()]


@router.get("/focus-areas", response=list[Used], summary="Focus areas")
def list_focus_areas(request: HttpRequest) -> Any:
    refuse_unknown(request)
    return [_used(area, "focus-area") for area in FocusArea.objects.all()]


def _used(record: Any, name: str) -> Used:
    address = f"{ROOT}/activities?{name}={record.code}"
    return Used(**record_of(record).dict(), activities=address)
