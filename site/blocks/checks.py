"""What blocks need from the areas, as system checks: seen at `runserver`, not in review."""

from typing import Any

from django.core.checks import Error, register

from blocks.cards import CARD_BLOCKS
from core.cards import card_kinds


@register()
def every_card_block_has_a_card(**kwargs: Any) -> list[Error]:
    """blocks.E001: a block whose model nobody has said a card of would be an error when shown."""
    known = {kind.model for kind in card_kinds()}
    return [
        Error(
            f"Nobody says what the card of {block.model} says.",
            hint="Register a `CardKind` in the `ready()` of its area (core.cards.register).",
            obj=block,
            id="blocks.E001",
        )
        for block in CARD_BLOCKS.values()
        if block.model not in known
    ]
