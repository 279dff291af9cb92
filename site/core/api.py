"""What every answer of the open data API is made of: words in both languages, references, lists.

An answer is the same whoever reads it: it has no language of its own. Its ids are the translation
keys of pages and the codes of records: these should never change, and lead on where they do.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field, ValidationInfo, model_validator
from wagtail.models import Page

from core.addresses import absolute
from core.languages import shown

ROOT = "/api/data/v1"
SOURCE = settings.LANGUAGE_CODE
LANGUAGES = [code for code, _name in settings.LANGUAGES]
MOST = 500
Item = TypeVar("Item")
# The versions of one page or row by language.
Versions = dict[str, Any]
# By page type, what it is called in the API and below which address; each area adds its own.
collections: dict[str, tuple[str, str]] = {}
# By the name of the field that refers to them, how ids become references; areas above add theirs.
describers: "dict[str, Callable[[set[int]], dict[int, Reference]]]" = {}
# By page type, what gives ids of Swedish pages their own references (“P1”); a page that it leaves
# out is not in the API.
own_references: dict[str, Callable[[Collection[int]], dict[int, str]]] = {}


class Text(Schema):
    """Words in both languages; null in one that they are not published in."""

    sv: str | None = None
    en: str | None = None


class Record(Schema):
    """An entry of a vocabulary: its code never changes."""

    code: str
    name: Text


class Label(Schema):
    """A value of a fixed list, with what it is called."""

    code: str
    label: Text


class Named(Record):
    """An entry of a vocabulary with a page (`url`) and an address in this API (`api`), where all
    that names it is listed.
    """

    url: Text
    api: str


class Reference(Schema):
    """Something with an address: for people (`url`), and in this API (`api`) if it is there."""

    type: str
    id: str
    reference: str | None = None
    title: Text
    url: Text
    api: str | None


class Period(Schema):
    """The first and the last day; `precision` says how exactly they are known."""

    starts_on: dt.date | None
    ends_on: dt.date | None
    precision: str


class Listed(Schema, Generic[Item]):
    """A part of a list, and where the next part is."""

    count: int
    next: str | None
    items: list[Item]


class Choice(Schema):
    """The parameters of an address."""

    @model_validator(mode="after")
    def refuse_unknown(self, info: ValidationInfo) -> "Choice":
        if info.context:
            known = {field.alias or name for name, field in type(self).model_fields.items()}
            refuse_unknown(info.context["request"], known)
        return self


class ListChoice(Choice):
    """Which part of a list."""

    limit: int = Field(100, ge=1, le=MOST, description=f"How many at the most, up to {MOST}.")
    offset: int = Field(0, ge=0, le=10**9, description="How many to pass over.")


class MovedError(Exception):
    """The address has a code that is another today; `location` has that."""

    def __init__(self, location: str) -> None:
        self.location = location
        super().__init__(location)


def refuse_unknown(request: HttpRequest, known: Collection[str] = ()) -> None:
    """Refuses a parameter that the address does not know: a slip of the pen would else give
    everything. Raises BadRequest.
    """
    unknown = sorted(set(request.GET) - set(known))
    if unknown:
        raise BadRequest(
            _("There is no parameter “%(name)s” here. There is: %(known)s.")
            % {"name": unknown[0][:40], "known": ", ".join(sorted(known)) or "–"}
        )


def text_of(versions: Versions, name: str) -> Text:
    """A field's words in each language; null where it is empty."""
    return Text(**{code: getattr(page, name) or None for code, page in versions.items()})


def record_of(record: Any, name: str = "name") -> Record:
    """A record with its code."""
    words = {code: getattr(record, f"{name}_{code}") for code in LANGUAGES}
    return Record(code=record.code, name=Text(**words))


def named_of(record: Any, name: str = "name") -> Named:
    """A record that has a page of its own."""
    url = in_each_language(lambda: absolute(record.get_absolute_url()))
    _kind, collection = collections[record._meta.label_lower]
    api = f"{ROOT}/{collection}/{record.code}"
    return Named(**record_of(record, name).dict(), url=url, api=api)


