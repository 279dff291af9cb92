"""Cards: any page or record in a few lines. Areas say at their start what a card of theirs says."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import Model
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import capfirst
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page, TranslatableMixin

from core.addresses import absolute
from core.languages import preferred, preferred_pages, reading_language, shown
from core.said import Said
from core.templatetags.links import title_language
from core.templatetags.writing import excerpt


@dataclass(frozen=True)
class Fact:
    """A fact with its label; `address` where it leads somewhere, to a mailbox for example."""

    label: str
    value: Said
    address: str = ""


@dataclass(frozen=True)
class Card:
    """What a card says in the reader's language: the templates of every channel read it."""

    # “News”, “Activity”: what it is a card of.
    kind: str
    title: Said
    # Of its page, from the site's root; empty for what has none.
    address: str = ""
    # That page's language where it is not the reader's.
    page_language: str = ""
    reference: str = ""
    # A day or period; HTML where it has `time` elements.
    when: str = ""
    # The same for programs, its first and its last day or moment; None for what is not known.
    dates: tuple[dt.date | None, dt.date | None] = (None, None)
    text: Said | None = None
    # Has `value` and `label`.
    status: Any = None
    # What must not be missed: “Cancelled”.
    notice: str = ""
    is_example: bool = False
    facts: list[Fact] = field(default_factory=list)
    image: Any = None
    # On a page of an earlier day: that no more is said, since the site does not keep what it said.
    is_of_today: bool = False

    @property
    def full_address(self) -> str:
        """The address from anywhere; empty for what has none."""
        return absolute(self.address) if self.address else ""

    def data(self) -> dict[str, Any]:
        """The card as plain data."""
        return {
            "kind": self.kind,
            "reference": self.reference,
            "title": _plain(self.title),
            "address": self.full_address or None,
            "when": strip_tags(self.when),
            "begins": _iso(self.dates[0]),
            "ends": _iso(self.dates[1]),
            "text": _plain(self.text) if self.text else None,
            "status": {"code": self.status.value, "label": str(self.status.label)}
            if self.status
            else None,
            "notice": self.notice,
            "is_example": self.is_example,
            "facts": [{"label": fact.label, "value": _plain(fact.value)} for fact in self.facts],
            "image": _picture(self.image) if self.image else None,
        }


@dataclass(frozen=True)
class CardKind:
    """How areas say what the cards of a page type, record or row say."""

    # “home.NewsPage”.
    model: str
    # The card of one object in the reader's language.
    card: Callable[[Any], Card]
    # Foreign keys that it reads.
    related: tuple[str, ...] = ()
    # Fetches for all at once what their cards say beyond their own columns.
    load: Callable[[list[Any]], object] | None = None
    # Those of a queryset of records that readers may meet.
    public: Callable[[Any], Any] | None = None

    @property
    def model_class(self) -> Any:
        return apps.get_model(self.model)


_kinds: dict[str, CardKind] = {}
# By model, for what has a history: what was public at the end of a day, by key as `_key` gives it.
Past = Callable[[CardKind, Sequence[Any], dt.date], dict[Any, Any]]
_past: dict[str, Past] = {}
# The earlier day that cards are read as of; None for today.
_day: ContextVar[dt.date | None] = ContextVar("_day", default=None)


def register(*kinds: CardKind) -> None:
    """Raises ImproperlyConfigured for a model or foreign key that there is not, and for a second
    say about a model.
    """
    for kind in kinds:
        try:
            meta = kind.model_class._meta
            fields = [meta.get_field(name.split("__")[0]) for name in kind.related]
        except (LookupError, FieldDoesNotExist) as error:
            raise ImproperlyConfigured(f"The card of {kind.model}: {error}") from error
        if other := next((f.name for f in fields if not (f.many_to_one or f.one_to_one)), ""):
            raise ImproperlyConfigured(f"{kind.model}.{other} is no foreign key.")
        if kind.model in _kinds:
            raise ImproperlyConfigured(f"{kind.model} has a card already.")
        _kinds[kind.model] = kind


def register_past(model: str, past: Past) -> None:
    """Says how cards of a model are read as of an earlier day. Raises ImproperlyConfigured for one
    without cards.
    """
    if model not in _kinds:
        raise ImproperlyConfigured(f"{model} has no card.")
    _past[model] = past


@contextmanager
def cards_as_of(day: dt.date | None) -> Iterator[None]:
    """Within it cards are read as of the end of the day."""
    token = _day.set(day)
    try:
        yield
    finally:
        _day.reset(token)


def earlier_day() -> dt.date | None:
    """The day before today that cards are read as of; None for today."""
    day = _day.get()
    return day if day is not None and day < timezone.localdate() else None


def only_link(card: Card) -> Card:
    """Its title, and that this is today's."""
    return Card(
        card.kind,
        card.title,
        address=card.address,
        page_language=card.page_language,
        is_example=card.is_example,
        is_of_today=True,
    )


