"""A catalogue: pages of one or several types, with the facets and orders readers may choose."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from core.facets import Facet, Option
from core.tables import Table

LONGEST_TEXT = 200
TEXT, SORT, PAGE = "q", "sort", "page"


@dataclass(frozen=True)
class Sort:
    """An order: by `key`, an expression for a model; then by title."""

    name: str
    label: Any
    key: Callable[[Any], Any] | None = None
    is_descending: bool = False
    # The heading that a page stands under; an order without headings has none.
    heading: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Export:
    """The hits as a file under the names that a database elsewhere uses."""

    # Of the file, “cordis.zip”; and of the database.
    name: str
    label: str
    content: Callable[[list[Any]], bytes]
    # Which words of the pages it has, whoever reads.
    language: str

    @property
    def kind(self) -> str:
        """The kind of file, “zip”."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True)
class Catalogue:
    """What a catalogue lists and by what; the first of `sorts` is the order that nobody chose."""

    models: tuple[Any, ...]
    facets: tuple[Facet, ...]
    sorts: tuple[Sort, ...]
    text_label: Any
    # By model, the paths of the texts that words are looked for in, beside the titles.
    texts: Callable[[Any], tuple[str, ...]]
    # Gets the hits as `pages`.
    template: str
    # Their rows as files.
    table: Callable[..., Table]
    # Foreign keys that template and files read, and what else is fetched for a list of hits.
    related: tuple[str, ...] = ()
    prepare: Callable[[list[Any]], None] | None = None
    exports: tuple[Export, ...] = ()


@dataclass
class Choice:
    """What the reader chose, as an address says it; what is wrong with it, in `errors`."""

    catalogue: Catalogue
    text: str = ""
    options: dict[str, Option] = field(default_factory=dict)
    sort: Sort = field(init=False)
    errors: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sort = self.catalogue.sorts[0]

    @property
    def facets(self) -> list[Facet]:
        """The facets of which something is chosen."""
        return [facet for facet in self.catalogue.facets if facet.name in self.options]

    @property
    def is_any(self) -> bool:
        """Whether the choice leaves anything out."""
        return bool(self.text or self.options)

    @property
    def parts(self) -> list[str]:
        """The names of what is chosen."""
        return [*([TEXT] if self.text else []), *(facet.name for facet in self.facets)]

    def query(self, *without: str, page: int = 1) -> str:
        """The choice as an address carries it: “?” and what is chosen, always in the same order.

        `without` names what is left out of it. Empty for a choice of nothing.
        """
        chosen = {TEXT: self.text}
        chosen |= {facet.name: self.options[facet.name].key for facet in self.facets}
        if self.sort is not self.catalogue.sorts[0]:
            chosen[SORT] = self.sort.name
        if page > 1:
            chosen[PAGE] = str(page)
        found = urlencode({k: v for k, v in chosen.items() if v and k not in without})
        return f"?{found}" if found else ""


def choice_of(catalogue: Catalogue, data: Mapping[str, Any]) -> Choice:
    """The choice that an address makes; unknown parameters are nobody's choice."""
    # PostgreSQL refuses a zero byte.
    text = " ".join(str(data.get(TEXT, "")).replace("\0", " ").split())[:LONGEST_TEXT].strip()
    choice = Choice(catalogue, text)
    for facet in catalogue.facets:
        key = str(data.get(facet.name, "")).strip()
        if not key:
            continue
        option = facet.option(key)
        if option:
            choice.options[facet.name] = option
        else:
            choice.errors[facet.name] = _no_such(facet.label, key)
    sorts = {sort.name: sort for sort in catalogue.sorts}
    if name := str(data.get(SORT, "")).strip():
        if name in sorts:
            choice.sort = sorts[name]
        else:
            choice.errors[SORT] = _no_such(_("Order"), name)
    return choice


def has_empty_parts(catalogue: Catalogue, data: Mapping[str, Any]) -> bool:
    """Whether an address names something without choosing it, as a form sends it."""
    names = [TEXT, SORT, *(facet.name for facet in catalogue.facets)]
    return any(name in data and not str(data[name]).strip() for name in names)


def _no_such(label: Any, key: str) -> str:
    shown = key.replace("\0", "")
    return _("“%(label)s” has no choice “%(value)s”: choose one of the list.") % {
        "label": label,
        "value": shown if len(shown) <= 40 else f"{shown[:40]}…",
    }
