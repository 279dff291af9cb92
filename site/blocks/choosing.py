"""Choosing a page or record of an area that blocks may not import: its model is known by name."""

from typing import Any

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.coreutils import resolve_model_string
from wagtail.models import Page

from core.choosers import chooser_for

# Longer than any key: no database takes it.
LONGEST_KEY = 18


class ModelBlock(blocks.ChooserBlock):
    """Subclasses name their `model`: “home.NewsPage”."""

    model: str

    @cached_property
    def target_model(self) -> Any:
        return resolve_model_string(self.model)

    @cached_property
    def widget(self) -> Any:
        return chooser_for(self.target_model)

    def get_form_state(self, value: Any) -> Any:
        # The script of the page chooser has names of its own.
        if issubclass(self.target_model, Page):
            return blocks.PageChooserBlock.get_form_state(self, value)
        return super().get_form_state(value)

    def value_from_form(self, value: Any) -> Any:
        # Wagtail would ask the database for whatever was sent; a list sends "" for nothing.
        return super().value_from_form(None if is_no_key(value) else value)


def is_no_key(value: Any) -> bool:
    """Whether what a form has sent cannot be a key."""
    is_text = isinstance(value, str)
    return is_text and not (value.isascii() and value.isdecimal() and len(value) <= LONGEST_KEY)
