"""Where pages name a record: areas say it at their start, the record's own page lists them."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import Model
from wagtail.models import Page

from core.languages import preferred_pages


@dataclass(frozen=True)
class Mention:
    """A relation by which pages of an area name a record, and how they are listed."""

    # “records.Operation”, and the relation's `related_name` there.
    record: str
    accessor: str
    heading: Any
    # Gets the list as `pages`, and the `record`.
    template: str
    # Lists with a lower place stand first.
    place: int
    order_by: tuple[str, ...] = ("path",)
    # Foreign keys that the template reads.
    related: tuple[str, ...] = ()

    @property
    def relation(self) -> Any:
        """The relation, seen from the record."""
        return apps.get_model(self.record)._meta.get_field(self.accessor)

    def pages(self, record: Model) -> Any:
        """The public pages that name `record`, in the reader's language: a queryset."""
        model, field = self.relation.related_model, self.relation.remote_field.name
        found = preferred_pages(model._default_manager.filter(**{field: record}))
        if self.related:
            found = found.select_related(*self.related)
        return found.order_by(*self.order_by)


_mentions: dict[tuple[str, str], Mention] = {}


def register(*mentions: Mention) -> None:
    """Raises ImproperlyConfigured for what is no relation from pages to the record."""
    for mention in mentions:
        try:
            model = mention.relation.related_model
        except (LookupError, FieldDoesNotExist) as error:
            raise ImproperlyConfigured(f"{mention.record}.{mention.accessor}: {error}") from error
        if model is None or not issubclass(model, Page):
            raise ImproperlyConfigured(
                f"{mention.record}.{mention.accessor} does not lead to pages."
            )
        _mentions[mention.record, mention.accessor] = mention


def mentions_of(model: type[Model]) -> list[Mention]:
    """How pages name records of this model, in the order in which they are listed."""
    found = [mention for mention in _mentions.values() if mention.record == model._meta.label]
    return sorted(found, key=lambda mention: mention.place)