def card_kinds() -> list[CardKind]:
    """All kinds of cards."""
    return list(_kinds.values())


def kind_of(model: type[Model] | str) -> CardKind:
    """What has been said about cards of this model; raises LookupError if nothing has."""
    return _kinds[model if isinstance(model, str) else model._meta.label]


def cards_of(items: Sequence[Any]) -> list[Card | None]:
    """The cards of these objects of one model, in their order, in the reader's language; None for
    what its readers may not see. As many queries, however many objects.

    Within `cards_as_of` those of the day, or links alone where the site does not keep what it said.
    """
    if not items:
        return []
    kind, day = kind_of(type(items[0])), earlier_day()
    if day is None:
        return _cards_today(kind, items)
    if kind.model not in _past:
        return [card and only_link(card) for card in _cards_today(kind, items)]
    then = _past[kind.model](kind, items, day)
    return [kind.card(then[key]) if (key := _key(item)) in then else None for item in items]


def _cards_today(kind: CardKind, items: Sequence[Any]) -> list[Card | None]:
    found = _read(kind, items)
    if kind.load:
        kind.load(list(found.values()))
    return [kind.card(found[key]) if (key := _key(item)) in found else None for item in items]


def cards_of_read(kind: CardKind, objects: list[Any]) -> list[Card]:
    """The cards of what has been read in the reader's language already."""
    if kind.load:
        kind.load(objects)
    return [kind.card(item) for item in objects]


def _key(item: Any) -> Any:
    return item.translation_key if isinstance(item, TranslatableMixin) else item.pk


def _read(kind: CardKind, items: Sequence[Any]) -> dict[Any, Any]:
    """What readers may see of these, in their language, by key. One query."""
    model, keys = kind.model_class, {_key(item) for item in items}
    if not issubclass(model, TranslatableMixin):
        # Without names it would undo what the manager fetches along.
        rows = model._default_manager.filter(pk__in=keys)
        rows = rows.select_related(*kind.related) if kind.related else rows
        return {row.pk: row for row in (kind.public(rows) if kind.public else rows)}
    found = model._default_manager.filter(translation_key__in=keys)
    if issubclass(model, Page):
        found = preferred_pages(found)
    else:
        # A row is read with its page.
        found = found.filter(page__in=shown(Page.objects.all()).values("pk"))
    found = found.select_related("locale", *kind.related)
    read = found if issubclass(model, Page) else preferred(found)
    return {item.translation_key: item for item in read}


def foreign(code: str) -> str:
    """The language, where it is not the reader's; else empty."""
    return code if code != reading_language() else ""


def said_by(item: Any, words: str, length: int = 180) -> Said | None:
    """The beginning of words of a page or row, with its language; None for none."""
    said = Said(excerpt(words, length), foreign(item.locale.language_code))
    return said or None


def page_card(page: Any, **more: Any) -> Card:
    """The card of a page: its title, and how its introduction begins unless `text` is given."""
    common: dict[str, Any] = {
        "kind": capfirst(str(page._meta.verbose_name)),
        "title": Said(page.title, foreign(title_language(page))),
        "address": page.url or "",
        "page_language": foreign(page.locale.language_code),
        "text": said_by(page, page.introduction),
        "is_example": getattr(page, "is_example", False),
        "dates": _period(page),
    }
    return Card(**(common | more))


def record_card(record: Any, **more: Any) -> Card:
    """The card of a record that has a page of its own."""
    title, address = Said(record.page_title, ""), record.get_absolute_url()
    return plain_card(record, **({"title": title, "address": address} | more))


def plain_card(record: Any, **more: Any) -> Card:
    """The card of a record that has no page of its own; its name unless a `title` is given."""
    common: dict[str, Any] = {
        "kind": capfirst(str(record._meta.verbose_name)),
        "is_example": getattr(record, "is_example", False),
        "dates": _period(record),
    }
    if "title" not in more:
        common["title"] = Said(str(record.name), "")
    return Card(**(common | more))


def facts(*pairs: tuple[Any, Any]) -> list[Fact]:
    """Those of the labels and values that have a value; a plain one is in the reader's language."""
    return [
        Fact(str(label), value if isinstance(value, Said) else Said(str(value), ""))
        for label, value in pairs
        if value
    ]


def _period(item: Any) -> tuple[dt.date | None, dt.date | None]:
    return getattr(item, "starts_on", None), getattr(item, "ends_on", None)


def _iso(moment: dt.date | None) -> str | None:
    return moment.isoformat() if moment else None


def _picture(image: Any) -> dict[str, Any]:
    # A lost file is no reason to show nothing of the page.
    picture = get_rendition_or_not_found(image, "max-1600x1600")
    credit = image.readers_credit
    return {
        "address": picture.full_url,
        "alternative_text": picture.alt,
        "credit": credit.words,
        "credit_language": credit.language or reading_language(),
    }


def _plain(said: Said) -> dict[str, str]:
    return {"text": said.words, "language": said.language or reading_language()}