def label_of(choice: Any) -> Label:
    """A member of a TextChoices, as each language calls it."""
    return Label(code=choice.value, label=in_each_language(lambda: choice.label))


def in_each_language(say: Any) -> Text:
    """What `say()` gives in each of the site's languages."""
    words = {}
    for code in LANGUAGES:
        with translation.override(code):
            words[code] = str(say()) or None
    return Text(**words)


def versions_of(found: Any) -> dict[uuid.UUID, Versions]:
    """Pages or rows by translation key, then language: only what has its public Swedish version."""
    by_key: dict[uuid.UUID, Versions] = defaultdict(dict)
    for item in found:
        by_key[item.translation_key][item.locale.language_code] = item
    return {key: versions for key, versions in by_key.items() if SOURCE in versions}


def rows_of(page: Versions, relation: str) -> list[Versions]:
    """The rows of a page in both languages, in the order of its Swedish version. A query each."""
    rows = []
    for version in page.values():
        for row in getattr(version, relation).all():
            row.page, row.locale = version, version.locale
            rows.append(row)
    in_order = {
        row.translation_key: number
        for number, row in enumerate(r for r in rows if r.locale.language_code == SOURCE)
    }
    found = versions_of(rows)
    return sorted(found.values(), key=lambda own: in_order[own[SOURCE].translation_key])


def pages_by_id(ids: Iterable[int]) -> dict[int, Reference]:
    """The public pages of any type that these ids of Swedish pages lead to. One query, and two
    where pages with references of their own are among them.
    """
    keys = Page.objects.filter(pk__in=set(ids)).values("translation_key")
    pages = shown(Page.objects.filter(translation_key__in=keys)).select_related("locale")
    found = {versions[SOURCE].pk: versions for versions in versions_of(pages).values()}
    labels = {pk: _label(versions[SOURCE]) for pk, versions in found.items()}
    named: dict[int, str] = {}
    for label, name in own_references.items():
        own = [pk for pk in found if labels[pk] == label]
        named |= name(own) if own else {}
    return {
        pk: page_reference(versions, named.get(pk))
        for pk, versions in found.items()
        if pk in named or labels[pk] not in own_references
    }


def _label(page: Page) -> str:
    content_type = ContentType.objects.get_for_id(page.content_type_id)
    return f"{content_type.app_label}.{content_type.model}"


def page_reference(versions: Versions, reference: str | None = None) -> Reference:
    """A page as others refer to it."""
    source = versions[SOURCE]
    kind, collection = collections.get(_label(source), ("page", ""))
    return Reference(
        type=kind,
        id=str(source.translation_key),
        reference=reference,
        title=text_of(versions, "title"),
        url=text_of(versions, "full_url"),
        api=f"{ROOT}/{collection}/{source.translation_key}" if collection else None,
    )


def point_reference(kind: str, collection: str, versions: Versions) -> Reference:
    """A statement or method as others refer to it."""
    source = versions[SOURCE]
    return Reference(
        type=kind,
        id=source.reference,
        reference=source.reference,
        title=text_of(versions, "text"),
        url=Text(**{code: full_address(point) for code, point in versions.items()}),
        api=f"{ROOT}/{collection}/{source.reference}",
    )


def full_address(point: Any) -> str:
    """The address of a row on its page, with scheme and host."""
    return f"{point.page.full_url}#{point.anchor}"


def part_of(items: list[Any], choice: ListChoice, request: HttpRequest) -> tuple[list[Any], Any]:
    """The items of the part that was asked for, and the address of the next one."""
    end = choice.offset + choice.limit
    following = None
    if end < len(items):
        query = request.GET.copy()
        query["offset"] = str(end)
        following = f"{request.path}?{query.urlencode()}"
    return items[choice.offset : end], following


def one_of(by_key: dict[Any, Any], key: Any) -> Any:
    """What has the key. Raises Http404 with words for the reader."""
    if key not in by_key:
        raise Http404(_("There is nothing public with this id."))
    return by_key[key]
