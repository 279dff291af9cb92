"""What an editor has put into a body, in a form that does not change with the editor's tool."""

import hashlib
import json
from typing import Any

from bs4 import BeautifulSoup
from django.core.serializers.json import DjangoJSONEncoder


def as_put(body: Any, without: frozenset[str] = frozenset()) -> list[tuple[str, Any]]:
    """The blocks as they are kept, without those of some types: a card is what it leads to, not
    what it says today.
    """
    return [
        (block.block_type, _canonical(block.block.get_prep_value(block.value)))
        for block in body
        if block.block_type not in without
    ]


def as_kept(stream: str, without: frozenset[str] = frozenset()) -> list[tuple[str, Any]]:
    """The same of a body as the history keeps it, without reading what its blocks lead to."""
    return [
        (block["type"], _canonical(block["value"]))
        for block in json.loads(stream or "[]")
        if block["type"] not in without
    ]


def body_digest(body: Any) -> str:
    """SHA-256 of that."""
    text = json.dumps(as_put(body), ensure_ascii=False, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(value: Any) -> Any:
    """Rich text with its attributes in one order and without the editor's own keys."""
    if isinstance(value, dict):
        return {key: _canonical(inner) for key, inner in value.items() if key != "id"}
    if isinstance(value, list):
        return [_canonical(inner) for inner in value]
    if not isinstance(value, str) or "<" not in value:
        return value
    soup = BeautifulSoup(value, "html.parser")
    for element in soup.find_all(True):
        kept = sorted((k, v) for k, v in element.attrs.items() if k != "data-block-key")
        element.attrs = dict(kept)
    return str(soup).strip()
