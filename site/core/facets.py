"""By what the pages of a catalogue can be chosen: each facet counts and narrows in the database."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import CharField, Count, F, Q, Value
from django.db.models.functions import Cast, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.countries import country_choices, country_name
from core.name_order import name_key

# Longer lists of choices help nobody: the most frequent ones are offered.
MOST_OPTIONS = 100
LONGEST_KEY = 100


@dataclass(frozen=True)
class Option:
    """One choice: its key in addresses, its label, and how many pages would be found by it."""

    key: str
    label: str
    # The label's language where it is not the reader's, for `lang`.
    language: str = ""
    count: int = 0


@dataclass(frozen=True)
class Facet:
    """A fact that pages can be chosen by, one value at a time; a page may have several."""

    name: str
    label: Any

    def values(self, model: Any) -> tuple[Any, ...]:
        """What pages of `model` are grouped by: the key, then what its label is read from."""
        raise NotImplementedError

    def narrowed(self, pages: Any, key: str) -> Any:
        """Those of `pages` that have the value."""
        raise NotImplementedError

    def option(self, key: str) -> Option | None:
        """The choice with this key, whether or not a page has it; None if there is no such."""
        raise NotImplementedError

    def read(self, key: str, *label: str) -> Option | None:
        """The choice that a row of the counts stands for."""
        return self.option(key)

    def counted(self, pages: Any) -> Any:
        """Rows of the facet's name, up to three values, and how many pages have them."""
        found = (*self.values(pages.model), Value(""), Value(""))[:3]
        columns = {f"value_{number}": Cast(v, CharField()) for number, v in enumerate(found)}
        return (
            pages.order_by()
            .annotate(counted=Value(self.name, CharField()), **columns)
            .values("counted", *columns)
            .annotate(pages=Count("pk", distinct=True))
            .values_list("counted", *columns, "pages")
        )

    def options(self, rows: Iterable[tuple[Any, ...]]) -> list[Option]:
        """The choices that some page has, by what `counted` gave; the most frequent of many."""
        counts: dict[str, int] = {}
        found: dict[str, Option] = {}
        for *values, number in rows:
            option = self.read(*values) if values[0] and number else None
            if option:
                found[option.key] = option
                counts[option.key] = counts.get(option.key, 0) + number
        options = [
            Option(key, option.label, option.language, counts[key]) for key, option in found.items()
        ]
        if len(options) > MOST_OPTIONS:
            options = sorted(options, key=lambda o: (-o.count, o.label))[:MOST_OPTIONS]
        return self.ordered(options)

    def ordered(self, options: list[Option]) -> list[Option]:
        """The choices in the order in which they are offered."""
        return sorted(options, key=lambda option: name_key(option.label))


@dataclass(frozen=True)
class ChoiceFacet(Facet):
    """A field or expression with fixed values; `value` gives it for a model of the catalogue."""

    value: Callable[[Any], Any]
    choices: tuple[tuple[str, Any], ...]

    def values(self, model: Any) -> tuple[Any, ...]:
        return (self.value(model),)

    def narrowed(self, pages: Any, key: str) -> Any:
        alias = f"chosen_{self.name.replace('-', '_')}"
        return pages.alias(**{alias: self.value(pages.model)}).filter(**{alias: key})

    def option(self, key: str) -> Option | None:
        label = dict(self.choices).get(key)
        return None if label is None else Option(key, str(label))

    def ordered(self, options: list[Option]) -> list[Option]:
        places = [key for key, _label in self.choices]
        return sorted(options, key=lambda option: places.index(option.key))


@dataclass(frozen=True)
class PathFacet(Facet):
    """A value by a field's path; where that leads through several rows, a page has them all."""

    path: Callable[[Any], str]

    def values(self, model: Any) -> tuple[Any, ...]:
        return (F(self.path(model)),)

    def narrowed(self, pages: Any, key: str) -> Any:
        # A subquery: the joins of several facets would multiply each other.
        having = pages.model._base_manager.filter(**{self.path(pages.model): self.stored(key)})
        return pages.filter(pk__in=having.values("pk"))

    def stored(self, key: str) -> str:
        """The value in the database that a key in addresses stands for."""
        return key


