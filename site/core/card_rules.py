"""Cards by rule: “the latest news”. Areas say at their start which rules there are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.utils.text import capfirst

from core.cards import Card, CardKind, cards_of_read, earlier_day, kind_of, only_link
from core.languages import preferred_pages

# What a rule can be narrowed to, and the lookup from a page: every page type with rules has them.
FOCUS_AREA, KEYWORD = "focus_areas", "keyword_links__tag"


@dataclass(frozen=True)
class CardRule:
    """A rule that chooses pages of a type when a page is read."""

    # As it is kept in pages: never changed.
    name: str
    label: Any
    # The page type, whose cards are registered before.
    model: str
    # Which of the public pages in the reader's language it chooses, in their order. What it gives
    # is read only as far as it is shown.
    pages: Callable[[Any], Iterable[Any]]

    @property
    def kind(self) -> CardKind:
        return kind_of(self.model)


_rules: dict[str, CardRule] = {}


def register_rules(*rules: CardRule) -> None:
    """Raises ImproperlyConfigured for a type without cards, one that cannot be narrowed, and a
    name that is taken.
    """
    for rule in rules:
        try:
            meta = rule.kind.model_class._meta
            for lookup in (FOCUS_AREA, KEYWORD):
                meta.get_field(lookup.split("__")[0])
        except (LookupError, FieldDoesNotExist) as error:
            raise ImproperlyConfigured(f"The rule “{rule.name}”: {error}") from error
        if rule.name in _rules:
            raise ImproperlyConfigured(f"There is a rule “{rule.name}” already.")
        _rules[rule.name] = rule


def rule_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All rules, in groups by what they choose, for a field's `choices`."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for rule in _rules.values():
        group = capfirst(str(rule.kind.model_class._meta.verbose_name_plural))
        groups.setdefault(group, []).append((rule.name, str(rule.label)))
    return list(groups.items())


def cards_by_rule(
    name: str, number: int, focus_area: Any = None, keyword: Any = None
) -> list[Card]:
    """The first cards that the rule chooses today; none for a rule that there is no more.

    Within `cards_as_of` they are links alone: what the rule chose then is not kept.
    """
    rule = _rules.get(name)
    if rule is None:
        return []
    pages = rule.kind.model_class._default_manager.all()
    for lookup, record in ((FOCUS_AREA, focus_area), (KEYWORD, keyword)):
        if record is not None:
            # In a subquery, so that no page comes twice.
            named = rule.kind.model_class._default_manager.filter(**{lookup: record.pk})
            pages = pages.filter(pk__in=named.values("pk"))
    found = preferred_pages(pages).select_related("locale", *rule.kind.related)
    cards = cards_of_read(rule.kind, list(islice(_cut(rule.pages(found), number), number)))
    return [only_link(card) for card in cards] if earlier_day() else cards


def _cut(pages: Any, number: int) -> Iterable[Any]:
    """The first of a queryset are all that is fetched."""
    return pages[:number] if hasattr(pages, "query") else pages
