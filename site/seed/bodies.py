"""Bodies of the data files as StreamField values, with ids that stay the same at each run."""

import uuid
from html import escape
from typing import Any

from django.conf import settings
from wagtail.models import Page

from blocks.cards import CARD_BLOCKS
from seed.reading import PageEntry, SeedError

# Made once for this project; keys of the data files become UUIDs in it.
NAMESPACE = uuid.UUID("0b0f8f7e-6f0c-5c5a-9d58-3f5a8f1f2005")


def stable_id(*parts: str) -> uuid.UUID:
    """The UUID of an entry of the data files."""
    return uuid.uuid5(NAMESPACE, "/".join(parts))


def _paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)


def _list(texts: list[str]) -> str:
    items = "".join(f"<li>{escape(text, quote=False)}</li>" for text in texts)
    return f"<ul>{items}</ul>"


def _page(entry: PageEntry, key: str) -> int:
    pages = Page.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    page = pages.filter(translation_key=stable_id(key)).first()
    if page is None:
        raise SeedError(f"{entry.name}: a card is of {key!r}, which is not there.")
    return int(page.pk)


def stream_data(entry: PageEntry) -> list[dict[str, Any]]:
    """The Swedish body as Wagtail's raw stream data. Raises SeedError for an unknown block."""
    data = []
    for number, block in enumerate(entry.body):
        swedish: Any = block.get("sv")
        match block["type"]:
            case "heading":
                kind, value = "heading", swedish
            case "text":
                kind, value = "text", _paragraphs(swedish)
            case "list":
                kind, value = "text", _list(swedish)
            case "note":
                kind, value = "note", _paragraphs(swedish)
            case "quote":
                kind, value = (
                    "quote",
                    {"quote": swedish, "source": block.get("source_sv", "")},
                )
            case "cards_by_rule":
                kind = "cards_by_rule"
                value = {"rule": block["rule"], "number": block["number"]}
            case card if card in CARD_BLOCKS:
                kind, value = card, _page(entry, block["page"])
            case unknown:
                raise SeedError(f"{entry.name}: there is no block type {unknown!r}.")
        block_id = str(stable_id(entry.key, "body", str(number)))
        data.append({"type": kind, "value": value, "id": block_id})
    return data


def body_pairs(entry: PageEntry) -> list[tuple[str, str]]:
    """The Swedish and English texts of the body, pair by pair."""
    pairs: list[tuple[str, str]] = []
    for block in entry.body:
        if "sv" not in block:
            # A card says what its page says.
            continue
        swedish, english = block["sv"], block["en"]
        if isinstance(swedish, str):
            pairs.append((swedish, english))
        elif len(swedish) == len(english):
            pairs.extend(zip(swedish, english, strict=True))
        else:
            raise SeedError(
                f"{entry.name}: {len(swedish)} Swedish paragraphs but {len(english)} English ones, "
                f"beginning with “{swedish[0][:60]}”."
            )
        if "source_sv" in block:
            pairs.append((block["source_sv"], block["source_en"]))
    return pairs
