"""What editors see of a block in its form: help, limits, and what a draft may lack."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.admin.telepath import registry
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.images.tests.utils import get_test_image_file

from blocks.gallery import blocks_of_the_library
from blocks.streams import NewsletterBody
from records.models import CreditedImage
from tests.blocks.cards import body
from tests.blocks.test_incomplete import filled, nothing

pytestmark = pytest.mark.any_database
LIBRARY = sorted(blocks_of_the_library())


@pytest.mark.parametrize("name", LIBRARY)
def test_every_block_shows_a_help_text(name: str) -> None:
    block = blocks_of_the_library()[name]
    meta = registry.find_adapter(type(block)).js_args(block)[-1]
    assert str(meta.get("helpText") or "")


def texts_in(block: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.URLBlock):
        yield path, block
    elif isinstance(block, blocks.ListBlock):
        yield from texts_in(block.child_block, path)
    # Wagtail's own gives the alternative text no limit: ours has one in `clean`.
    elif not isinstance(block, ImageBlock):
        for name, child in getattr(block, "child_blocks", {}).items():
            yield from texts_in(child, f"{path}.{name}")


def test_every_text_has_a_limit() -> None:
    texts = list(texts_in(NewsletterBody(), "body"))
    assert len(texts) > 20
    assert [path for path, block in texts if not block.field.max_length] == []


def faults(name: str, value: Any) -> str:
    block = NewsletterBody().child_blocks[name]
    with pytest.raises(ValidationError) as found:
        block.clean(block.to_python(value))
    return str(found.value.as_json_data() if hasattr(found.value, "as_json_data") else found.value)


def test_what_is_too_long_is_refused_with_both_lengths() -> None:
    assert "150" in (told := faults("heading", "x" * 151)), told
    assert "151" in told
    told = faults("quote", {"quote": "x" * 601, "source": ""})
    assert "600" in told
    assert "601" in told
    picture = CreditedImage.objects.create(title="x", file=get_test_image_file())
    image = {"image": picture.pk, "alt_text": "x" * 256, "decorative": False}
    told = faults("figure", {"image": image, "caption": ""})
    assert "255" in told
    assert "256" in told
    table = {
        "caption": "x" * 201,
        "columns": [{"type": "text", "heading": "y" * 121}, {"type": "text", "heading": "b"}],
        "rows": [{"values": ["a", "b"]}],
    }
    told = faults("table", table)
    for length in ("200", "201", "120", "121"):
        assert length in told


def test_what_is_too_long_already_is_still_read() -> None:
    (bound,) = body(("heading", "x" * 400))
    assert bound.value == "x" * 400


@pytest.mark.parametrize("name", LIBRARY)
def test_a_draft_may_lack_everything(name: str) -> None:
    value = filled(blocks_of_the_library()[name], nothing)
    block = NewsletterBody()
    stream = block.to_python([{"type": name, "value": value, "id": "1"}])
    block.clean_deferred(stream)
    if isinstance(block.child_blocks[name], TypedTableBlock):
        with pytest.raises(ValidationError):
            block.clean(stream)
