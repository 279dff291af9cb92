"""A rule of all models as a system check: seen at `runserver`, not in review."""

from typing import Any

from django.core.checks import Error, register
from modelcluster.models import get_all_child_relations
from wagtail.images import get_image_model
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

from core.unseen import SeenTexts, texts_of


@register()
def every_text_is_looked_at(**kwargs: Any) -> list[Error]:
    """core.E001: a page, record, picture or row of one whose texts take unseen characters."""
    models: list[Any] = [*get_page_models(), *get_snippet_models(), get_image_model()]
    rows = [rel.related_model for model in models for rel in get_all_child_relations(model)]
    return [
        Error(
            f"{model.__name__} has texts that may hold characters that nobody sees.",
            hint="Let it be `core.unseen.SeenTexts`, before its other bases.",
            obj=model,
            id="core.E001",
        )
        for model in dict.fromkeys([*models, *rows])
        if texts_of(model)
        and not issubclass(model, SeenTexts)
        and not model._meta.app_label.startswith("wagtail")
    ]
