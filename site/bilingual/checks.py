"""Project rules as system checks: seen at `runserver`, not in review."""

from typing import Any

from django.apps import apps
from django.core.checks import Error, register
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Orderable, Page, TranslatableMixin

from core.bilingual_fields import BilingualFields

# Bookkeeping of Wagtail's own, in no editor's form.
BOOKKEEPING = {"id", "translation_key", "locale", "sort_order", "page_ptr"}


def undeclared_fields(model: type[models.Model]) -> list[str]:
    """The model's own fields that are neither text nor fact."""
    named = {field.field_name for field in getattr(model, "translatable_fields", [])}
    own = [
        field.name
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.editable
        and field.name not in BOOKKEEPING
        and not isinstance(field, ParentalKey)
        and not isinstance(field, models.AutoField)
        # Its rows are declared: `keyword_links`.
        and not isinstance(field, TaggableManager)
    ]
    if issubclass(model, Page):
        own += [
            relation.name
            for relation in get_all_child_relations(model)
            if relation.name != COMMENTS_RELATION_NAME
            and relation.related_model._meta.app_label != "wagtailcore"
        ]
    return [name for name in own if name not in named]


# What wagtail-localize cuts into segments, and what it copies with the block: a picture, a choice.
TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock, blocks.BlockQuoteBlock)
FACT_BLOCKS = (
    blocks.BooleanBlock,
    blocks.ChoiceBlock,
    blocks.ChooserBlock,
    blocks.DateBlock,
    blocks.DateTimeBlock,
    blocks.DecimalBlock,
    blocks.EmailBlock,
    blocks.IntegerBlock,
    blocks.URLBlock,
)


def undeclared_blocks(block: blocks.Block, path: str = "") -> list[str]:
    """The innermost blocks below `block` that are neither text nor fact."""
    if hasattr(block, "get_translatable_segments"):
        # It says itself what is translated.
        return []
    if isinstance(block, blocks.BaseStreamBlock | blocks.BaseStructBlock):
        return [
            found
            for name, child in block.child_blocks.items()
            for found in undeclared_blocks(child, f"{path}.{name}")
        ]
    if isinstance(block, blocks.ListBlock):
        return undeclared_blocks(block.child_block, path)
    return [] if isinstance(block, TEXT_BLOCKS + FACT_BLOCKS) else [path]


@register()
def every_block_is_text_or_fact(**kwargs: Any) -> list[Error]:
    """bilingual.E002: a block that wagtail-localize does not know would stay Swedish in English."""
    return [
        Error(
            f"{model.__name__}.{field.name}{path} is neither text nor fact.",
            hint="Use a block that is known to be one, or give it `get_translatable_segments`.",
            obj=model,
            id="bilingual.E002",
        )
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField) and field.model is model
        for path in undeclared_blocks(field.stream_block)
    ]


@register()
def every_field_is_text_or_fact(**kwargs: Any) -> list[Error]:
    """bilingual.E001: a field that is neither translated nor copied would differ by accident."""
    return [
        Error(
            f"{model.__name__}.{name} is neither in `translatable` nor in `facts`.",
            hint="Name it in one of the two lists on the model: text is translated, "
            "a fact is entered once and the same in both languages.",
            obj=model,
            id="bilingual.E001",
        )
        for model in apps.get_models()
        if issubclass(model, TranslatableMixin)
        and (issubclass(model, BilingualFields) or issubclass(model, Page | Orderable))
        and not model._meta.app_label.startswith("wagtail")
        for name in undeclared_fields(model)
    ]
