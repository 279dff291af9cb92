"""Makes Swedish pages, unsaved, from entries of the data files."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from wagtail.models import Locale, Page, TranslatableMixin

from seed.bodies import body_pairs, stable_id, stream_data
from seed.reading import PageEntry, SeedError, is_pair


class Builder:
    """Turns entries into pages; remembers the pages, so that later ones can refer to them."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        self.pages: dict[str, Page] = {}

    def find(self, entry: PageEntry) -> Page | None:
        """The entry's Swedish page, if it has been loaded before."""
        page = (
            Page.objects.filter(translation_key=stable_id(entry.key), locale=self.locale)
            .specific()
            .first()
        )
        if page is not None:
            self.pages[entry.key] = page
        return page

    def build(self, entry: PageEntry) -> Page:
        """The Swedish page, unsaved. Raises SeedError for a field or reference that isn't there."""
        model = apps.get_model(entry.model)
        page = model(translation_key=stable_id(entry.key), locale=self.locale)
        for name, value in entry.values.items():
            self._set(entry, page, name, value)
        if entry.body:
            page.body = model._meta.get_field("body").stream_block.to_python(stream_data(entry))
        return page

    def texts(self, entry: PageEntry) -> dict[str, str]:
        """Swedish text → English text. Raises SeedError where one has two translations."""
        texts: dict[str, str] = {}
        for swedish, english in [*_pairs(entry.values), *body_pairs(entry)]:
            if texts.setdefault(swedish, english) != english:
                raise SeedError(f"{entry.name}: “{swedish}” has two English translations.")
        return texts

    def _set(self, entry: PageEntry, instance: Any, name: str, value: Any) -> None:
        model = type(instance)
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            raise SeedError(f"{entry.name}: {model.__name__} has no field {name!r}.") from None
        if isinstance(field, models.ManyToOneRel):
            self._set_rows(entry, instance, field, value)
        elif isinstance(field, TaggableManager):
            words = field.remote_field.model
            getattr(instance, name).set([self._record(entry, name, words, key) for key in value])
        elif isinstance(field, ParentalManyToManyField):
            setattr(instance, name, [self._refer(entry, field, key) for key in value])
        elif isinstance(field, models.ForeignKey):
            setattr(instance, name, self._refer(entry, field, value) if value else None)
        else:
            setattr(instance, name, _fact(field, value["sv"] if is_pair(value) else value))

    def _set_rows(self, entry: PageEntry, page: Page, relation: Any, rows: Any) -> None:
        if relation.name not in {r.name for r in get_all_child_relations(type(page))}:
            raise SeedError(f"{entry.name}: {relation.name!r} cannot be given on this page.")
        children = []
        for number, row in enumerate(rows):
            # Rows of one foreign key may be given by the key alone.
            values = row if isinstance(row, dict) else {_only_reference(relation): row}
            child = relation.related_model(sort_order=number)
            if isinstance(child, TranslatableMixin):
                identity = str(row.get("reference", row.get("number", number)))
                child.translation_key = stable_id(entry.key, relation.name, identity)
                child.locale = self.locale
            for name, value in values.items():
                self._set(entry, child, name, value)
            children.append(child)
        setattr(page, relation.name, children)

    def _refer(self, entry: PageEntry, field: Any, key: str) -> Any:
        model = field.related_model
        if issubclass(model, Page):
            found = self.pages.get(key)
        elif issubclass(model, TranslatableMixin):
            found = model.objects.filter(reference=key, locale=self.locale).first()
        else:
            return self._record(entry, field.name, model, key)
        if found is None:
            raise SeedError(f"{entry.name}: {field.name} refers to {key!r}, which is not there.")
        return found

    def _record(self, entry: PageEntry, name: str, model: Any, key: str) -> Any:
        found = model.objects.filter(**{code_field(model): key}).first()
        if found is None:
            raise SeedError(f"{entry.name}: {name} refers to {key!r}, which is not there.")
        return found


def code_field(model: Any) -> str:
    """The column that the data files name a record by."""
    return getattr(model, "code_field", "code")


def _only_reference(relation: Any) -> str:
    return next(
        field.name
        for field in relation.related_model._meta.fields
        if isinstance(field, models.ForeignKey) and field != relation.field
    )


def _fact(field: Any, value: Any) -> Any:
    if isinstance(field, models.DecimalField) and value is not None:
        return Decimal(str(value))
    if isinstance(value, dt.datetime) and timezone.is_naive(value):
        return timezone.make_aware(value)
    return value


def _pairs(value: Any) -> list[tuple[str, str]]:
    """All pairs of texts in a value, however deep."""
    if is_pair(value):
        return [(value["sv"], value["en"])]
    if isinstance(value, dict):
        return [pair for inner in value.values() for pair in _pairs(inner)]
    if isinstance(value, list):
        return [pair for inner in value for pair in _pairs(inner)]
    return []
