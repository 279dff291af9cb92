"""The texts of a body that is composed of blocks, looked at one by one."""

from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError


def fault_of_blocks(
    block: blocks.Block, value: Any, fault_in: Callable[[str], str]
) -> ValidationError | None:
    """What `fault_in` finds in the texts of a block, each shown where it stands; None if nothing.

    `value` is as the block keeps it in the database.
    """
    kind, parts = _parts(block, value)
    if kind is None:
        if not isinstance(value, str):
            return None
        # A link's address and an editor's mark stand in it as HTML.
        text = unescape(value) if isinstance(block, blocks.RichTextBlock) else value
        return ValidationError(why) if (why := fault_in(text)) else None
    found = {place: fault_of_blocks(child, part, fault_in) for place, child, part in parts}
    faults = {place: fault for place, fault in found.items() if fault}
    if not faults:
        return None
    error: ValidationError = kind(block_errors=faults)
    # Where no form shows the blocks, the words themselves are told.
    error.message = next(iter(faults.values())).message
    return error


def _parts(block: blocks.Block, value: Any) -> tuple[Any, Iterator[tuple[Any, Any, Any]]]:
    """The kind of error that a block of others takes, and its parts by their places."""
    if isinstance(block, blocks.BaseStreamBlock):
        known = block.child_blocks
        return StreamBlockValidationError, (
            (place, known[part["type"]], part["value"]) for place, part in enumerate(value or [])
        )
    if isinstance(block, blocks.BaseStructBlock):
        return StructBlockValidationError, (
            (name, child, (value or {}).get(name)) for name, child in block.child_blocks.items()
        )
    if isinstance(block, blocks.ListBlock):
        return ListBlockValidationError, (
            (place, block.child_block, _item(part)) for place, part in enumerate(value or [])
        )
    return None, iter(())


def _item(part: Any) -> Any:
    """An item of a list: the database may hold it with an identity of its own, or bare."""
    is_named = isinstance(part, dict) and {"type", "value"} <= set(part)
    return part["value"] if is_named else part
