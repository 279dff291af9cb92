"""Which activities link to a page: those that it is evidence for, and the others."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Exists, OuterRef

from core.languages import preferred


def activities_linking_to(page: Any) -> list[Any]:
    """The public activities that link to `page`, in the reader's language, each with
    `is_evidence`. One query.

    Their links are those of the Swedish page, as everywhere (`policy.progress`).
    """
    links = apps.get_model("policy", "ActivityLink").objects.filter(
        page_link__translation_key=page.translation_key,
        page__locale__language_code=settings.LANGUAGE_CODE,
    )
    activities = apps.get_model("policy", "ActivityPage").objects.filter(
        translation_key__in=links.values("page__translation_key")
    )
    own = links.filter(page__translation_key=OuterRef("translation_key"), is_evidence=True)
    return preferred(
        activities.annotate(is_evidence=Exists(own)).select_related("operation").order_by("path")
    )
