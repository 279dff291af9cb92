"""Every outside address on public pages and in records, and where it stands."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Site

from core.languages import shown
from core.models.web_address import WebAddressField
from records.models import WebLink

LINK = re.compile(r"""href=["'](https?://[^"'<>\s]+)["']""", re.I)
WHOLE = re.compile(r"https?://\S+", re.I)
LONGEST = WebLink._meta.get_field("address").max_length or 500


@dataclass
class Place:
    """Where an address stands."""

    label: str
    page_id: int | None = None


@dataclass
class Found:
    """An address; historical if it is marked so wherever it stands."""

    places: list[Place] = field(default_factory=list)
    is_historical: bool = True


def collected() -> dict[str, Found]:
    """The outside addresses. A few queries for each model that can hold one."""
    own = _own_hosts()
    found: dict[str, Found] = defaultdict(Found)
    for model in apps.get_models():
        for address, is_historical, place in _of_model(model):
            if len(address) <= LONGEST and _host(address) not in own:
                entry = found[address]
                entry.is_historical &= is_historical
                if len(entry.places) < 20:
                    entry.places.append(place)
    return dict(found)


def historical_addresses() -> set[str]:
    """The addresses that are marked as historical, and nowhere else are not."""
    marked: set[str] = set()
    others: set[str] = set()
    for model in apps.get_models():
        for name in address_fields(model):
            if _has(model, f"{name}_is_historical"):
                rows = _public(model).exclude(**{name: ""})
                for address, is_historical in rows.values_list(name, f"{name}_is_historical"):
                    (marked if is_historical else others).add(address)
    return marked - others


def address_fields(model: Any) -> list[str]:
    """The model's columns that hold an outside address."""
    if model._meta.proxy or model is WebLink or model.__module__.startswith(("wagtail", "django")):
        return []
    kinds = (WebAddressField, models.URLField)
    return [one.name for one in model._meta.local_fields if isinstance(one, kinds)]


def _has(model: Any, name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def _public(model: Any) -> Any:
    """The rows that readers may meet: live pages, what belongs to live pages, and all records."""
    if issubclass(model, Page):
        return shown(model.objects.all())
    rows = model._default_manager.all()
    if _has(model, "page") and issubclass(model._meta.get_field("page").related_model, Page):
        return rows.filter(page__in=shown(Page.objects.all()))
    return rows


def _of_model(model: Any) -> Iterator[tuple[str, bool, Place]]:
    names = address_fields(model)
    bodies = [
        one.name
        for one in (model._meta.local_fields if issubclass(model, Page) else ())
        if isinstance(one, StreamField | RichTextField)
    ]
    if not names and not bodies:
        return
    for row in _public(model):
        place = _place(row)
        for name in names:
            if address := getattr(row, name):
                yield address, bool(getattr(row, f"{name}_is_historical", False)), place
        for name in bodies:
            value = getattr(row, name)
            for address in set(_in_body(getattr(value, "raw_data", value))):
                yield address, False, place


def _place(row: Any) -> Place:
    if isinstance(row, Page):
        return Place(row.title, row.pk)
    if page_id := getattr(row, "page_id", None):
        return Place(str(row), page_id)
    return Place(f"{row._meta.verbose_name}: {row}")


def _in_body(value: Any) -> Iterator[str]:
    """The addresses in a body: of links in rich text, and whole values of blocks."""
    if isinstance(value, str):
        if WHOLE.fullmatch(value):
            yield value
        else:
            # As HTML writes it.
            yield from (address.replace("&amp;", "&") for address in LINK.findall(value))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _in_body(inner)
    elif hasattr(value, "__iter__"):
        for inner in value:
            yield from _in_body(inner)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return ""


def _own_hosts() -> set[str]:
    """The names that the site itself has: its own pages are no outside addresses."""
    own = set(Site.objects.values_list("hostname", flat=True))
    own.add(_host(settings.WAGTAILADMIN_BASE_URL))
    local = {"localhost", "127.0.0.1"} if settings.LINKS_MAY_BE_LOCAL else set()
    return {host.casefold() for host in own} - local
