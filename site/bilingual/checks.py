"""Project rules as system checks: seen at `runserver`, not in review."""

from typing import Any

from django.apps import apps
from django.core.checks import Error, register
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
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
    ]
    if issubclass(model, Page):
        own += [
            relation.name
            for relation in get_all_child_relations(model)
            if relation.name != COMMENTS_RELATION_NAME
            and relation.related_model._meta.app_label != "wagtailcore"
        ]
    return [name for name in own if name not in named]


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
