"""The vocabularies of the open data: who in the city, and what for."""

from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from core.addresses import absolute
from core.api import (
    ROOT,
    Named,
    Record,
    Text,
    in_each_language,
    named_of,
    record_of,
    refuse_unknown,
)
from records.models import Contact, FocusArea, Keyword, Operation

router = Router(tags=["Vocabularies"])


class Used(Named):
    """A record, and where its activities are."""

    activities: str


class Role(Named):
    """Whom to write to: a role, who they are if readers need to know, and for which operation."""

    person: str | None
    email: str | None
    phone: str | None
    operation: Named | None
    organisation: Record | None = Field(description="Outside the city: where the role is.")


@router.get("/operations", response=list[Used], summary="The city's operations")
def list_operations(request: HttpRequest) -> Any:
    refuse_unknown(request)
    return [_used(operation, "operation") for operation in Operation.objects.all()]


@router.get("/focus-areas", response=list[Used], summary="Focus areas")
def list_focus_areas(request: HttpRequest) -> Any:
    refuse_unknown(request)
    return [_used(area, "focus-area") for area in FocusArea.objects.all()]


@router.get("/contacts", response=list[Role], summary="Whom to write to, by role")
def list_contacts(request: HttpRequest) -> Any:
    refuse_unknown(request)
    return [
        Role(
            **named_of(contact, "role").dict(),
            person=contact.name or None,
            email=contact.email or None,
            phone=contact.phone or None,
            operation=named_of(contact.operation) if contact.operation else None,
            organisation=record_of(contact.organisation) if contact.organisation else None,
        )
        for contact in Contact.public()
    ]


@router.get("/keywords", response=list[Named], summary="Keywords that public pages have")
def list_keywords(request: HttpRequest) -> Any:
    refuse_unknown(request)
    return [keyword_of(keyword) for keyword in Keyword.public().order_by("slug")]


def keyword_of(keyword: Any) -> Named:
    """A keyword; null where it has no English word."""
    return Named(
        code=keyword.code,
        name=Text(sv=keyword.name, en=keyword.name_en or None),
        url=in_each_language(lambda: absolute(keyword.get_absolute_url())),
    )


def _used(record: Any, name: str) -> Used:
    address = f"{ROOT}/activities?{name}={record.code}"
    return Used(**named_of(record).dict(), activities=address)
