"""The vocabularies of the open data: who in the city, and what for, and what names each."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from core.addresses import absolute
from core.api import (
    ROOT,
    MovedError,
    Named,
    Record,
    Reference,
    Text,
    collections,
    in_each_language,
    named_of,
    one_of,
    pages_by_id,
    record_of,
    refuse_unknown,
)
from core.mentions import Mention, mentions_of
from records.leading_on import code_today
from records.models import Contact, FocusArea, Keyword, Operation

router = Router(tags=["Vocabularies"])
collections.update(
    {
        "records.operation": ("operation", "operations"),
        "records.focusarea": ("focus-area", "focus-areas"),
        "records.contact": ("contact", "contacts"),
    }
)


class Used(Named):
    """A record, and where its activities are."""

    activities: str


class Role(Used):
    """Whom to write to: a role, and for which operation; who has it, and how to reach them, if
    some public page names the role.
    """

    person: str | None
    email: str | None
    phone: str | None
    operation: Named | None
    organisation: Record | None = Field(description="Outside the city: where the role is.")


class KeywordShape(Record):
    """A keyword, with its page; English is null where it has no English word."""

    url: Text


class NamedBy(Schema):
    """Pages that name a record in one way."""

    heading: Text
    pages: list[Reference]


class FullRecord(Used):
    """A record with all public pages that name it, as on its own page."""

    named_by: list[NamedBy]


class FullOperation(FullRecord):
    """An operation; `taking_part`: where the activities are that others answer for."""

    taking_part: str


class FullRole(Role):
    """A contact with all public pages that name it."""

    named_by: list[NamedBy]


@router.get("/operations", response=list[Used], summary="The city's operations")
def list_operations(request: HttpRequest) -> Any:
    refuse_unknown(request)
    return [Used(**_used(operation)) for operation in Operation.public()]


@router.get("/operations/{slug:code}", response=FullOperation, summary="One operation")
def get_operation(request: HttpRequest, code: str) -> Any:
    operation = _one(request, Operation, code)
    return FullOperation(
        **_used(operation),
        taking_part=f"{ROOT}/activities?participating={operation.code}",
        named_by=_named_by(operation),
    )


@router.get("/focus-areas", response=list[Used], summary="Focus areas")
def list_focus_areas(request: HttpRequest) -> Any:
    refuse_unknown(request)
    return [Used(**_used(area)) for area in FocusArea.public()]


@router.get("/focus-areas/{slug:code}", response=FullRecord, summary="One focus area")
def get_focus_area(request: HttpRequest, code: str) -> Any:
    area = _one(request, FocusArea, code)
    return FullRecord(**_used(area), named_by=_named_by(area))


@router.get("/contacts", response=list[Role], summary="Whom to write to, by role")
def list_contacts(request: HttpRequest) -> Any:
    refuse_unknown(request)
    return [Role(**fields) for fields in _roles(Contact.public())]


@router.get("/contacts/{slug:code}", response=FullRole, summary="One contact")
def get_contact(request: HttpRequest, code: str) -> Any:
    contact = _one(request, Contact, code)
    return FullRole(**_roles([contact])[0], named_by=_named_by(contact))


def _one(request: HttpRequest, model: Any, code: str) -> Any:
    """Raises Http404, or MovedError for a code that is another today."""
    refuse_unknown(request)
    found = model.public().filter(code=code).first()
    if found is None and (today := code_today(model, code)):
        raise MovedError(f"{ROOT}/{collections[model._meta.label_lower][1]}/{today}")
    return one_of({code: found} if found else {}, code)


def _used(record: Any, name: str = "name") -> dict[str, Any]:
    kind, _collection = collections[record._meta.label_lower]
    address = f"{ROOT}/activities?{kind}={record.code}"
    return {**named_of(record, name).dict(), "activities": address}


def _roles(contacts: Iterable[Contact]) -> list[dict[str, Any]]:
    """What `Role` takes. As many queries as there are ways to name a contact, however many."""
    asked = list(contacts)
    pks = [contact.pk for contact in asked]
    known = {pk for mention in mentions_of(Contact) for pk in mention.named(pks)}
    return [
        {
            **_used(contact, "role"),
            # As on the role's own page.
            "person": (contact.pk in known and contact.name) or None,
            "email": (contact.pk in known and contact.email) or None,
            "phone": (contact.pk in known and contact.phone) or None,
            "operation": named_of(contact.operation) if contact.operation else None,
            "organisation": record_of(contact.organisation) if contact.organisation else None,
        }
        for contact in asked
    ]


@router.get("/keywords", response=list[KeywordShape], summary="Keywords that public pages have")
def list_keywords(request: HttpRequest) -> Any:
    refuse_unknown(request)
    return [keyword_of(keyword) for keyword in Keyword.public().order_by("slug")]


def keyword_of(keyword: Any) -> KeywordShape:
    """A keyword as the data give it."""
    return KeywordShape(
        code=keyword.code,
        name=Text(sv=keyword.name, en=keyword.name_en or None),
        url=in_each_language(lambda: absolute(keyword.get_absolute_url())),
    )


def _named_by(record: Any) -> list[NamedBy]:
    """The groups of its own page, whole. Three queries a group."""
    found = [_group(mention, record) for mention in mentions_of(type(record))]
    return [group for group in found if group.pages]


def _group(mention: Mention, record: Any) -> NamedBy:
    ids = mention.naming(record).order_by().values_list("pk", flat=True)
    heading = in_each_language(lambda: mention.heading)
    return NamedBy(heading=heading, pages=list(pages_by_id(ids).values()))
