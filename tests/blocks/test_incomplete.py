"""A draft may hold half a block, and what a block shows may be gone: nobody meets an error."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from blocks.channels import Channel, render
from blocks.gallery import blocks_of_the_library
from blocks.mail import mail_html
from tests.blocks.cards import body
from tests.newsletter.issues import new_issue

pytestmark = pytest.mark.any_database
LIBRARY = sorted(blocks_of_the_library())
# An address that Python refuses to take apart; no key of any row.
NO_ADDRESS, GONE = "http://[::1", 999999


def filled(block: Any, leaf: Any) -> Any:
    """The value of a block as the database has it, with what `leaf` gives for its inmost."""
    if isinstance(block, blocks.BaseStructBlock):
        return {name: filled(child, leaf) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        value = filled(block.child_block, leaf)
        return [{"type": "item", "value": value, "id": str(n)} for n in range(2)]
    if isinstance(block, blocks.BaseStreamBlock):
        inner = block.child_blocks.items()
        return [{"type": n, "value": filled(b, leaf), "id": n} for n, b in inner]
    if isinstance(block, TypedTableBlock):
        words = leaf(blocks.CharBlock()) or ""
        column, row = {"type": "text", "heading": words}, {"values": [words]}
        return {"caption": words, "columns": [column], "rows": [row]}
    return leaf(block)


def nothing(block: Any) -> Any:
    """As the editor's form gives a field that was left empty."""
    is_text = isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock)
    is_text = is_text or isinstance(block, blocks.URLBlock | blocks.ChoiceBlock)
    return "" if is_text else None


def gone(block: Any) -> Any:
    """Words where words are, and choices of what has been deleted or was never there."""
    if isinstance(block, blocks.ChooserBlock):
        return GONE
    if isinstance(block, blocks.URLBlock):
        return NO_ADDRESS
    if isinstance(block, blocks.MultipleChoiceBlock):
        return ["gone"]
    if isinstance(block, blocks.ChoiceBlock):
        # Shown to somebody, so that what is in it is looked at.
        return "sv" if ("sv", "Svenska") in [tuple(c) for c in block.field.choices] else "gone"
    values = {blocks.IntegerBlock: 1, blocks.DecimalBlock: "1", blocks.DateBlock: "2005-01-01"}
    return next((v for kind, v in values.items() if isinstance(block, kind)), "Ord")


def halves(name: str) -> Iterator[tuple[str, Any]]:
    """Incomplete values of a block, each with what it is."""
    block = blocks_of_the_library()[name]
    yield "empty", filled(block, nothing)
    yield "gone", filled(block, gone)
    if isinstance(block, blocks.BaseStructBlock):
        yield "without parts", {}
        yield (
            "no items",
            {
                child: [] if isinstance(b, blocks.ListBlock) else filled(b, nothing)
                for child, b in block.child_blocks.items()
            },
        )


@pytest.mark.parametrize("name", LIBRARY)
def test_half_a_block_is_an_error_in_no_channel(name: str) -> None:
    for what, value in halves(name):
        stream = body((name, value))
        for language in ("sv", "en"):
            for channel in Channel:
                made = render(stream, channel, language)
                # Wagtail's own for what is not kept at all; the form gives "".
                assert "None" not in made or what == "without parts", channel
            with override(language):
                stream.render_as_block()
            mail_html("x", stream, language)
        for bound in stream:
            bound.block.get_searchable_content(bound.value)
            bound.block.get_prep_value(bound.value)


@pytest.mark.parametrize("what", ["empty", "gone", "without parts", "no items"])
def test_half_a_block_is_an_error_on_no_screen(admin: Client, what: str) -> None:
    found = [(name, dict(halves(name)).get(what)) for name in LIBRARY]
    issue = new_issue(*((name, value) for name, value in found if value is not None), live=False)
    for screen in ("newsletter_checklist", "wagtailadmin_pages:view_draft"):
        address = reverse(screen, args=[issue.pk])
        assert admin.get(address).status_code == 200, address
    assert admin.get(reverse("wagtailadmin_pages:edit", args=[issue.pk])).status_code == 200
    issue.get_latest_revision().publish()
    newest = f"/api/data/v1/newsletter/{issue.translation_key}"
    for address in (issue.url, newest, reverse("newsletter_checklist", args=[issue.pk])):
        assert admin.get(address).status_code == 200, address