@dataclass(frozen=True)
class CountryFacet(PathFacet):
    """Countries: in addresses their ISO codes in lower case."""

    def stored(self, key: str) -> str:
        return key.upper()

    def option(self, key: str) -> Option | None:
        code = key.upper()
        # Only as it is promised in addresses: one choice has one address.
        if key != key.lower() or code not in dict(country_choices()):
            return None
        return Option(key, country_name(code))

    def read(self, key: str, *label: str) -> Option | None:
        return self.option(key.lower())


@dataclass(frozen=True)
class RecordFacet(PathFacet):
    """Records by a relation: `path` leads to them, `key` and `labels` are their columns.

    `named` makes label and language (empty for the reader's) of the labels' values.
    """

    record: str
    key: str
    labels: Callable[[], tuple[str, ...]]
    named: Callable[..., tuple[str, str]]

    def values(self, model: Any) -> tuple[Any, ...]:
        path = self.path(model)
        return tuple(F(f"{path}__{column}") for column in (self.key, *self.labels()))

    def narrowed(self, pages: Any, key: str) -> Any:
        lookup = {f"{self.path(pages.model)}__{self.key}": key}
        having = pages.model._base_manager.filter(**lookup)
        return pages.filter(pk__in=having.values("pk"))

    def option(self, key: str) -> Option | None:
        # PostgreSQL refuses a zero byte.
        if "\0" in key or len(key) > LONGEST_KEY:
            return None
        records = apps.get_model(self.record)._default_manager.filter(**{self.key: key})
        labels = records.values_list(*self.labels()).first()
        return Option(key, *self.named(*labels)) if labels else None

    def read(self, key: str, *label: str) -> Option | None:
        return Option(key, *self.named(*label[: len(self.labels())]))


@dataclass(frozen=True)
class YearFacet(Facet):
    """The years in which a page's period runs, by its own dates alone.

    Without an end it runs until this year, without a start it is in the year of its end, without
    dates in none.
    """

    def values(self, model: Any) -> tuple[Any, ...]:
        return ExtractYear("starts_on"), ExtractYear("ends_on")

    def narrowed(self, pages: Any, key: str) -> Any:
        first, last = dt.date(int(key), 1, 1), dt.date(int(key), 12, 31)
        is_open = Q(ends_on=None)
        if first.year > timezone.localdate().year:
            is_open &= Q(starts_on__gte=first)
        runs = Q(starts_on__lte=last) & (Q(ends_on__gte=first) | is_open)
        return pages.filter(runs | Q(starts_on=None, ends_on__range=(first, last)))

    def option(self, key: str) -> Option | None:
        is_year = re.fullmatch(r"[0-9]{4}", key) and int(key) >= dt.MINYEAR
        return Option(key, key) if is_year else None

    def options(self, rows: Iterable[tuple[Any, ...]]) -> list[Option]:
        this_year = timezone.localdate().year
        counts: Counter[int] = Counter()
        named: set[int] = set()
        for start, end, _rest, number in rows:
            if not (start or end):
                continue
            first = int(start or end)
            last = int(end) if end else max(first, this_year)
            named |= {first, last}
            for year in range(first, last + 1):
                counts[year] += number
        # Of many, those in which something begins or ends, and then the nearest.
        best = sorted(counts, key=lambda year: (year not in named, abs(year - this_year)))
        years = (f"{year:04}" for year in sorted(best[:MOST_OPTIONS]))
        return self.ordered([Option(year, year, count=counts[int(year)]) for year in years])

    def ordered(self, options: list[Option]) -> list[Option]:
        return sorted(options, key=lambda option: option.key, reverse=True)


YEAR = YearFacet("year", _("Year"))
