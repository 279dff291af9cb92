"""What a choice of a catalogue finds, counted and cut in the database.

Facts stand on the Swedish pages, for both languages: they are what is chosen, counted and ordered.
Only the hits that are shown are then read in the reader's language.
"""

from collections.abc import Iterable
from functools import reduce
from typing import Any

from django.conf import settings
from django.db.models import CharField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Contains

from core.catalogue import TEXT, Catalogue, Choice
from core.facets import Facet, Option
from core.folding import Folded, folded
from core.languages import preferred_pages, reading_language, shown
from core.name_order import ByName

MOST_WORDS = 12
TOTAL = "total"


class _Total(Facet):
    """All pages together, as if they were one value."""

    def values(self, model: Any) -> tuple[Any, ...]:
        return (Value("all"),)


class Hits:
    """The pages of `index` (a page, the catalogue's own) that a choice finds.

    `key` is the translation key of the only page that may be among them.
    """

    def __init__(self, catalogue: Catalogue, index: Any, choice: Choice, key: Any = None) -> None:
        self.catalogue, self.choice, self.key = catalogue, choice, key
        self.language, self.passed = reading_language(), index.depth
        source = index
        if index.locale.language_code != settings.LANGUAGE_CODE:
            source = (
                type(index)
                .objects.filter(
                    translation_key=index.translation_key,
                    locale__language_code=settings.LANGUAGE_CODE,
                )
                .first()
            )
        self.sources = [self._sources(model, source) for model in catalogue.models]

    def _sources(self, model: Any, index: Any) -> Any:
        """The Swedish pages of a type whose reader sees them, in whichever language."""
        if index is None:
            return model.objects.none()
        pages = model.objects.child_of(index)
        if self.key:
            pages = pages.filter(translation_key=self.key)
        if self.language == settings.LANGUAGE_CODE:
            return shown(pages, self.passed)
        versions = model.objects.filter(
            translation_key=OuterRef("translation_key"),
            locale__language_code__in=(self.language, settings.LANGUAGE_CODE),
        )
        return pages.filter(Exists(shown(versions, self.passed)))

    def found(self, *without: str) -> list[Any]:
        """The Swedish pages that the choice finds, by type; `without` some parts of it."""
        text = self.choice.text if TEXT not in without else ""
        return [
            reduce(
                lambda pages, facet: facet.narrowed(pages, self.choice.options[facet.name].key),
                [facet for facet in self.choice.facets if facet.name not in without],
                self._with_words(pages, text),
            )
            for pages in self.sources
        ]

    def counts(self) -> tuple[int, dict[str, list[Option]]]:
        """How many pages are found, and the options of each facet with how many each would find,
        given the rest of the choice. One query."""
        total = _Total(TOTAL, "")
        # Facets of which nothing is chosen count the same pages.
        found = {name: self.found(name) for name in ["", *self.choice.options]}
        parts = [
            facet.counted(pages)
            for facet in (total, *self.catalogue.facets)
            for pages in found.get(facet.name, found[""])
        ]
        rows: dict[str, list[tuple[Any, ...]]] = {}
        for name, *row in _together(parts):
            rows.setdefault(name, []).append(tuple(row))
        options = {
            facet.name: self._with_chosen(facet, facet.options(rows.get(facet.name, [])))
            for facet in self.catalogue.facets
        }
        return sum(row[-1] for row in rows.get(TOTAL, [])), options

    def looser(self) -> list[tuple[str, int]]:
        """Each part of the choice, with how many pages would be found without it. One query."""
        return self._totals({name: (name,) for name in self.choice.parts})

    def dead(self) -> tuple[list[str], int]:
        """The parts that find nothing even by themselves, and how many pages would be found
        without them all. Two queries, one where there is none.
        """
        names = self.choice.parts
        alone = self._totals({name: tuple(set(names) - {name}) for name in names})
        found = [name for name, number in alone if not number]
        return found, dict(self._totals({TOTAL: tuple(found)}))[TOTAL] if found else 0

    def _totals(self, leaving_out: dict[str, tuple[str, ...]]) -> list[tuple[str, int]]:
        """By name, how many pages are found without these parts. One query."""
        parts = [
            _Total(name, "").counted(pages)
            for name, without in leaving_out.items()
            for pages in self.found(*without)
        ]
        counts = dict.fromkeys(leaving_out, 0)
        for row in _together(parts) if parts else ():
            counts[row[0]] += row[-1]
        return list(counts.items())

    def pages(self, start: int = 0, stop: int | None = None) -> list[Any]:
        """The hits from one number to another (all by default) as the reader's language has them.

        One query, and one for each type of pages; what the catalogue prepares comes on top.
        """
        sort = self.choice.sort
        parts = [
            pages.order_by()
            .annotate(
                model_number=Value(number),
                sort_by=sort.key(pages.model) if sort.key else Value(""),
                sort_title=ByName(self._title(pages)),
                hit=F("pk"),
            )
            .values_list("model_number", "translation_key", "sort_by", "sort_title", "hit")
            for number, pages in enumerate(self.found())
        ]
        order = ("-sort_by" if sort.is_descending else "sort_by", "sort_title", "hit")
        rows = list(_together(parts).order_by(*order)[start:stop])
        read = {
            number: self._read(model, [row[1] for row in rows if row[0] == number])
            for number, model in enumerate(self.catalogue.models)
        }
        found = [read[number][key] for number, key, *_rest in rows if key in read[number]]
        if self.catalogue.prepare:
            self.catalogue.prepare(found)
        return found

    def _title(self, pages: Any) -> Any:
        """The title that the reader sees."""
        if self.language == settings.LANGUAGE_CODE:
            return F("title")
        own = shown(pages.model.objects.all(), self.passed).filter(
            translation_key=OuterRef("translation_key"), locale__language_code=self.language
        )
        return Coalesce(Subquery(own.values("title")[:1]), "title", output_field=CharField())

    def _read(self, model: Any, keys: list[Any]) -> dict[Any, Any]:
        if not keys:
            return {}
        pages = model.objects.filter(translation_key__in=keys)
        read = preferred_pages(pages, self.language, self.passed)
        return {page.translation_key: page for page in read.select_related(*self.catalogue.related)}

    def _with_words(self, pages: Any, text: str) -> Any:
        """Those of `pages` that have every word of `text`, in a title or in another text."""
        model = pages.model
        own = [path for path in self.catalogue.texts(model) if "__" not in path]
        far = [path for path in self.catalogue.texts(model) if "__" in path]
        for word in text.split()[:MOST_WORDS]:
            having = _in_any(["title", *own], word)
            if self.language != settings.LANGUAGE_CODE:
                titles = shown(model.objects.all(), self.passed).filter(
                    _in_any(["title"], word), locale__language_code=self.language
                )
                having |= Q(translation_key__in=titles.values("translation_key"))
            if far:
                rows = model._base_manager.filter(_in_any(far, word))
                having |= Q(pk__in=rows.values("pk"))
            pages = pages.filter(having)
        return pages

    def _with_chosen(self, facet: Facet, options: list[Option]) -> list[Option]:
        """The options, and the chosen one even where it finds nothing."""
        chosen = self.choice.options.get(facet.name)
        if chosen is None or chosen.key in {option.key for option in options}:
            return options
        return [*options, chosen]


def _in_any(paths: list[str], word: str) -> Q:
    lookups = (Contains(Folded(F(path)), Value(folded(word))) for path in paths)
    return reduce(Q.__or__, map(Q, lookups))


def _together(parts: "Iterable[Any]") -> Any:
    first, *rest = parts
    return first.union(*rest, all=True) if rest else first
