"""Where pages name a record: areas say it at their start, the record's own page lists them."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, FieldError, ImproperlyConfigured
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex

from core.languages import preferred_pages, shown


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
    order_by: tuple[Any, ...] = ("path",)
    # Foreign keys that the template reads.
    related: tuple[str, ...] = ()
    # Where rows that pages of all types have lead to the record: the page type (“home.NewsPage”),
    # and the lookup from it. `accessor` is then only the group's name in addresses.
    model: str = ""
    lookup: str = ""

    @property
    def relation(self) -> Any:
        """The relation, seen from the record."""
        return apps.get_model(self.record)._meta.get_field(self.accessor)

    @property
    def page_type(self) -> Any:
        """The model of the pages; None if the relation leads to none."""
        return apps.get_model(self.model) if self.model else self.relation.related_model

    def naming(self, record: Model | None) -> Any:
        """The pages of both languages that name `record`: a queryset."""
        lookup = self.lookup or self.relation.remote_field.name
        pages = self.page_type._default_manager
        if not self.lookup:
            return pages.filter(**{lookup: record})
        # A subquery: several rows of a page may lead to the record.
        return pages.filter(pk__in=pages.filter(**{lookup: record}).values("pk"))

    def named(self, records: Any) -> set[int]:
        """The ids of those of the records that some public page names. One query."""
        lookup = self.lookup or self.relation.remote_field.name
        pages = shown(self.page_type._default_manager.filter(**{f"{lookup}__in": records}))
        return set(pages.order_by().values_list(lookup, flat=True)) - {None}

    def pages(self, record: Model) -> Any:
        """The public pages that name `record`, in the reader's language: a queryset."""
        found = preferred_pages(self.naming(record))
        if self.related:
            found = found.select_related(*self.related)
        return found.order_by(*self.order_by)


@dataclass(frozen=True)
class CardMention(Mention):
    """Pages that show the record as a card in their text."""

    @property
    def page_type(self) -> Any:
        return Page

    def naming(self, record: Model | None) -> Any:
        if record is None:
            return Page.objects.none()
        cards = self._cards().filter(to_object_id=str(record.pk))
        return Page.objects.filter(
            pk__in=[int(pk) for pk in cards.values_list("object_id", flat=True)]
        )

    def named(self, records: Any) -> set[int]:
        rows = list(self._cards().values_list("object_id", "to_object_id"))
        pages = shown(Page.objects.filter(pk__in={int(page) for page, _record in rows}))
        public = set(pages.order_by().values_list("pk", flat=True))
        return {int(record) for page, record in rows if int(page) in public}

    def _cards(self) -> Any:
        return ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(apps.get_model(self.record)),
            base_content_type=ContentType.objects.get_for_model(Page),
            # What stands in fields and rows has mentions of its own.
            model_path__startswith="body.",
        )


_mentions: dict[tuple[str, str], Mention] = {}


def register(*mentions: Mention) -> None:
    """Raises ImproperlyConfigured for what is no relation from pages to the record."""
    for mention in mentions:
        try:
            model = mention.page_type
            if mention.lookup:
                mention.naming(None)
        except (LookupError, FieldDoesNotExist, FieldError) as error:
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
