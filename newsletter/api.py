"""The newsletter as open data: its public issues, and what they say."""

import datetime as dt
import json
import uuid
from enum import StrEnum
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from blocks.channels import Channel, render
from core.api import (
    SOURCE,
    Choice,
    ListChoice,
    Listed,
    Reference,
    Text,
    Versions,
    collections,
    one_of,
    page_reference,
    part_of,
    refuse_unknown,
    text_of,
    versions_of,
)
from core.languages import shown
from newsletter.models import NewsletterIssuePage

router = Router(tags=["Newsletter"])
collections["newsletter.newsletterissuepage"] = ("newsletter-issue", "newsletter")


class Language(StrEnum):
    """The site's languages, as a parameter names them."""

    SV = "sv"
    EN = "en"


class Issue(Reference):
    """An issue of the newsletter."""

    number: int
    issue_date: dt.date
    is_example: bool
    introduction: Text


class Blocks(Schema):
    """Blocks in the order of the page; null in a language that the issue is not published in."""

    sv: list[dict[str, Any]] | None = None
    en: list[dict[str, Any]] | None = None


class FullIssue(Issue):
    """An issue with its blocks: each has its type, and what readers of the language are told."""

    blocks: Blocks


class NewestOf(Choice):
    """Which newest issue."""

    language: Language = Field(
        Language.SV, description="The newest of those that are published in this language."
    )


@router.get("", response=Listed[Issue], summary="Issues of the newsletter, the newest first")
def list_issues(request: HttpRequest, choice: Query[ListChoice]) -> Any:
    found = list(_issues().values())
    part, following = part_of(found, choice, request)
    items = [Issue(**_fields(versions)) for versions in part]
    return Listed[Any](count=len(found), next=following, items=items)


@router.get("/latest", response=FullIssue, summary="The newest issue, with its blocks")
def get_newest(request: HttpRequest, choice: Query[NewestOf]) -> Any:
    for versions in _issues().values():
        if choice.language in versions:
            return _full(versions)
    raise Http404(_("No issue has been published yet."))


@router.get("/{uuid:key}", response=FullIssue, summary="One issue, with its blocks")
def get_issue(request: HttpRequest, key: uuid.UUID) -> Any:
    refuse_unknown(request)
    return _full(one_of(_issues(), key))


def _issues() -> dict[uuid.UUID, Versions]:
    """What everyone may read, by key, the newest first. One query."""
    pages = shown(NewsletterIssuePage.objects.all()).select_related("locale")
    return versions_of(pages.order_by("-issue_date", "-number", "path"))


def _fields(versions: Versions) -> dict[str, Any]:
    source = versions[SOURCE]
    return {
        **page_reference(versions).dict(),
        "number": source.number,
        "issue_date": source.issue_date,
        "is_example": source.is_example,
        "introduction": text_of(versions, "introduction"),
    }


def _full(versions: Versions) -> FullIssue:
    said = {code: _said(page, code) for code, page in versions.items()}
    return FullIssue(**_fields(versions), blocks=Blocks(**said))


def _said(page: Any, language: str) -> Any:
    """Its blocks, as they were sent if they were."""
    sent = page.as_sent()
    return json.loads((sent and sent.json_body) or render(page.body, Channel.JSON, language))
