"""Bodies with a card of every kind, made of the demo content."""

from typing import Any

from django.apps import apps
from django.conf import settings
from wagtail.models import TranslatableMixin

from blocks.cards import CARD_BLOCKS, CardBlock
from blocks.streams import NewsletterBody


def body(*blocks: tuple[str, Any]) -> Any:
    """A body of raw values, as it is read from the database."""
    return NewsletterBody().to_python(
        [
            {"type": name, "value": value, "id": str(place)}
            for place, (name, value) in enumerate(blocks)
        ]
    )


def some(block: type[CardBlock]) -> Any:
    """An object that the block's chooser previews, in Swedish where it has a language."""
    item = block().get_preview_value()
    assert item is not None, block.model
    if isinstance(item, TranslatableMixin):
        assert item.locale.language_code == settings.LANGUAGE_CODE
    return item


def one_of_each() -> dict[str, Any]:
    """By the name of its block, what is chosen for a card of each kind."""
    return {name: some(block) for name, block in CARD_BLOCKS.items()}


def by_rule(rule: str, number: int = 3, **narrowed: Any) -> tuple[str, dict[str, Any]]:
    """The block of a rule, as it is kept."""
    value = {"rule": rule, "number": number, "focus_area": None, "keyword": None}
    return "cards_by_rule", value | narrowed


def rules() -> list[str]:
    """The names of all rules."""
    from core.card_rules import rule_choices

    return [name for _group, choices in rule_choices() for name, _label in choices]


def public(label: str, language: str = "sv") -> Any:
    """The public pages of a type, in a language."""
    return apps.get_model(label).objects.filter(live=True, locale__language_code=language)
