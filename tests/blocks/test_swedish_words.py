"""The blocks' forms in Swedish, also where Wagtail's own catalogues leave English."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.admin.telepath import registry
from wagtail_localize.models import StringTranslation

from blocks.gallery import blocks_of_the_library

pytestmark = pytest.mark.any_database


def script_of(block: Any) -> list[Any]:
    """What the editor's script gets of a block."""
    args: list[Any] = registry.find_adapter(type(block)).js_args(block)
    return args


def test_the_list_of_blocks_is_searched_in_swedish(admin: Client) -> None:
    texts = admin.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    assert '"Search options\\u2026": "S\\u00f6k bland valen \\u2026"' in texts


def test_labels_and_help() -> None:
    library = blocks_of_the_library()
    with override("sv"):
        picture = library["figure"].child_blocks["image"]
        assert str(script_of(picture.child_blocks["image"])[2]["label"]) == "Bild"
        strings = script_of(library["table"])[-1]["strings"]
        assert str(strings["CAPTION"]) == "Tabelltext"
        assert "läses upp" in str(strings["CAPTION_HELP_TEXT"])
        choices = library["one_language"].child_blocks["language"].field.choices
        assert str(next(label for _value, label in choices)) == "– Välj –"
        unit = library["figures"].child_blocks["figures"].child_block.child_blocks["unit"]
        assert str(unit.field.help_text) == "Till exempel: personer, procent."


def test_when_a_text_was_translated_is_said_without_english_months() -> None:
    made = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)
    manual = StringTranslation(
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL, updated_at=made
    )
    with override("sv"):
        assert manual.get_comment() == "Översatt för hand 2026-11-27"
